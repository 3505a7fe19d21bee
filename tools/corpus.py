#!/usr/bin/env python3
"""Quotes every CAD file of the corpus and writes docs/corpus.md.

For ordinary files: an answer, and volume, area, size and body count against REFERENCE.tsv. For broken
and hostile ones: the outcome that EXPECTED.tsv asks for, within 30 s and 2 GiB, while a server that
gets the same files uploaded keeps answering.
"""

import argparse
import collections
import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import uuid

import corpus_fields
import corpus_poses
import corpus_paths
import dev

ORDINARY = ["milled", "turned", "printed", "moulded", "assembly", "iges", "units", "mesh_misc", "3mf",
            "sheet_metal", "sheet_dxf"]
BROKEN = ["malformed", "hostile", "mesh_broken", "slicer_cases", "other_formats"]
TOLERANCE = 1e-3
SECONDS_MAX = 30.0
KIB_MAX = 2 * 1024 * 1024

# Differences that are right, each with its reason (file below cad/ -> what is compared -> reason).
EXCEPTIONS: dict[str, dict[str, str]] = json.loads(
    (pathlib.Path(__file__).parent / "corpus_exceptions.json").read_text())

Row = collections.namedtuple("Row", "file outcome seconds mib detail problem")


def quote(path: pathlib.Path) -> tuple[int, list[dict], float, float]:
    """Exit status, parts, wall seconds and peak memory in MiB of `millrace quote --json`."""
    with tempfile.NamedTemporaryFile("r") as usage:
        start = time.monotonic()
        result = subprocess.run(
            ["/usr/bin/env", "python3", str(pathlib.Path(__file__).parent / "measure.py"), usage.name,
             str(corpus_paths.BINARY), "quote", "--json", "--quantity", "1", str(path)],
            capture_output=True, text=True)
        seconds = time.monotonic() - start
        kib = int(usage.read() or 0)
    try:
        parts = json.loads(result.stdout)
    except json.JSONDecodeError:
        parts = []
    return result.returncode, parts, seconds, kib / 1024


def relative(ours: float, theirs: float) -> float:
    return abs(ours - theirs) / max(abs(theirs), 1e-9)


def compare(name: str, parts: list[dict], row: dict[str, str]) -> list[str]:
    """What differs from the reference by more than the tolerance and has no exception."""
    known = EXCEPTIONS.get(name, {})
    problems = []

    def total(key: str) -> float:
        return sum(part["facts"][key] * part["part_quantity"] for part in parts)

    brep = bool(row["solids"])
    if brep and row["solids"] != "0":
        bodies = total("bodies")
        if bodies != float(row["solids"]) and "bodies" not in known:
            problems.append(f"{bodies:g} bodies, reference {row['solids']}")
    for key, column in (("volume_mm3", "volume"), ("area_mm2", "area")):
        if row[column] and column not in known:
            theirs = abs(float(row[column]))
            if relative(total(key), theirs) > TOLERANCE:
                problems.append(f"{column} {total(key):.6g}, reference {theirs:.6g}")
    if len(parts) == 1 and parts[0]["part_quantity"] == 1 and row["size_xyz"] and "size" not in known:
        for ours, theirs in zip(parts[0]["facts"]["bbox_mm"], map(float, row["size_xyz"].split())):
            # The reference box of a B-rep holds control points, annotations and its tolerance, so
            # ours, which is exact, may be smaller but never larger.
            if ours > theirs * (1 + TOLERANCE) + 1e-3 or (not brep and ours < theirs * (1 - TOLERANCE)):
                problems.append(f"size {parts[0]['facts']['bbox_mm']}, reference {row['size_xyz']}")
                break
    return problems


def sheet_problems(parts: list[dict]) -> list[str]:
    """Sheet parts are unfolded, with a pattern that folds up to the part, or refused with a reason."""
    problems = []
    for part in parts:
        sheet = part["facts"].get("sheet")
        if sheet is None:
            problems.append("not recognised as sheet")
        elif "refused" in sheet:
            if not sheet["refused"]["reason"]:
                problems.append("refused without a reason")
        elif sheet["flat"]["refold_error_mm"] > 0.02:
            problems.append(f"refold {sheet['flat']['refold_error_mm']:.3f} mm")
    return problems


