#!/usr/bin/env python3
"""Checks the tree itself: file sizes, leftover markers, dead sources, broken links, module pages."""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINES_MAX = {".cpp": 600, ".h": 300, ".py": 600, ".ts": 600, ".tsx": 600, ".cmake": 300}
# Written in two halves so that this file does not find itself.
MARKERS = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")))
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def main() -> int:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True)
    files = [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]
    problems = []
    for path in files:
        name = path.relative_to(ROOT)
        if path.suffix not in LINES_MAX and path.suffix not in (".md", ".txt"):
            continue
        text = path.read_text(encoding="utf-8")
        generated = "generated" in path.parts or path.name.endswith(".d.ts")
        limit = LINES_MAX.get(path.suffix)
        if limit and not generated and text.count("\n") > limit:
            problems.append(f"{name}: {text.count(chr(10))} lines, limit {limit}")
        if path.suffix != ".md" and not generated:
            for number, line in enumerate(text.splitlines(), 1):
                if MARKERS.search(line):
                    problems.append(f"{name}:{number}: leftover marker: {line.strip()[:80]}")
        if path.suffix == ".md":
            for target in LINK.findall(text):
                if "://" not in target and not (path.parent / target).exists():
                    problems.append(f"{name}: broken link to {target}")
    for module in sorted((ROOT / "libs").iterdir()):
        if not (module / "README.md").exists():
            problems.append(f"libs/{module.name}: no README.md")
        cmake = "".join(path.read_text() for path in module.rglob("CMakeLists.txt"))
        for source in module.rglob("*.cpp"):
            if source.name not in cmake:
                problems.append(f"{source.relative_to(ROOT)}: not part of any target")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
