#!/usr/bin/env python3
"""FDM print time and mass beside PrusaSlicer: same files, same profile, same orientation, one run.

The profile is exported by `millrace profile P --prusaslicer`, the part as it stands on the plate by
`millrace plan --stl`. PrusaSlicer's time is its "estimated printing time (normal mode)", ours the time
of the print operation; neither holds heating. Speed is wall clock of the slicer's run against ours.
"""

import argparse
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

import corpus_paths

UNITS = {"d": 86400, "h": 3600, "m": 60, "s": 1}


def seconds(text: str) -> float:
    return sum(int(number) * UNITS[unit] for number, unit in re.findall(r"(\d+)([dhms])", text))


def ours(path: pathlib.Path, profile: str) -> dict | None:
    """Time, mass and our milliseconds, or None when the file is not one printable part."""
    result = subprocess.run(
        [str(corpus_paths.BINARY), "quote", "--process", "fdm", "--profile", profile, "--quantity", "1",
         "--json", str(path)], capture_output=True, text=True)
    parts = json.loads(result.stdout) if result.returncode == 0 else []
    if len(parts) != 1 or not parts[0]["offers"] or parts[0]["offers"][0]["run_s_per_part"] is None:
        return None
    offer, timings = parts[0]["offers"][0], parts[0]["timings_ms"]
    return {"s": offer["run_s_per_part"], "g": offer["mass_g"], "plan_ms": timings["plan"],
            "total_ms": timings["total"]}


def slicer(path: pathlib.Path, profile: str, folder: pathlib.Path) -> dict | None:
    stl, ini, gcode = folder / "part.stl", folder / "profile.ini", folder / "part.gcode"
    subprocess.run([str(corpus_paths.BINARY), "plan", str(path), "--process", "fdm", "--profile", profile,
                    "--stl", str(stl)], check=True, capture_output=True)
    ini.write_text(subprocess.run([str(corpus_paths.BINARY), "profile", profile, "--prusaslicer"],
                                  check=True, capture_output=True, text=True).stdout)
    gcode.unlink(missing_ok=True)
    start = time.monotonic()
    subprocess.run(["prusa-slicer", "--load", str(ini), "--export-gcode", "-o", str(gcode), str(stl)],
                   capture_output=True)
    ms = (time.monotonic() - start) * 1e3
    if not gcode.exists():
        return None
    text = gcode.read_text(errors="replace")
    duration = re.search(r"; estimated printing time \(normal mode\) = (.*)", text)
    mass = re.search(r"; (?:total )?filament used \[g\] = ([\d.]+)", text)
    return {"s": seconds(duration[1]), "g": float(mass[1]), "ms": ms}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", default="fdm_mk4s")
    parser.add_argument("files", nargs="*", type=pathlib.Path, help="default: cad/printed of the corpus")
    args = parser.parse_args()
    files = args.files or corpus_paths.cad_files(corpus_paths.corpus(), ["printed"])
    print(f"FDM time and mass against PrusaSlicer, profile {args.profile}\n")
    print(f"{'file':38} {'slicer s':>9} {'ours s':>9} {'error':>7} {'slicer g':>8} {'mass':>7} "
          f"{'slicer ms':>9} {'plan ms':>8} {'total ms':>8} {'ratio':>6}")
    rows = []
    with tempfile.TemporaryDirectory(prefix="millrace-fdm-") as name:
        for path in files:
            mine = ours(path, args.profile)
            theirs = slicer(path, args.profile, pathlib.Path(name)) if mine else None
            if not mine or not theirs:
                print(f"{path.name[:38]:38} left out: "
                      f"{'not one printable part' if not mine else 'the slicer gave no program'}")
                continue
            row = (mine["s"] / theirs["s"] - 1, mine["g"] / max(theirs["g"], 0.01) - 1,
                   theirs["ms"] / mine["plan_ms"], theirs["ms"] / mine["total_ms"])
            rows.append(row)
            print(f"{path.name[:38]:38} {theirs['s']:9.0f} {mine['s']:9.0f} {row[0]:+7.1%} "
                  f"{theirs['g']:8.2f} {row[1]:+7.1%} {theirs['ms']:9.0f} {mine['plan_ms']:8.1f} "
                  f"{mine['total_ms']:8.1f} {row[2]:6.0f}", flush=True)
    times = sorted(abs(row[0]) for row in rows)
    masses = sorted(abs(row[1]) for row in rows)
    print(f"\n{len(rows)} files: time error median {statistics.median(times):.1%}, "
          f"p90 {times[int(0.9 * (len(times) - 1))]:.1%}, worst {times[-1]:.1%}; "
          f"mass error median {statistics.median(masses):.1%}, worst {masses[-1]:.1%}")
    print(f"slicer's run against our planning: median {statistics.median(row[2] for row in rows):.0f} "
          f"times; against everything from bytes to price: median "
          f"{statistics.median(row[3] for row in rows):.0f} times")
    return 0


if __name__ == "__main__":
    sys.exit(main())
