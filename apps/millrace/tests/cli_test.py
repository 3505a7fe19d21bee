#!/usr/bin/env python3
"""The command line as a user calls it: exit statuses, the JSON that is promised, errors that name the
place. usage: cli_test.py MILLRACE EXAMPLES_FOLDER"""

import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

MILLRACE, EXAMPLES = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1))
BRACKET, SHAFT = str(EXAMPLES / "machined_bracket.step"), str(EXAMPLES / "turned_shaft.step")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run([MILLRACE, *arguments], capture_output=True, text=True,
                          env={**os.environ, **environment})


class CommandLine(unittest.TestCase):
    def test_quantities_are_followed_by_files(self) -> None:
        result = run("quote", "--json", "--quantity", "1,10", BRACKET, SHAFT)
        self.assertEqual(result.returncode, 0, result.stderr)
        parts = json.loads(result.stdout)
        self.assertEqual([part["part"] for part in parts], ["machined_bracket", "turned_shaft"])
        self.assertEqual({offer["quantity"] for offer in parts[0]["offers"]}, {1, 10})

    def test_a_quote_has_the_promised_members(self) -> None:
        part = json.loads(run("quote", "--json", BRACKET).stdout)[0]
        for name in ("file", "sha256", "part", "units", "status", "diagnostics", "facts", "findings",
                     "offers", "timings_ms"):
            self.assertIn(name, part)
        for name in ("volume_mm3", "area_mm2", "bbox_mm", "bodies", "closed", "triangles",
                     "wall_min_mm", "holes"):
            self.assertIn(name, part["facts"])
        for offer in part["offers"]:
            for name in ("process", "material", "machine", "quantity", "feasible", "blockers",
                         "unit_price", "total_price", "currency", "lead_days", "setup_s",
                         "run_s_per_part", "mass_g", "co2e_kg", "breakdown"):
                self.assertIn(name, offer)
            if offer["feasible"]:
                cents = sum(round(line["amount"] * 100) for line in offer["breakdown"])
                self.assertEqual(cents, round(offer["unit_price"] * 100))
        self.assertEqual(set(part["timings_ms"]), {"read", "facts", "plan", "quote", "total"})

    def test_the_same_file_costs_the_same_in_any_locale_and_run(self) -> None:
        def prices(**environment: str) -> list:
            parts = json.loads(run("quote", "--json", BRACKET, **environment).stdout)
            return [(offer["process"], offer["quantity"], offer["unit_price"]) for offer in parts[0]["offers"]]

        first = prices()
        self.assertEqual(first, prices(LC_ALL="de_DE.UTF-8"))
        self.assertEqual(first, prices(TBB_NUM_THREADS="1"))

    def test_a_file_that_cannot_be_read_is_a_typed_error(self) -> None:
        with tempfile.NamedTemporaryFile(suffix=".step") as file:
            file.write(b"ISO-10303-21;\nHEADER;\n")
            file.flush()
            result = run("quote", "--json", file.name, BRACKET)
        self.assertEqual(result.returncode, 3)
        broken, good = json.loads(result.stdout)
        self.assertEqual(broken["status"], "error")
        self.assertIn("code", broken["error"])
        self.assertIn(pathlib.Path(file.name).name, broken["error"]["message"])
        self.assertTrue(good["offers"])

    def test_facts_of_a_file_that_cannot_be_read_are_a_typed_error_too(self) -> None:
        result = run("facts", "nowhere.step", "--json")
        self.assertEqual(result.returncode, 3)
        self.assertEqual(json.loads(result.stdout)[0]["error"]["code"], "not_found")

    def test_a_missing_file_says_so(self) -> None:
        result = run("quote", "nowhere.step")
        self.assertEqual(result.returncode, 3)
        self.assertIn("'nowhere.step' does not exist", result.stderr)

    def test_wrong_usage_is_exit_2(self) -> None:
        for arguments in ([], ["quote"], ["quote", BRACKET, "--process", "weaving"],
                          ["quote", BRACKET, "--quantity", "0"], ["profile", "nobody"],
                          ["serve"], ["serve", "--demo", "--listen", "nowhere"]):
            with self.subTest(arguments):
                self.assertEqual(run(*arguments).returncode, 2)

    def test_a_profile_is_a_prusaslicer_configuration(self) -> None:
        result = run("profile", "fdm_mk4s", "--prusaslicer")
        self.assertEqual(result.returncode, 0)
        settings = dict(line.split(" = ", 1) for line in result.stdout.splitlines() if " = " in line)
        self.assertEqual(settings["nozzle_diameter"], "0.4")
        self.assertIn("perimeter_speed", settings)

    def test_a_mesh_with_a_hole_is_repaired_and_says_so(self) -> None:
        corners = [(x, y, z) for z in (0, 10) for y in (0, 10) for x in (0, 10)]
        facets = [(0, 2, 1), (1, 2, 3), (4, 5, 6), (5, 7, 6), (0, 1, 4), (1, 5, 4), (2, 6, 3), (3, 6, 7),
                  (0, 4, 2), (2, 4, 6), (1, 3, 5)]  # one is missing
        with tempfile.TemporaryDirectory() as folder:
            path, out = pathlib.Path(folder) / "open.obj", pathlib.Path(folder) / "closed.stl"
            path.write_text("".join(f"v {x} {y} {z}\n" for x, y, z in corners) +
                            "".join(f"f {a + 1} {b + 1} {c + 1}\n" for a, b, c in facets))
            report = json.loads(run("repair", str(path), "-o", str(out), "--json").stdout)[0]
            self.assertTrue(report["closed"] and report["repaired"])
            self.assertEqual([step["kind"] for step in report["steps"]], ["closed_holes"])
            self.assertAlmostEqual(report["volume_mm3"], 1000.0, places=6)
            self.assertEqual(out.stat().st_size, 84 + 12 * 50)
            quote = json.loads(run("quote", "--json", str(path)).stdout)[0]
            self.assertIn("repaired", [diagnostic["code"] for diagnostic in quote["diagnostics"]])
            self.assertTrue(quote["facts"]["closed"])

    def test_facts_and_check_answer(self) -> None:
        facts = json.loads(run("facts", "--json", BRACKET).stdout)[0]["facts"]
        self.assertEqual(len(facts["holes"]), 6)
        self.assertIn("milling", run("check", BRACKET).stdout)

    def test_a_bent_part_is_unfolded_and_its_pattern_reads_back(self) -> None:
        # Straight lengths 30, 50 and 20, two bends of inside radius 3 at thickness 2 (DIN 6935).
        k = (0.65 + 0.5 * math.log10(1.5)) / 2
        length = 100 + 2 * math.pi / 2 * (3 + k * 2)
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "flat.dxf"
            result = run("facts", "--json", "--flat", str(out), str(EXAMPLES / "bent_bracket.step"))
            self.assertEqual(result.returncode, 0, result.stderr)
            sheet = json.loads(result.stdout)[0]["facts"]["sheet"]
            self.assertAlmostEqual(sheet["thickness_mm"], 2, 9)
            self.assertAlmostEqual(sheet["flat"]["length_mm"], length, 6)
            self.assertAlmostEqual(sheet["flat"]["width_mm"], 40, 6)
            self.assertEqual([round(bend["angle_deg"], 6) for bend in sheet["bends"]], [90, 90])
            read = json.loads(run("facts", "--json", "--thickness", "2", str(out)).stdout)[0]
            self.assertAlmostEqual(read["facts"]["volume_mm3"], 2 * sheet["flat"]["area_mm2"], 5)
            self.assertAlmostEqual(read["facts"]["sheet"]["flat"]["length_mm"], length, 6)
            refused = run("facts", "--flat", str(out), SHAFT)
            self.assertEqual(refused.returncode, 1)
            self.assertIn("no flat pattern", refused.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
