"""Whether facts and prices of a part depend on how it lies: every STEP file and STL mesh of the corpus as it
is and turned at random, several times; STEP files, whose numbers are exact enough for it, are also
moved by up to 1000 of their units. Written to docs/poses.md.
"""

import collections
import dataclasses
import json
import pathlib
import random
import re
import struct
import subprocess
import tempfile

import corpus_paths
import feature_report

CATEGORIES = ["milled", "turned", "printed", "moulded", "sheet_metal", "assembly", "units"]
SECONDS_MAX = 120.0
BYTES_MAX = 4_000_000
TURNS = 2
SEED = 1
STL_NUMBERS = re.compile(rb"(vertex|facet\s+normal)\s+(\S+)\s+(\S+)\s+(\S+)")


def turned_stl(data: bytes, matrix: list[list[float]]) -> bytes:
    """An STL, text or binary, with its vertices turned; normals follow from them."""
    def turn(v: tuple[float, ...]) -> list[float]:
        return [sum(a * b for a, b in zip(row, v)) for row in matrix]

    count = struct.unpack_from("<I", data, 80)[0] if len(data) >= 84 else -1
    if len(data) == 84 + 50 * count:
        result = bytearray(data)
        for i in range(count):
            for k in range(1, 4):
                at = 84 + 50 * i + 12 * k
                struct.pack_into("<3f", result, at, *turn(struct.unpack_from("<3f", data, at)))
        return bytes(result)

    def replace(match: re.Match) -> bytes:
        x, y, z = turn(tuple(float(match[k]) for k in (2, 3, 4)))
        return match[1] + f" {x!r} {y!r} {z!r}".encode()
    return STL_NUMBERS.sub(replace, data)


def turned(path: pathlib.Path, matrix: list[list[float]], shift: tuple[float, ...]) -> bytes:
    if path.suffix.lower() == ".stl":
        return turned_stl(path.read_bytes(), matrix)
    return feature_report.rotated(path.read_text(encoding="latin-1"), matrix, shift).encode("latin-1")


def facts(path: pathlib.Path) -> list[dict]:
    result = subprocess.run([corpus_paths.BINARY, "facts", str(path), "--json", "--faces"],
                            capture_output=True, text=True, timeout=SECONDS_MAX)
    return json.loads(result.stdout) if result.returncode == 0 else []


def prices(path: pathlib.Path) -> list[dict[str, object]]:
    """Of every part, the unit price of each process for ten pieces, or that it has none."""
    result = subprocess.run([corpus_paths.BINARY, "quote", str(path), "--json", "--quantity", "10"],
                            capture_output=True, text=True, timeout=SECONDS_MAX)
    parts = json.loads(result.stdout) if result.returncode == 0 else []
    return [{f"price of {offer['process']}": offer["unit_price"] if offer["feasible"] else 0.0
             for offer in part["offers"]} for part in parts]


def summaries(path: pathlib.Path) -> list[dict[str, object]]:
    priced = prices(path)
    parts = [summary(part) for part in facts(path)]
    return [part | price for part, price in zip(parts, priced)] if len(parts) == len(priced) else parts


def size(value: float) -> str:
    return f"{value:.3g}"


@dataclasses.dataclass(frozen=True)
class Sized:
    """Something with a name and sizes in mm. What rounding and tessellation change is the same."""

    name: str
    sizes: tuple[tuple[str, float], ...] = ()

    def like(self, other: "Sized") -> bool:
        return (self.name, [key for key, _ in self.sizes]) == (other.name, [key for key, _ in other.sizes]) \
            and all(abs(a - b) <= 0.005 * max(abs(a), abs(b)) + 0.002
                    for (_, a), (_, b) in zip(self.sizes, other.sizes))

    def __str__(self) -> str:
        return " ".join([self.name, *(f"{key} {size(value)}" for key, value in self.sizes)])


def sized(name: str, found: dict) -> Sized:
    return Sized(name, tuple((key.removesuffix("_mm"), float(value)) for key, value in sorted(found.items())
                             if key.endswith("_mm") and isinstance(value, (int, float))))


def sheet(found: dict | None) -> Sized:
    if found is None or "refused" in found:
        return Sized("none" if found is None else "refused")
    return sized(f"{len(found['bends'])} bends", found["flat"] | {"thickness_mm": found["thickness_mm"]})


