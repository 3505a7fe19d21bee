#!/usr/bin/env python3
"""Checks that arrows between modules point down.

1. Every module's DEPENDS names modules of a lower level, or siblings that tools/layers.json lists.
2. Every #include "millrace/<module>/..." is covered by DEPENDS (tests: plus TEST_DEPENDS), directly or
   through a module that is.
3. Levels 1 to 3 include no header of the outside world: clocks, files, sockets, environment, streams.
"""

import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LAYERS = json.loads((ROOT / "tools" / "layers.json").read_text())
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
IMPURE = {"fstream", "iostream", "filesystem", "cstdio", "ctime", "thread", "unistd.h",
          "sys/socket.h", "cstdlib", "random"}
# cad runs foreign files in a child process, so it meets the system; nothing else below level 4 does.
IMPURE_ALLOWED = {"cad", "base"}


def depends(module: str) -> tuple[set[str], set[str]]:
    text = (ROOT / "libs" / module / "CMakeLists.txt").read_text()
    call = re.search(r"millrace_module\(\s*" + module + r"\b(.*?)\)", text, re.S)
    if call is None:
        sys.exit(f"libs/{module}/CMakeLists.txt has no millrace_module({module} ...)")
    words = call[1].split()
    groups: dict[str, set[str]] = {}
    key = ""
    for word in words:
        if word.isupper() or re.fullmatch(r"[A-Z_]+", word):
            key = word
        else:
            groups.setdefault(key, set()).add(word)
    return groups.get("DEPENDS", set()), groups.get("TEST_DEPENDS", set())


def main() -> int:
    problems = []
    modules = sorted(path.parent.name for path in (ROOT / "libs").glob("*/CMakeLists.txt"))
    direct = {module: depends(module) for module in modules}

    def closure(start: set[str]) -> set[str]:
        seen: set[str] = set()
        stack = list(start)
        while stack:
            module = stack.pop()
            if module not in seen:
                seen.add(module)
                stack.extend(direct.get(module, (set(), set()))[0])
        return seen

    for module in modules:
        if module not in LAYERS:
            problems.append(f"libs/{module}: not in tools/layers.json")
            continue
        level = LAYERS[module]["level"]
        for other in direct[module][0]:
            if other not in LAYERS:
                problems.append(f"libs/{module}: depends on unknown module '{other}'")
                continue
            other_level = LAYERS[other]["level"]
            sibling = other in LAYERS[module].get("siblings", [])
            if other_level > level or (other_level == level and not sibling):
                problems.append(
                    f"libs/{module} (level {level}): depends on {other} (level {other_level})")
        allowed = closure(direct[module][0]) | {module}
        allowed_in_tests = allowed | closure(direct[module][1])
        for path in sorted((ROOT / "libs" / module).rglob("*")):
            if path.suffix not in (".h", ".cpp"):
                continue
            inside = path.relative_to(ROOT / "libs" / module).parts[0]
            test = inside in ("tests", "bench", "fuzz")
            for quote, name in INCLUDE.findall(path.read_text()):
                parts = name.split("/")
                where = path.relative_to(ROOT)
                if parts[0] == "millrace" and len(parts) > 1:
                    if parts[1] not in (allowed_in_tests if test else allowed):
                        problems.append(f"{where}: includes {name}, not covered by DEPENDS")
                elif (quote == "<" and name in IMPURE and not test and 1 <= level <= 3
                      and module not in IMPURE_ALLOWED):
                    problems.append(f"{where}: level {level} must not use <{name}>")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
