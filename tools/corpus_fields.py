"""Thin regions of the thickness field beside a brute force of 512 rays a point (apps/check_fields).

Writes the table of docs/algorithms/wall_thickness.md between its two marker lines.
"""

import pathlib
import subprocess

import corpus_paths

CATEGORIES = ["milled", "turned", "printed", "moulded", "sheet_metal"]
SECONDS_MAX = 120.0
PAGE = corpus_paths.ROOT / "docs" / "algorithms" / "wall_thickness.md"
BEGIN = "<!-- corpus table -->"
END = "<!-- end of corpus table -->"
RECALL_MIN = 0.99
PRECISION_MIN = 0.95


def measure(path: pathlib.Path) -> list[list[float]]:
    """Limit, thin, found, claimed and right area of every part of a file."""
    try:
        result = subprocess.run([str(corpus_paths.BINARY.parent / "check_fields"), str(path)],
                                capture_output=True, text=True, timeout=SECONDS_MAX)
    except subprocess.TimeoutExpired:
        return []
    return [[float(value) for value in line.split("\t")[1:]] for line in result.stdout.splitlines()]


def main(folder: pathlib.Path) -> int:
    rows = []
    shares: dict[str, list[float]] = {"recall": [], "precision": []}
    for category in CATEGORIES:
        parts = [part for path in corpus_paths.cad_files(folder, [category]) for part in measure(path)]
        recall = [found / thin for _, thin, found, _, _ in parts if thin > 0]
        precision = [right / claimed for _, _, _, claimed, right in parts if claimed > 0]
        if not recall or not precision:
            continue
        shares["recall"] += recall
        shares["precision"] += precision
        rows.append((category, len(parts), recall, precision))
        print(f"{category}: {len(parts)} parts", flush=True)
    if not rows:
        print("no part was measured")
        return 1
    rows.append(("all", sum(row[1] for row in rows), shares["recall"], shares["precision"]))
    text = [BEGIN, "| parts | number | recall | worst part | precision | worst part |",
            "|---|---|---|---|---|---|"]
    for name, count, recall, precision in rows:
        text.append(f"| {name} | {count} | {100 * sum(recall) / len(recall):.2f} % | "
                    f"{100 * min(recall):.2f} % | {100 * sum(precision) / len(precision):.2f} % | "
                    f"{100 * min(precision):.2f} % |")
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(before + "\n".join([*text, END]) + after, encoding="utf-8")
    print("\n".join(text[1:]))
    _, _, recall, precision = rows[-1]
    return 0 if (sum(recall) / len(recall) >= RECALL_MIN and
                 sum(precision) / len(precision) >= PRECISION_MIN) else 1
