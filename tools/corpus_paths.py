"""Where the corpus is, and its reference values."""

import csv
import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = ROOT / "build" / "release" / "bin" / "millrace"
# MILLRACE_CORPUS, or ../shared/data beside the source tree; need not exist.
FOLDER = pathlib.Path(os.environ.get("MILLRACE_CORPUS", ROOT.parent / "shared" / "data"))


def corpus() -> pathlib.Path:
    """FOLDER; stops when there is no corpus in it."""
    if not (FOLDER / "cad").is_dir():
        sys.exit(f"The corpus is not at '{FOLDER}'; set MILLRACE_CORPUS to a folder with cad/ in it.")
    return FOLDER


def reference(folder: pathlib.Path) -> dict[str, dict[str, str]]:
    with open(folder / "cad" / "REFERENCE.tsv", encoding="utf-8", newline="") as file:
        return {row["path"]: row for row in csv.DictReader(file, delimiter="\t")}


def cad_files(folder: pathlib.Path, categories: list[str]) -> list[pathlib.Path]:
    return [path for category in categories for path in sorted((folder / "cad" / category).iterdir())
            if path.is_file() and path.suffix not in (".tsv", ".xz")]
