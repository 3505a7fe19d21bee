#!/usr/bin/env python3
"""Compares recognised faces with the labels of the MFCAD parts of the corpus: faces and whole parts
right, per class, for the parts as they are and after a random rotation of each.

usage: feature_report.py [--parts N] [--seed S] [--wrong FILE]

The parts are cuts from a 10 mm cube with plane faces. Their class numbers follow the order of the
25-class scheme, restricted to the plane classes; the class table of the corpus gives other names
than the geometry of the faces bears out (docs/algorithms/features.md), so numbers decide here.
"""

import argparse
import collections
import concurrent.futures
import csv
import json
import math
import pathlib
import random
import re
import subprocess
import sys
import tempfile

from corpus_paths import BINARY, corpus

# The plane classes of the 25-class scheme, in its order: the number of a class is its place.
CLASSES = ["chamfer", "triangular_passage", "rectangular_passage", "6sides_passage",
           "triangular_through_slot", "rectangular_through_slot", "rectangular_through_step",
           "2sides_through_step", "slanted_through_step", "triangular_pocket", "rectangular_pocket",
           "6sides_pocket", "rectangular_blind_slot", "triangular_blind_step",
           "rectangular_blind_step", "stock"]
NUMBER = r"\s*([-+0-9.Ee]+)\s*"
TRIPLE = re.compile(r"(CARTESIAN_POINT|DIRECTION)\s*\(\s*('[^']*')\s*,\s*\(" + NUMBER + "," + NUMBER +
                    "," + NUMBER + r"\)\s*\)")


def rotation(rng: random.Random) -> list[list[float]]:
    """A rotation drawn evenly from all, by a random unit quaternion."""
    q = [rng.gauss(0.0, 1.0) for _ in range(4)]
    n = math.sqrt(sum(x * x for x in q))
    w, x, y, z = (value / n for value in q)
    return [[1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)]]


def rotated(text: str, matrix: list[list[float]], shift: tuple[float, ...] = (0.0, 0.0, 0.0)) -> str:
    """Turns and moves all points, and turns all directions, in space; those of curves in a face's plane
    have two numbers."""
    def turn(match: re.Match) -> str:
        v = [float(match[k]) for k in (3, 4, 5)]
        w = [sum(a * b for a, b in zip(row, v)) for row in matrix]
        if match[1] == "CARTESIAN_POINT":
            w = [a + b for a, b in zip(w, shift)]
        return f"{match[1]}({match[2]},({w[0]!r},{w[1]!r},{w[2]!r}))".replace("e", "E")
    return TRIPLE.sub(turn, text)


def recognised(path: pathlib.Path) -> dict[str, dict]:
    """The faces that Millrace found, by name."""
    result = subprocess.run([BINARY, "facts", str(path), "--json", "--faces"], capture_output=True,
                            text=True, timeout=120)
    if result.returncode != 0:
        sys.exit(f"{path.name}: status {result.returncode}: {result.stderr.strip()}")
    return {str(face["step_id"]): face
            for part in json.loads(result.stdout) for face in part["faces"]}


def labels_of(path: pathlib.Path) -> dict[str, int]:
    with open(path.with_suffix(".labels.csv"), encoding="utf-8", newline="") as file:
        return {row["face_id"]: int(row["class_id"]) for row in csv.DictReader(file)}


class Tally:
    def __init__(self) -> None:
        self.faces = self.faces_right = self.parts = self.parts_right = 0
        self.of_class: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
        self.wrong: list[str] = []

    def add(self, path: pathlib.Path, truth: dict[str, int], found: dict[str, dict]) -> None:
        good = 0
        for face, number in truth.items():
            name = CLASSES[number]
            said = found.get(face, {}).get("feature", "nothing")
            self.of_class[name][said] += 1
            good += said == name
            if said != name:
                confidence = found.get(face, {}).get("confidence", 0.0)
                self.wrong.append(f"{path.stem} face {face}: {name}, said {said} ({confidence:.3f})")
        self.faces += len(truth)
        self.faces_right += good
        self.parts += 1
        self.parts_right += good == len(truth)

    def report(self, title: str) -> None:
        print(f"\n{title}: {self.faces_right} of {self.faces} faces right "
              f"({100 * self.faces_right / self.faces:.3f} %), {self.parts_right} of {self.parts} "
              f"parts ({100 * self.parts_right / self.parts:.2f} %)")
        for name in CLASSES:
            said = self.of_class[name]
            total = sum(said.values())
            if not total:
                continue
            others = ", ".join(f"{other} {count}" for other, count in said.most_common()
                               if other != name)
            print(f"  {name:26} {total:5} faces {100 * said[name] / total:8.3f} %  {others}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--parts", type=int, default=0, help="only the first so many")
    parser.add_argument("--seed", type=int, default=1, help="of the rotations")
    parser.add_argument("--wrong", type=pathlib.Path, help="write every wrong face to this file")
    args = parser.parse_args()
    folder = corpus() / "features" / "mfcad"
    paths = sorted(folder.glob("*.step"))[:args.parts or None]
    if not paths:
        sys.exit(f"There are no labelled parts in '{folder}'.")
    plain, turned = Tally(), Tally()
    with tempfile.TemporaryDirectory(prefix="millrace-features-") as scratch, \
            concurrent.futures.ThreadPoolExecutor(2) as pool:
        copies = []
        for number, path in enumerate(paths):
            rng = random.Random(f"{args.seed}-{number}")
            copy = pathlib.Path(scratch) / path.name
            copy.write_text(rotated(path.read_text(encoding="latin-1"), rotation(rng)),
                            encoding="latin-1")
            copies.append(copy)
        for tally, files in ((plain, paths), (turned, copies)):
            for path, found in zip(paths, pool.map(recognised, files)):
                tally.add(path, labels_of(path), found)
    plain.report("as they are")
    turned.report(f"each turned at random (seed {args.seed})")
    if args.wrong:
        args.wrong.write_text("\n".join(["as they are:", *plain.wrong, "turned:", *turned.wrong, ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
