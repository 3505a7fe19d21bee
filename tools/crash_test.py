#!/usr/bin/env python3
"""Kills the server again and again while orders are placed, and counts what is left.

usage: crash_test.py [--rounds 20] [--threads 4] [--seed 1] [--binary PATH] [--sample FILE] [--keep]

Each round starts `millrace serve` on the same database, lets some threads place orders (and now and
then quotes and uploads) with an Idempotency-Key each, and kills the process with SIGKILL at a random
moment. What was not answered is sent again with the same key in the next round. In the end

  - everything that was acknowledged can be read, under the id that was acknowledged;
  - nothing that was asked for once exists twice, and nothing exists that was not asked for;
  - every order has exactly one work order per line and one event that tells of it;
  - the event log has no gap;
  - sending any request once more gives the first answer.

Prints figures; exit status 1 when one of these does not hold.
"""
import argparse
import http.client
import json
import pathlib
import random
import shutil
import socket
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
START_S_MAX = 20.0
ANALYSIS_S_MAX = 60.0
REQUEST_S_MAX = 30.0


class Broken(Exception):
    """The server broke a promise."""


class Intent:
    """One effect that somebody wants once: a request with its key, and the id it was answered with."""

    def __init__(self, kind: str, number: int, path: str, body: bytes, content_type: str):
        self.kind, self.path, self.body, self.content_type = kind, path, body, content_type
        self.key = f"crash-{kind}-{number}"
        self.tries = 0
        self.id: str | None = None


class Server:
    def __init__(self, arguments: argparse.Namespace, folder: pathlib.Path):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = open(folder / "server.log", "ab")
        self.command = [
            str(arguments.binary), "serve", "--database", f"sqlite:{folder / 'shop.sqlite'}",
            "--blobs", str(folder / "blobs"), "--listen", f"127.0.0.1:{self.port}", "--demo"]
        self.process: subprocess.Popen | None = None

    def start(self) -> float:
        """Starts the process and waits until it answers; seconds that took."""
        begun = time.monotonic()
        self.process = subprocess.Popen(self.command, stdout=self.log, stderr=self.log)
        while time.monotonic() - begun < START_S_MAX:
            if self.process.poll() is not None:
                raise Broken(f"the server ended by itself with status {self.process.returncode}")
            try:
                if request(self.port, "GET", "/healthz")[0] == 200:
                    return time.monotonic() - begun
            except OSError:
                time.sleep(0.01)
        raise Broken(f"the server did not answer within {START_S_MAX} s")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


