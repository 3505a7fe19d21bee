#!/usr/bin/env python3
"""Runs libFuzzer targets one after another and prints what each did.

Seeds are the small files of examples/ and, where it is there, of the corpus. What a target finds
stays in build/fuzz/corpus/TARGET and is where the next run goes on; a crash stays there as
crash-* and stops the run with its report. build/fuzz/totals/TARGET.json adds up the processor time
and the inputs of all runs without a crash, and keeps the most edges that one of them covered.
"""

import argparse
import json
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


def add_to_total(target: str, cpu_s: float, inputs: int, edges: int) -> dict:
    """What all runs of a target did so far, this one included."""
    path = ROOT / "build" / "fuzz" / "totals" / f"{target}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    total = {"cpu_s": 0.0, "inputs": 0, "edges": 0}
    if path.exists():
        total = json.loads(path.read_text())
    total = {"cpu_s": total["cpu_s"] + cpu_s, "inputs": total["inputs"] + inputs,
             "edges": max(total["edges"], edges)}
    path.write_text(json.dumps(total))
    return total


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
    inputs = int(executed[1]) if executed else 0
    edges = int(covered[-1]) if covered else 0
    line = f"{target.name:18} {cpu_s:6.0f} s of a core {inputs:12} inputs {edges:6} edges"
    if result.returncode == 0:
        total = add_to_total(target.name, cpu_s, inputs, edges)
        line += f", all runs: {total['cpu_s']:.0f} s, {total['inputs']} inputs"
    print(line + (", ok" if result.returncode == 0 else ", FAILED"), flush=True)
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
