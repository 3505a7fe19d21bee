#!/usr/bin/env python3
"""Runs libFuzzer targets one after another and prints what each did.

Seeds are the small files of examples/ and, where it is there, of the corpus. What a target finds
stays in build/fuzz/corpus/TARGET and is where the next run goes on; a crash stays there as
crash-* and stops the run with its report.
"""

import argparse
import os
import pathlib
import re
import resource
import subprocess
import sys
import zlib

import corpus_paths

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = ROOT / "build" / "fuzz" / "bin"
SEED_BYTES_MAX = 256 * 1024

# Which files are worth mutating for which parser; the others take bytes that no file holds.
SEEDS = {
    "codec_fuzz": [".json"],
    "dxf_fuzz": [".dxf"],
    "iges_scan_fuzz": [".igs", ".iges"],
    "mesh_file_fuzz": [".stl", ".obj", ".3mf"],
    "obj_fuzz": [".obj"],
    "part21_pmi_fuzz": [".stp", ".step"],
    "part21_scan_fuzz": [".stp", ".step"],
    "stl_fuzz": [".stl"],
    "threemf_fuzz": [".3mf"],
}


def seeds(target: str, folder: pathlib.Path) -> None:
    """Links the seeds into one folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for place in (ROOT / "examples", ROOT / "tests", ROOT / "catalog", corpus_paths.FOLDER):
        for path in sorted(place.rglob("*")):
            if path.suffix.lower() not in SEEDS.get(target, []) or not path.is_file():
                continue
            link = folder / f"{zlib.crc32(str(path).encode()):08x}{path.suffix.lower()}"
            if path.stat().st_size <= SEED_BYTES_MAX and not link.exists():
                link.symlink_to(path)


def run(target: pathlib.Path, seconds: str) -> bool:
    found = ROOT / "build" / "fuzz" / "corpus" / target.name
    found.mkdir(parents=True, exist_ok=True)
    start = ROOT / "build" / "fuzz" / "seeds" / target.name
    seeds(target.name, start)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    result = subprocess.run(
        [str(target), str(found), str(start), f"-max_total_time={seconds}", "-rss_limit_mb=2048",
         "-timeout=10", f"-max_len={SEED_BYTES_MAX}", f"-artifact_prefix={found}/",
         "-print_final_stats=1", "-verbosity=1"],
        env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}, capture_output=True, text=True)
    cpu_s = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    executed = re.search(r"number_of_executed_units: (\d+)", result.stderr)
    covered = re.findall(r"cov: (\d+)", result.stderr)
    print(f"{target.name:18} {seconds:>6} s ({cpu_s:.0f} s of a core) {executed[1] if executed else '-':>12} runs, "
          f"{covered[-1] if covered else '-':>6} edges, {'ok' if result.returncode == 0 else 'FAILED'}",
          flush=True)
    if result.returncode != 0:
        print(result.stderr[-6000:])
    return result.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev fuzz", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", nargs="?", default="60", help="for each target")
    parser.add_argument("targets", nargs="*", help="names, by default all")
    args = parser.parse_args()
    targets = [BIN / name for name in args.targets] or sorted(BIN.glob("*_fuzz"))
    return 0 if all([run(target, args.seconds) for target in targets]) else 1


if __name__ == "__main__":
    sys.exit(main())
