"""Whether the facts of a part depend on how it lies: every STEP file and STL mesh of the corpus as it
is and turned at random, several times.
"""

import collections
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


def turned(path: pathlib.Path, matrix: list[list[float]]) -> bytes:
    if path.suffix.lower() == ".stl":
        return turned_stl(path.read_bytes(), matrix)
    return feature_report.rotated(path.read_text(encoding="latin-1"), matrix).encode("latin-1")


def facts(path: pathlib.Path) -> list[dict]:
    result = subprocess.run([corpus_paths.BINARY, "facts", str(path), "--json", "--faces"],
                            capture_output=True, text=True, timeout=SECONDS_MAX)
    return json.loads(result.stdout) if result.returncode == 0 else []


def size(value: float) -> str:
    return f"{value:.3g}"


def feature(found: dict) -> str:
    sizes = [f"{key.removesuffix('_mm')} {size(value)}" for key, value in sorted(found.items())
             if key.endswith("_mm") and isinstance(value, (int, float))]
    return " ".join([found["kind"], found["class"], *sizes])


def sheet(found: dict | None) -> str:
    if found is None:
        return "none"
    if "refused" in found:
        return "refused"
    flat = found["flat"]
    return (f"{size(found['thickness_mm'])}, {len(found['bends'])} bends, {size(flat['area_mm2'])} mm2, "
            f"cut {size(flat['cut_length_mm'])}")


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
        "holes": sorted(f"{size(h['diameter_mm'])} x {size(h['depth_mm'])}" for h in found["holes"]),
        "features": sorted(feature(f) for f in found["features"]),
        "classes": sorted((str(f["step_id"]), str(f["feature"])) for f in part.get("faces", [])),
        "turning": f"{size(turning['diameter_mm'])} x {size(turning['length_mm'])}"
                   if turning and turning["recognised"] else "no",
        "set-ups": f"{found['set_ups']['verdict']}, {found['set_ups']['count']}",
        "side actions": len(moulding["side_actions"]) if moulding else -1,
        "sheet": sheet(found["sheet"]),
    }


TOLERANCES = {"volume": 1e-4, "area": 1e-4, "smallest box": 2e-3, "thinnest wall": 5e-3,
              "smallest gap": 5e-3}


def difference(name: str, a: object, b: object) -> str:
    """Empty where the two agree."""
    if name in TOLERANCES:
        return "" if abs(a - b) <= TOLERANCES[name] * max(abs(a), abs(b)) else f"{size(a)} / {size(b)}"
    if a == b:
        return ""
    if isinstance(a, list):
        left = collections.Counter(a) - collections.Counter(b)
        right = collections.Counter(b) - collections.Counter(a)
        return f"{sorted(left.elements())[:3]} / {sorted(right.elements())[:3]}"
    return f"{a} / {b}"


def main(folder: pathlib.Path, only: str = "") -> int:
    rng = random.Random(SEED)
    looked, agreed = collections.Counter(), collections.Counter()
    with tempfile.TemporaryDirectory() as temporary:
        for path in corpus_paths.cad_files(folder, CATEGORIES):
            matrices = [feature_report.rotation(rng) for _ in range(TURNS)]
            wanted = path.suffix.lower() in (".step", ".stp", ".stl")
            if not wanted or path.stat().st_size > BYTES_MAX or only not in str(path):
                continue
            plain = [summary(part) for part in facts(path)]
            for turn, matrix in enumerate(matrices):
                copy = pathlib.Path(temporary) / path.name
                copy.write_bytes(turned(path, matrix))
                parts = [summary(part) for part in facts(copy)]
                if len(parts) != len(plain):
                    print(f"{path.parent.name}/{path.name}: {len(plain)} parts, turned {len(parts)}", flush=True)
                    continue
                for number, (before, after) in enumerate(zip(plain, parts), 1):
                    for name in before:
                        text = difference(name, before[name], after[name])
                        looked[name] += 1
                        agreed[name] += not text
                        if text:
                            print(f"{path.parent.name}/{path.name} part {number} turn {turn + 1}: {name}: "
                                  f"{text}", flush=True)
    for name, count in looked.items():
        print(f"{name:14} {agreed[name]:5} of {count} ({100 * agreed[name] / count:.1f} %)")
    return 0


if __name__ == "__main__":
    import sys
    sys.exit(main(corpus_paths.corpus(), *sys.argv[1:]))