def ordinary(folder: pathlib.Path) -> list[Row]:
    rows = []
    reference = corpus_paths.reference(folder)
    for path in corpus_paths.cad_files(folder, ORDINARY):
        name = str(path.relative_to(folder / "cad"))
        status, parts, seconds, mib = quote(path)
        read = [part for part in parts if part.get("facts")]
        if not read:
            error = parts[0]["error"]["message"] if parts else f"no answer, exit {status}"
            fine = reference.get(f"cad/{name}", {}).get("reads") == "no" or name in EXCEPTIONS
            rows.append(Row(name, "refused", seconds, mib, error, "" if fine else "not read"))
            continue
        offers = [offer for part in read for offer in part["offers"]]
        feasible = sorted({offer["process"] for offer in offers if offer["feasible"]})
        problems = [] if offers else ["no offer, not even an infeasible one"]
        row = reference.get(f"cad/{name}")
        if row:
            problems += compare(name, read, row)
        if name.startswith("sheet_") and "sheet" not in EXCEPTIONS.get(name, {}):
            problems += sheet_problems(read)
        rows.append(Row(name, f"{len(read)} part" + "s" * (len(read) > 1), seconds, mib,
                        ", ".join(feasible) or "nothing feasible", "; ".join(problems)))
        print(f"{'✗' if problems else '✓'} {name} {'; '.join(problems)}", flush=True)
    return rows


def broken(folder: pathlib.Path) -> list[Row]:
    with open(folder / "cad" / "hostile" / "EXPECTED.tsv", encoding="utf-8") as file:
        expected = {f"hostile/{row['file']}": row["expected"]
                    for row in csv.DictReader(file, delimiter="\t")}
    rows = []
    for path in corpus_paths.cad_files(folder, BROKEN):
        name = str(path.relative_to(folder / "cad"))
        status, parts, seconds, mib = quote(path)
        refused = status == 3 and bool(parts) and all("error" in part for part in parts)
        read = status == 0 and bool(parts)
        want = expected.get(name, "")
        problems = []
        if not refused and not read:
            problems.append(f"neither parts nor a typed error, exit {status}")
        if want.startswith("refuse") and not refused:
            problems.append("should be refused")
        if want.startswith("accept") and "or refuse" not in want and not read:
            problems.append("should be accepted")
        if seconds > SECONDS_MAX:
            problems.append(f"{seconds:.1f} s, limit {SECONDS_MAX:g}")
        if mib * 1024 > KIB_MAX:
            problems.append(f"{mib:.0f} MiB, limit {KIB_MAX // 1024}")
        if read:
            count = sum(len(part["diagnostics"]) for part in parts[:1])
            outcome, detail = f"{len(parts)} parts, {count} diagnostics", "; ".join(
                diagnostic["code"] for diagnostic in parts[0]["diagnostics"])
        else:
            outcome = "refused"
            detail = parts[0]["error"]["message"] if parts else ""
        rows.append(Row(name, outcome, seconds, mib, detail, "; ".join(problems)))
        print(f"{'✗' if problems else '✓'} {name}: {detail[:90]} {'; '.join(problems)}", flush=True)
    return rows