def summary(part: dict) -> dict[str, object]:
    """What must not depend on the pose. Numbers are compared with a tolerance, the rest as it is."""
    found = part["facts"]
    turning, moulding = found["turning"], found["moulding"]
    return {
        "volume": found["volume_mm3"],
        "area": found["area_mm2"],
        "smallest box": found["oriented_box_mm"][0] * found["oriented_box_mm"][1] * found["oriented_box_mm"][2]
        if found["oriented_box_mm"] else 0.0,
        "thinnest wall": found["wall_min_mm"] or 0.0,
        "smallest gap": found["gap_min_mm"] or 0.0,
        "holes": [sized("hole", hole) for hole in found["holes"]],
        "features": [sized(f"{one['kind']} {one['class']}", one) for one in found["features"]],
        "classes": [Sized(f"{face['step_id']} {face['feature']}") for face in part.get("faces", [])],
        "turning": [Sized("turned", (("diameter", turning["diameter_mm"]), ("length", turning["length_mm"])))]
                   if turning and turning["recognised"] else [],
        "set-ups": f"{found['set_ups']['verdict']}, {found['set_ups']['count']}",
        "side actions": len(moulding["side_actions"]) if moulding else -1,
        "sheet": [sheet(found["sheet"])],
    }


TOLERANCES = {"volume": 1e-4, "area": 1e-4, "smallest box": 2e-3, "thinnest wall": 5e-3,
              "smallest gap": 5e-3, "price of fdm": 0.02, "price of milling": 0.02}


def difference(name: str, a: object, b: object) -> str:
    """Empty where the two agree."""
    if name in TOLERANCES:
        return "" if abs(a - b) <= TOLERANCES[name] * max(abs(a), abs(b)) else f"{size(a)} / {size(b)}"
    if not isinstance(a, list):
        return "" if a == b else f"{a} / {b}"
    left, right = [], list(b)
    for one in a:
        match = next((other for other in right if one.like(other)), None)
        if match is None:
            left.append(one)
        else:
            right.remove(match)
    return f"{'; '.join(map(str, left[:3]))} / {'; '.join(map(str, right[:3]))}" if left or right else ""


def compare(name: str, before: dict[str, object], after: dict[str, object], looked: collections.Counter,
            rows: list[str]) -> None:
    for key in before:
        text = difference(key, before[key], after[key]) if key in after else "missing"
        looked[key, not text] += 1
        if text:
            rows.append(f"| {name} | {key} | {text.replace('|', '/')[:200]} |")
            print(rows[-1], flush=True)


def main(folder: pathlib.Path, only: str = "") -> int:
    rng = random.Random(SEED)
    looked: collections.Counter = collections.Counter()
    rows: list[str] = []
    with tempfile.TemporaryDirectory() as temporary:
        for path in corpus_paths.cad_files(folder, CATEGORIES):
            poses = [(feature_report.rotation(rng), tuple(rng.uniform(-1000.0, 1000.0) for _ in range(3)))
                     for _ in range(TURNS)]
            wanted = path.suffix.lower() in (".step", ".stp", ".stl")
            if not wanted or path.stat().st_size > BYTES_MAX or only not in str(path):
                continue
            plain = summaries(path)
            for matrix, shift in poses:
                copy = pathlib.Path(temporary) / path.name
                copy.write_bytes(turned(path, matrix, shift))
                parts = summaries(copy)
                looked["parts", len(parts) == len(plain)] += 1
                if len(parts) != len(plain):
                    rows.append(f"| {path.parent.name}/{path.name} | parts | {len(plain)} / {len(parts)} |")
                for number, (before, after) in enumerate(zip(plain, parts), 1):
                    compare(f"{path.parent.name}/{path.name} {number}", before, after, looked, rows)
    names = list(dict.fromkeys(name for name, _ in looked))
    counts = [f"| {name} | {looked[name, True]} of {looked[name, True] + looked[name, False]} |" for name in names]
    text = ["# Poses", "",
            "Written by `./dev corpus --only poses`: every STEP file and STL mesh of the corpus as it is and turned at "
            "random twice (STEP files also moved), and what of its facts and prices is not the same then. Sizes agree "
            "within 0.5 %, prices within 2 %, everything else exactly.", "",
            "A print stays as it was modelled while that costs less than 15 % more than the best way: a turned part has no "
            "such way, so its price may be up to that much lower.", "",
            "| what | the same |", "| --- | --- |", *counts, "", "## What differs", "",
            "| part | what | as it lies / turned |", "| --- | --- | --- |", *rows, ""]
    if not only:
        (corpus_paths.ROOT / "docs" / "poses.md").write_text("\n".join(text), encoding="utf-8")
    print("\n".join(counts))
    return 0


if __name__ == "__main__":
    import sys
    sys.exit(main(corpus_paths.corpus(), *sys.argv[1:]))
