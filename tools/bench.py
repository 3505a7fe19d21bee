#!/usr/bin/env python3
"""Our times beside a peer's, on the same files in one run.

1. Bytes to first price against a plain OpenCASCADE read + mesh + volume, on the STEP files.
2. FDM print time and mass against PrusaSlicer on the same profile (tools/bench_fdm.py).
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys

import corpus_paths

CATEGORIES = ["milled", "turned", "printed", "moulded", "assembly", "units"]


def ours_ms(path: pathlib.Path) -> float | None:
    """Milliseconds from the bytes to the first price, the sandboxed child included."""
    result = subprocess.run([str(corpus_paths.BINARY), "quote", "--json", "--quantity", "1", str(path)],
                            capture_output=True, text=True)
    if result.returncode != 0:
        return None
    return sum(part["timings_ms"]["total"] for part in json.loads(result.stdout))


def occt_ms(path: pathlib.Path) -> float | None:
    result = subprocess.run([str(corpus_paths.BINARY.parent / "bench_occt"), str(path)],
                            capture_output=True, text=True)
    if result.returncode != 0 or not result.stdout:
        return None
    ms = float(result.stdout.split("\t")[0])
    return ms if ms >= 0 else None


def against_occt(folder: pathlib.Path, repetitions: int) -> None:
    print("Bytes to first price (every process) against plain OCCT read + mesh + volume, "
          f"best of {repetitions}\n")
    print(f"{'file':60} {'occt ms':>9} {'ours ms':>9} {'ratio':>6}")
    ratios = []
    for path in corpus_paths.cad_files(folder, CATEGORIES):
        if path.suffix.lower() not in (".stp", ".step"):
            continue
        theirs = [ms for _ in range(repetitions) if (ms := occt_ms(path)) is not None]
        mine = [ms for _ in range(repetitions) if (ms := ours_ms(path)) is not None]
        if not theirs or not mine:
            print(f"{path.name[:60]:60} {'-':>9} {'-':>9}")
            continue
        ratios.append(min(mine) / min(theirs))
        print(f"{path.name[:60]:60} {min(theirs):9.1f} {min(mine):9.1f} {ratios[-1]:6.2f}", flush=True)
    print(f"\nmedian ratio {statistics.median(ratios):.2f} over {len(ratios)} files "
          "(1 = as fast as the plain read)\n")


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=["occt", "fdm"], help="one of the two comparisons")
    parser.add_argument("--repetitions", type=int, default=3)
    args = parser.parse_args()
    folder = corpus_paths.corpus()
    if args.only != "fdm":
        against_occt(folder, args.repetitions)
    if args.only != "occt":
        return subprocess.run([sys.executable, str(pathlib.Path(__file__).parent / "bench_fdm.py")]).returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
