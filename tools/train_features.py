#!/usr/bin/env python3
"""Makes labelled parts, trains the face classifier on them and writes libs/facts/models.

usage: train_features.py [--scale F]      F < 1 makes fewer parts, for a quick look

The seeds below and the number of parts decide everything: the same model, byte for byte, every time
on one kind of machine. Each family of parts runs as a process of its own. Rows go to build/features.
"""

import argparse
import hashlib
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "build" / "release" / "bin" / "feature_parts"
FOLDER = ROOT / "build" / "features"
MODEL = ROOT / "libs" / "facts" / "models" / "face_classes.model"
# Name, style of apps/feature_parts/recipe.h, number of parts, seed.
FAMILIES = (("plane_cubes", 0, 1500, 1), ("blocks_a", 1, 300, 2),
            ("blocks_b", 1, 300, 3), ("discs", 2, 250, 1))


def run(*words: object) -> None:
    command = [str(word) for word in words]
    if subprocess.run(command).returncode != 0:
        sys.exit(f"'{' '.join(command)}' failed")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--scale", type=float, default=1.0, help="share of the parts to make")
    args = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows = []
    running = []
    for name, style, count, seed in FAMILIES:
        rows.append(FOLDER / f"{name}.rows")
        words = [PROGRAM, "rows", rows[-1], style, max(20, int(count * args.scale)), seed]
        running.append(subprocess.Popen([str(word) for word in words]))
    if any([process.wait() != 0 for process in running]):
        sys.exit("Making the parts failed.")
    print("\nUnseen generator: trained on blocks and discs, tried on plane cubes", flush=True)
    run(PROGRAM, "unseen", rows[0], *rows[1:])
    print("\nThe model, trained on eight tenths of all", flush=True)
    run(PROGRAM, "train", MODEL, *rows)
    print(f"{MODEL.relative_to(ROOT)}: sha256 {hashlib.sha256(MODEL.read_bytes()).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