def request(port: int, method: str, path: str, body: bytes | None = None,
            headers: dict[str, str] | None = None) -> tuple[int, dict, dict[str, str]]:
    """One request on a connection of its own. @raise OSError when the server is not there."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=REQUEST_S_MAX)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text or b"{}"), dict(answer.getheaders())
    except http.client.HTTPException as broken:  # the connection ended within the answer
        raise ConnectionError(str(broken)) from broken
    finally:
        connection.close()


def send(port: int, intent: Intent) -> tuple[dict, bool]:
    """Sends an intent; its answer, and whether it is the stored answer of an earlier try."""
    intent.tries += 1
    status, answer, headers = request(
        port, "POST", intent.path, intent.body,
        {"Content-Type": intent.content_type, "Idempotency-Key": intent.key})
    if status == 409 and answer.get("type", "").endswith("request_in_progress"):
        raise ConnectionError("the earlier try is still being handled")
    if status not in (201, 202):
        raise Broken(f"POST {intent.path} {intent.key} was answered {status}: {answer}")
    made = answer["items"][0] if intent.kind == "part" else answer
    if intent.id not in (None, made["id"]):
        raise Broken(f"{intent.key} was answered {intent.id} first and {made['id']} now")
    intent.id = made["id"]
    return made, headers.get("Idempotency-Replayed") == "true"


def json_intent(kind: str, number: int, path: str, tree: dict) -> Intent:
    return Intent(kind, number, path, json.dumps(tree).encode(), "application/json")


def upload_intent(number: int, name: str, content: bytes) -> Intent:
    boundary = "millrace-crash-test-boundary"
    body = (f"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n"
            "Content-Type: application/octet-stream\r\n\r\n").encode()
    body += content + f"\r\n--{boundary}--\r\n".encode()
    return Intent("part", number, "/api/v1/parts", body, f"multipart/form-data; boundary={boundary}")


def cube_stl() -> bytes:
    """A cube of 20 mm as binary STL, for trees without built examples."""
    corners = [[(i >> a & 1) * 20.0 for a in range(3)] for i in range(8)]
    quads = [(1, 3, 7, 5), (0, 4, 6, 2), (2, 6, 7, 3), (0, 1, 5, 4), (4, 5, 7, 6), (0, 2, 3, 1)]
    triangles = [t for a, b, c, d in quads for t in ((a, b, c), (a, c, d))]
    stl = b"cube".ljust(80) + struct.pack("<I", len(triangles))
    for triangle in triangles:
        points = [x for corner in triangle for x in corners[corner]]
        stl += struct.pack("<12fH", 0.0, 0.0, 0.0, *points, 0)
    return stl


def sample(arguments: argparse.Namespace) -> tuple[str, bytes]:
    file = arguments.sample
    if file is None:
        found = sorted(ROOT.glob("examples/**/*.step"), key=lambda f: f.stat().st_size)
        file = found[0] if found else None
    return (file.name, file.read_bytes()) if file else ("cube.stl", cube_stl())


class Chaos:
    """What is wanted, what is answered and what is still open, over all rounds."""

    def __init__(self, arguments: argparse.Namespace, server: Server):
        self.server, self.threads = server, arguments.threads
        self.rng = random.Random(arguments.seed)
        self.file = sample(arguments)
        self.lock = threading.Lock()
        self.intents: list[Intent] = []
        self.open: list[Intent] = []
        self.failures: list[str] = []
        self.replayed = 0
        self.part = self.quote = ""
        self.line: dict = {}

    def add(self, kind: str) -> Intent:
        number = len(self.intents)
        if kind == "part":
            intent = upload_intent(number, *self.file)
        elif kind == "quote":
            intent = json_intent(kind, number, "/api/v1/quotes",
                                 {"part_ids": [self.part], "quantities": [1, 10]})
        else:
            intent = json_intent(kind, number, "/api/v1/orders",
                                 {"quote_id": self.quote, "lines": [self.line],
                                  "contact": "crash test", "reference": f"R{number}"})
        self.intents.append(intent)
        return intent

    def prepare(self) -> None:
        """A part and a quote to order from."""
        self.part = send(self.server.port, self.add("part"))[0]["id"]
        begun = time.monotonic()
        while True:
            part = request(self.server.port, "GET", f"/api/v1/parts/{self.part}")[1]
            if part["state"] not in ("analysing",):
                break
            if time.monotonic() - begun > ANALYSIS_S_MAX:
                raise Broken(f"the part was not analysed within {ANALYSIS_S_MAX} s")
            time.sleep(0.05)
        if part["state"] not in ("ready", "review_and_accept"):
            raise Broken(f"the sample is {part['state']}: choose another with --sample")
        quote = send(self.server.port, self.add("quote"))[0]
        self.quote = quote["id"]
        offer = next(o for o in quote["parts"][0]["offers"] if o["feasible"])
        price = offer["prices"][0]
        self.line = {"part_id": self.part, "process": offer["process"],
                     "material": offer["material"], "machine": offer["machine"],
                     "tier": price["tier"], "quantity": price["quantity"],
                     "findings_accepted": True}

    def next_intent(self) -> Intent:
        with self.lock:
            if self.open:
                return self.open.pop(0)
            return self.add(self.rng.choices(("order", "quote", "part"), (90, 7, 3))[0])

    def work(self, stop: threading.Event) -> None:
        while not stop.is_set():
            intent = self.next_intent()
            try:
                replayed = send(self.server.port, intent)[1]
                with self.lock:
                    self.replayed += replayed
            except OSError:
                with self.lock:
                    self.open.append(intent)
                time.sleep(0.005)
            except Exception as error:  # anything else is a finding, not the end of the thread
                with self.lock:
                    self.failures.append(str(error))
                return

    def round(self) -> None:
        stop = threading.Event()
        workers = [threading.Thread(target=self.work, args=(stop,)) for _ in range(self.threads)]
        for worker in workers:
            worker.start()
        time.sleep(self.rng.uniform(0.02, 0.7))
        self.server.kill()
        stop.set()
        for worker in workers:
            worker.join()

    def settle(self) -> None:
        """Sends what is still open until all of it is answered."""
        begun = time.monotonic()
        while self.open:
            intent = self.open.pop(0)
            try:
                self.replayed += send(self.server.port, intent)[1]
            except ConnectionError:
                self.open.append(intent)
                time.sleep(0.1)
            if time.monotonic() - begun > ANALYSIS_S_MAX:
                raise Broken(f"{len(self.open)} requests are not answered")


def check_api(chaos: Chaos) -> list[str]:
    """Reads everything under its acknowledged id, and sends a part of it once more."""
    found = []
    paths = {"order": "/api/v1/orders/", "quote": "/api/v1/quotes/", "part": "/api/v1/parts/"}
    for intent in chaos.intents:
        status, answer, _ = request(chaos.server.port, "GET", paths[intent.kind] + str(intent.id))
        if status != 200 or answer["id"] != intent.id:
            found.append(f"{intent.key}: acknowledged as {intent.id}, now {status}")
    for intent in chaos.rng.sample(chaos.intents, min(100, len(chaos.intents))):
        if not send(chaos.server.port, intent)[1]:
            found.append(f"{intent.key}: sent again, it was not recognised")
    return found


def check_database(chaos: Chaos, file: pathlib.Path) -> list[str]:
    """Counts in the database itself, which knows nothing of keys and limits of lists."""
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)

    def rows(sql: str) -> list:
        return database.execute(sql).fetchall()

    found = []
    if rows("PRAGMA integrity_check") != [("ok",)]:
        found.append("the database is damaged")
    for kind, table in (("order", "orders"), ("quote", "quotes"), ("part", "parts")):
        wanted = {intent.id for intent in chaos.intents if intent.kind == kind}
        there = {row[0] for row in rows(f"SELECT id FROM {table}")}
        for name, ids in (("missing", wanted - there), ("not asked for", there - wanted)):
            if ids:
                found.append(f"{len(ids)} {table} {name}: {sorted(ids)[:3]}")
    for reference, count in rows(
            "SELECT reference, COUNT(*) FROM orders GROUP BY reference HAVING COUNT(*) > 1"):
        found.append(f"order {reference} exists {count} times")
    for order, lines, work_orders in rows(
            "SELECT id, (SELECT COUNT(*) FROM order_lines WHERE order_id = orders.id), "
            "(SELECT COUNT(*) FROM work_orders WHERE order_id = orders.id) FROM orders"):
        if lines != 1 or work_orders != 1:
            found.append(f"order {order} has {lines} lines and {work_orders} work orders")
    for order, count in rows(
            "SELECT orders.id, COUNT(sequence) FROM orders LEFT JOIN events ON subject = orders.id "
            "AND type = 'order.placed' GROUP BY orders.id HAVING COUNT(sequence) <> 1"):
        found.append(f"order {order} was told {count} times")
    last, count = rows("SELECT COALESCE(MAX(sequence), 0), COUNT(*) FROM events")[0]
    if last != count:
        found.append(f"the event log ends with {last} but has {count} entries")
    return found


def run(arguments: argparse.Namespace, folder: pathlib.Path) -> list[str]:
    server = Server(arguments, folder)
    chaos = Chaos(arguments, server)
    starts = []
    begun = time.monotonic()
    try:
        for number in range(arguments.rounds):
            starts.append(server.start())
            if number == 0:
                chaos.prepare()
            chaos.round()
            if chaos.failures:
                return chaos.failures
        starts.append(server.start())
        chaos.settle()
        found = check_api(chaos)
        found += check_database(chaos, folder / "shop.sqlite")
    finally:
        server.kill()
    kinds = {kind: [i for i in chaos.intents if i.kind == kind]
             for kind in ("order", "quote", "part")}
    print(f"{arguments.rounds} kills in {time.monotonic() - begun:.1f} s, seed {arguments.seed}, "
          f"{arguments.threads} threads, sample {chaos.file[0]}")
    print("acknowledged: " + ", ".join(f"{len(all_of)} {kind}s" for kind, all_of in kinds.items()))
    print(f"sent again after a kill: {sum(i.tries > 1 for i in chaos.intents)} requests; "
          f"{chaos.replayed} of them had been carried out before and gave the stored answer")
    print(f"restart until the first answer: median {statistics.median(starts) * 1000:.0f} ms, "
          f"max {max(starts) * 1000:.0f} ms")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20, help="kills (default 20, at most 1000)")
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / "build/release/bin/millrace")
    parser.add_argument("--sample", type=pathlib.Path, help="CAD file to upload")
    parser.add_argument("--keep", action="store_true", help="leave database and log in place")
    arguments = parser.parse_args()
    if not 1 <= arguments.rounds <= 1000 or not 1 <= arguments.threads <= 64:
        parser.error("rounds are 1 to 1000, threads 1 to 64")
    if not arguments.binary.exists():
        parser.error(f"{arguments.binary} does not exist: run ./dev build")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="millrace-crash-"))
    try:
        found = run(arguments, folder)
    except Broken as broken:
        found = [str(broken)]
    for line in found[:20]:
        print(f"BROKEN: {line}")
    if found or arguments.keep:
        print(f"database and server log: {folder}")
    else:
        shutil.rmtree(folder)
    print(f"{len(found)} promises broken" if found else "Nothing lost, nothing twice")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
