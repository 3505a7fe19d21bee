#!/usr/bin/env python3
"""Recognises every part of the corpus and writes docs/scoreboard.md.

What was found in each file, how long it took, and what was refused and why; how many sheet parts
unfold; how many broken meshes are repaired. Failures stand beside successes.
"""

import collections
import json
import pathlib
import statistics
import subprocess
import sys
import time

import corpus_paths
import dev

FOLDERS = ["milled", "turned", "sheet_metal", "sheet_dxf", "moulded", "printed", "assembly", "iges", "3mf",
           "units", "mesh_misc", "mesh_broken"]
SECONDS_MAX = 60.0


def facts(path: pathlib.Path) -> tuple[list[dict], str, float]:
    """Parts, why there are none, and wall seconds."""
    start = time.monotonic()
    try:
        result = subprocess.run([str(corpus_paths.BINARY), "facts", "--json", "--faces", str(path)],
                                capture_output=True, text=True, timeout=SECONDS_MAX)
    except subprocess.TimeoutExpired:
        return [], f"no answer within {SECONDS_MAX:g} s", SECONDS_MAX
    seconds = time.monotonic() - start
    try:
        parts = json.loads(result.stdout)
        failed = [part["error"]["message"] for part in parts if part.get("error")]
        return ([], failed[0], seconds) if failed else (parts, "", seconds)
    except json.JSONDecodeError:
        lines = result.stderr.strip().splitlines()
        return [], lines[-1] if lines else f"exit status {result.returncode}", seconds


def features(part: dict) -> str:
    kinds = collections.Counter(feature["kind"] for feature in part["facts"].get("features", []))
    return ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in sorted(kinds.items()))


def doubtful(part: dict) -> str:
    faces = part["facts"].get("faces") or part.get("faces") or []
    if not faces:
        return ""
    low = sum(1 for face in faces if face["confidence"] < part["facts"].get("confidence_min", 0))
    return f"{low} of {len(faces)}"


def sheet(part: dict) -> str:
    found = part["facts"].get("sheet")
    if not found:
        return ""
    if "refused" in found:
        return f"refused: {found['refused']['reason']}"
    flat = found["flat"]
    return (f"t {found['thickness_mm']:g} mm, {len(found['bends'])} bends, flat {flat['length_mm']:.1f} × "
            f"{flat['width_mm']:.1f} mm")


def making(part: dict) -> str:
    words = []
    turning = part["facts"].get("turning") or {}
    if turning.get("recognised"):
        words.append(f"turned ⌀{turning['diameter_mm']:.1f} × {turning['length_mm']:.1f} mm")
    set_ups = part["facts"].get("set_ups") or {}
    if set_ups:
        words.append(f"{set_ups['verdict'].replace('_', ' ')}, {set_ups['count']} set-ups")
    mould = part["facts"].get("moulding") or {}
    if mould:
        slides = len(mould.get("side_actions", []))
        words.append(f"mould with {slides} side actions" if slides else "mould without side actions")
    return "; ".join(words)


def row_cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def main() -> int:
    files = corpus_paths.cad_files(corpus_paths.corpus(), FOLDERS)
    lines = []
    times = []
    refused = []
    sheets = collections.Counter()
    repairs = collections.Counter()
    for number, path in enumerate(files, 1):
        print(f"\r{number} of {len(files)}", end="", file=sys.stderr, flush=True)
        parts, why, seconds = facts(path)
        name = f"{path.parent.name}/{path.name}"
        if not parts:
            refused.append((name, why))
            if path.parent.name == "mesh_broken":
                repairs["not read"] += 1
            continue
        times.append(seconds)
        codes = {diagnostic["code"] for part in parts for diagnostic in part.get("diagnostics", [])}
        if path.parent.name == "mesh_broken":
            closed = all(part["facts"]["closed"] for part in parts)
            repairs["closed after repair" if closed and "repaired" in codes else
                    "closed as read" if closed else "left open"] += 1
        for part in parts:
            if path.parent.name in ("sheet_metal", "sheet_dxf"):
                found = part["facts"].get("sheet")
                sheets["not sheet" if not found else
                       "refused" if "refused" in found else "unfolded"] += 1
            lines.append(f"| {row_cell(name)} | {row_cell(part['part'])[:40]} | {features(part)} | "
                         f"{doubtful(part)} | {row_cell(sheet(part))} | {making(part)} | "
                         f"{part['timings_ms']['facts']:.0f} |")
    text = ["# Scoreboard", "", "Written by `./dev corpus`: what Millrace recognises in every file of the "
            "corpus, and what it does not. The corpus itself is not part of the project.", "",
            f"{len(files)} files, {len(files) - len(refused)} read, {len(refused)} refused; median "
            f"{statistics.median(times):.2f} s a file, longest {max(times):.2f} s.", ""]
    text += ["## Totals", "", "| what | result | count |", "| --- | --- | --- |"]
    text += [f"| sheet parts | {key} | {count} |" for key, count in sorted(sheets.items())]
    text += [f"| broken meshes | {key} | {count} |" for key, count in sorted(repairs.items())]
    # Faces and whole parts right on labelled parts, as they are and turned at random.
    report = subprocess.run([sys.executable, str(dev.ROOT / "tools" / "feature_report.py")],
                            capture_output=True, text=True, check=True).stdout
    text += ["", "## Feature classes, against the labels of MFCAD", "", "```", "\n".join(line.rstrip() for line in report.strip().splitlines()), "```",
             "", "How they are named, and why by number: [features.md](algorithms/features.md)."]
    text += ["", "## Refused", "", "| file | why |", "| --- | --- |"]
    text += [f"| {row_cell(name)} | {row_cell(why)} |" for name, why in refused]
    text += ["", "## Parts", "", "Doubtful are faces whose class is less certain than the threshold: a person "
             "looks at them, and the part is priced from volumes and access all the same.", "",
             "| file | part | features | doubtful faces | sheet | made by | facts, ms |",
             "| --- | --- | --- | --- | --- | --- | --- |"]
    text += lines
    print(file=sys.stderr)
    out = dev.ROOT / "docs" / "scoreboard.md"
    out.write_text("\n".join(text) + "\n")
    print(f"wrote {out.relative_to(dev.ROOT)}: {len(lines)} parts, {len(refused)} files refused")
    return 0


if __name__ == "__main__":
    sys.exit(main())
