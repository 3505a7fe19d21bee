#!/usr/bin/env python3
"""Our times beside a peer's, on the same files in one run.

1. On the STEP files: all facts against a plain OpenCASCADE read + mesh, and bytes to first price
   against a plain read + mesh + volume.
2. The thickness map of a hundred thousand triangles (libs/facts/bench).
3. FDM print time and mass against PrusaSlicer on the same profile (tools/bench_fdm.py).
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys

import corpus_paths

CATEGORIES = ["milled", "turned", "printed", "moulded", "assembly", "units"]


def ours_ms(path: pathlib.Path) -> tuple[float, float] | None:
    """Milliseconds for all facts, and from the bytes to the first price, the sandboxed child
    included; the sum over the bodies of the file."""
    result = subprocess.run([str(corpus_paths.BINARY), "quote", "--json", "--quantity", "1", str(path)],
                            capture_output=True, text=True)
    if result.returncode != 0:
        return None
    parts = [part["timings_ms"] for part in json.loads(result.stdout)]
    return sum(ms["facts"] for ms in parts), sum(ms["total"] for ms in parts)


def occt_ms(path: pathlib.Path) -> tuple[float, float] | None:
    """Milliseconds of read + mesh, and of read + mesh + volume."""
    result = subprocess.run([str(corpus_paths.BINARY.parent / "bench_occt"), str(path)],
                            capture_output=True, text=True)
    if result.returncode != 0 or not result.stdout:
        return None
    meshed, total = (float(ms) for ms in result.stdout.split("\t")[:2])
    return (meshed, total) if total >= 0 else None


def best(runs: list[tuple[float, float] | None]) -> tuple[float, float] | None:
    good = [run for run in runs if run is not None]
    return (min(run[0] for run in good), min(run[1] for run in good)) if good else None


def against_occt(folder: pathlib.Path, repetitions: int) -> None:
    print("All facts against plain OCCT read + mesh, and bytes to first price (every process) against "
          f"plain OCCT read + mesh + volume; ms, best of {repetitions}, taken in turn\n")
    print(f"{'file':50} {'read+mesh':>9} {'facts':>8} {'ratio':>6} {'+volume':>9} {'price':>8} {'ratio':>6}")
    facts_ratios, price_ratios = [], []
    for path in corpus_paths.cad_files(folder, CATEGORIES):
        if path.suffix.lower() not in (".stp", ".step"):
            continue
        runs = [(occt_ms(path), ours_ms(path)) for _ in range(repetitions)]
        theirs, mine = best([run[0] for run in runs]), best([run[1] for run in runs])
        if theirs is None or mine is None:
            print(f"{path.name[:50]:50} {'-':>9} {'-':>8}")
            continue
        facts_ratios.append(mine[0] / theirs[0])
        price_ratios.append(mine[1] / theirs[1])
        print(f"{path.name[:50]:50} {theirs[0]:9.1f} {mine[0]:8.1f} {facts_ratios[-1]:6.2f} "
              f"{theirs[1]:9.1f} {mine[1]:8.1f} {price_ratios[-1]:6.2f}", flush=True)
    for name, ratios in (("facts", facts_ratios), ("bytes to first price", price_ratios)):
        print(f"{name}: median ratio {statistics.median(ratios):.2f}, {min(ratios):.2f} to "
              f"{max(ratios):.2f}, over {len(ratios)} files (1 = as fast as the plain kernel)")
    print()


def thickness_map() -> None:
    """A tube of 2 mm wall: the program checks the thickness that it finds."""
    result = subprocess.run([str(corpus_paths.BINARY.parent / "facts_bench"),
                             "--benchmark_filter=thickness_map", "--benchmark_format=json"],
                            capture_output=True, text=True, check=True)
    for run in json.loads(result.stdout)["benchmarks"]:
        print(f"thickness map of {run['triangles']:.0f} triangles, ray tree included: {run['real_time']:.0f} ms")
    print()


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=["occt", "thickness", "fdm"], help="one of the three")
    parser.add_argument("--repetitions", type=int, default=3)
    args = parser.parse_args()
    folder = corpus_paths.corpus()
    if args.only in (None, "occt"):
        against_occt(folder, args.repetitions)
    if args.only in (None, "thickness"):
        thickness_map()
    if args.only in (None, "fdm"):
        return subprocess.run([sys.executable, str(pathlib.Path(__file__).parent / "bench_fdm.py")]).returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