def upload(address: str, path: pathlib.Path) -> int:
    boundary = uuid.uuid4().hex
    body = (f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{path.name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n").encode()
    body += path.read_bytes() + f"\r\n--{boundary}--\r\n".encode()
    request = urllib.request.Request(f"{address}/api/v1/parts", data=body, method="POST", headers={
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Idempotency-Key": f'"{uuid.uuid4()}"'})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def server_survives(folder: pathlib.Path) -> dict[str, float | int | bool]:
    """Uploads every broken file to a server while asking for its health all the time."""
    files = corpus_paths.cad_files(folder, BROKEN)
    with tempfile.TemporaryDirectory(prefix="millrace-corpus-") as name:
        server, address = dev.start_server(pathlib.Path(name))
        stop = threading.Event()
        waits: list[float] = []
        failures: list[str] = []

        def ask() -> None:
            while not stop.is_set():
                start = time.monotonic()
                try:
                    urllib.request.urlopen(f"{address}/healthz", timeout=10).read()
                    waits.append(time.monotonic() - start)
                except OSError as error:
                    failures.append(str(error))
                time.sleep(0.02)

        asking = threading.Thread(target=ask)
        asking.start()
        statuses = collections.Counter(upload(address, path) for path in files)
        deadline = time.monotonic() + 600
        left = 1
        while left and time.monotonic() < deadline:
            time.sleep(0.5)
            with urllib.request.urlopen(f"{address}/api/v1/parts?limit=500", timeout=30) as answer:
                items = json.load(answer)["items"]
                left = sum(part["state"] == "analysing" for part in items)
        stop.set()
        asking.join()
        alive = server.poll() is None
        server.terminate()
        server.wait(timeout=20)
    waits.sort()
    return {"files": len(files), "alive": alive, "unanswered": len(failures), "unfinished": left,
            "health_checks": len(waits), "median_ms": waits[len(waits) // 2] * 1e3,
            "worst_ms": waits[-1] * 1e3, "statuses": dict(sorted(statuses.items()))}


def table(rows: list[Row]) -> str:
    lines = ["| file | outcome | s | MiB | detail | problem |", "| --- | --- | --- | --- | --- | --- |"]
    for row in rows:
        detail = row.detail.replace("|", "\\|")[:160]
        lines.append(f"| {row.file} | {row.outcome} | {row.seconds:.2f} | {row.mib:.0f} | {detail} | "
                     f"{row.problem} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev corpus", description=__doc__)
    parser.add_argument("--no-server", action="store_true", help="leave out the server under fire")
    parser.add_argument("--only", choices=["fields", "poses"],
                        help="fields: the thickness field beside a brute force of rays; poses: whether facts and "
                             "prices depend on how a part lies")
    args = parser.parse_args()
    folder = corpus_paths.corpus()
    if args.only == "fields":
        return corpus_fields.main(folder)
    if args.only == "poses":
        return corpus_poses.main(folder)
    good = ordinary(folder)
    bad = broken(folder)
    survival = None if args.no_server else server_survives(folder)
    problems = [row for row in good + bad if row.problem]
    text = ["# Corpus report", "",
            "Written by `./dev corpus`. The corpus itself is not part of the project.", "",
            f"{len(good)} ordinary files, {len(bad)} broken, hostile or foreign ones; "
            f"{len(problems)} rows with a problem.", ""]
    if survival:
        text += ["## The server under fire",
                 f"All {survival['files']} broken files were uploaded to one server: alive afterwards "
                 f"{survival['alive']}, {survival['unanswered']} health checks unanswered of "
                 f"{survival['health_checks'] + survival['unanswered']}, median "
                 f"{survival['median_ms']:.1f} ms, worst {survival['worst_ms']:.0f} ms, parts left "
                 f"unfinished {survival['unfinished']}, upload statuses {survival['statuses']}.", ""]
    text += ["## Explained differences", "",
             "- Sizes of B-rep files: the reference boxes include control points of curves, annotations and "
             "a tolerance; ours are exact for analytic faces. Ours are checked to be nowhere larger; mesh "
             "sizes are checked both ways."]
    for name, reasons in EXCEPTIONS.items():
        text += [f"- {name}: {key}: {reason}" for key, reason in reasons.items()]
    text += ["", "## Ordinary files", "", table(good), "", "## Broken, hostile and foreign files", "",
             table(bad), ""]
    (corpus_paths.ROOT / "docs" / "corpus.md").write_text("\n".join(text), encoding="utf-8")
    print(f"{len(problems)} problems; docs/corpus.md written")
    if survival:
        print(f"server: {survival}")
    ok = not problems and (survival is None or
                           (survival["alive"] and not survival["unanswered"] and not survival["unfinished"]))
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
