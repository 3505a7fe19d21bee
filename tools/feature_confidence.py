#!/usr/bin/env python3
"""How far the confidence of a face's class can be believed: makes parts of families that the trees
were never trained on beside those they were, and compares what the product says with what each face
is. Prints the share of right faces by what geometry says of the class, and by confidence.

usage: feature_confidence.py [--parts N] [--seed S]

Build the makers first: cmake --build --preset release --target feature_parts
"""

import argparse
import csv
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "build" / "release" / "bin" / "feature_parts"
FOLDER = ROOT / "build" / "features"
# Name, style of apps/feature_parts/recipe.h, trained on.
FAMILIES = (("cubes", 0, True), ("blocks", 1, True), ("discs", 2, True),
            ("plates", 3, False), ("shafts", 4, False), ("prisms", 5, False))
DOUBTFUL = 0.9
AGREEMENT = ("as defined", "kind only", "contradicted")


def share(rows: list[dict]) -> str:
    if not rows:
        return "      -"
    return f"{100.0 * sum(row['is'] == row['said'] for row in rows) / len(rows):7.2f}"


def mean(rows: list[dict], column: str) -> float:
    return sum(float(row[column]) for row in rows) / max(len(rows), 1)


def by_evidence(title: str, rows: list[dict]) -> None:
    print(f"\n{title}: what the trees gave, by what geometry says of it")
    print("  agreement     range      faces   trees say %  right %")
    for agreement, name in enumerate(AGREEMENT):
        for familiar in ("1", "0"):
            some = [row for row in rows if float(row["trees"]) > 0.0 and
                    int(row["agreement"]) == agreement and row["familiar"] == familiar]
            if some:
                print(f"  {name:13} {'inside' if familiar == '1' else 'outside':8} {len(some):7} "
                      f"{100 * mean(some, 'trees'):12.2f}  {share(some)}")


def by_confidence(title: str, rows: list[dict]) -> None:
    print(f"\n{title}: right by confidence")
    edges = (0.0, 0.5, 0.7, 0.8, 0.9, 0.97, 1.001)
    error = 0.0
    for low, high in zip(edges, edges[1:]):
        some = [row for row in rows if low <= float(row["confidence"]) < high]
        if not some:
            continue
        right = sum(row["is"] == row["said"] for row in some)
        error += abs(sum(float(row["confidence"]) for row in some) - right)
        print(f"  {low:4.2f} to {min(high, 1.0):4.2f} {len(some):7} faces, confidence "
              f"{100 * mean(some, 'confidence'):6.2f} %, right {share(some)} %")
    print(f"  mean gap {error / max(len(rows), 1):.4f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--parts", type=int, default=100, help="of every family")
    parser.add_argument("--seed", type=int, default=7, help="of the parts; training uses 1 to 3")
    args = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    files = [FOLDER / f"{name}_{args.seed}.evidence.csv" for name, _, _ in FAMILIES]
    makers = [subprocess.Popen([str(PROGRAM), "evidence", str(file), str(style), str(args.parts),
                                str(args.seed)]) for file, (_, style, _) in zip(files, FAMILIES)]
    if any([maker.wait() != 0 for maker in makers]):
        sys.exit("Making the parts failed.")
    groups: dict[bool, list[dict]] = {True: [], False: []}
    print("family    faces   right %   doubtful %   right of the others %")
    for file, (name, _, trained) in zip(files, FAMILIES):
        with open(file, encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        sure = [row for row in rows if float(row["confidence"]) >= DOUBTFUL]
        print(f"{name:8} {len(rows):6}   {share(rows)}   {100 * (1 - len(sure) / max(len(rows), 1)):10.2f}"
              f"   {share(sure)}")
        groups[trained] += rows
    for trained, title in ((True, "families of the training"), (False, "families never seen")):
        by_evidence(title, groups[trained])
        by_confidence(title, groups[trained])
    return 0


if __name__ == "__main__":
    sys.exit(main())
