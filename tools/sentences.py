#!/usr/bin/env python3
"""Collects what the server says into the web client's catalogue of sentences.

Sentences are found where they are said: say("key", "English {argument}", ...) in the sources, the
rows of the rule tables of libs/dfm, and the words of the demo catalogue about its rules. Names that
formulas use are collected too, because the client writes formulas with words. The result is
web/src/lib/catalogue/server.en.json; the client's tests fail while a language lacks one of them.

    python3 tools/sentences.py            write the file
    python3 tools/sentences.py --check    say what has changed since, and fail if anything has
"""

import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "web" / "src" / "lib" / "catalogue" / "server.en.json"
LITERALS = r'(?:"(?:[^"\\]|\\.)*"\s*)+'
SAY = re.compile(rf'\bsay\(\s*("(?:[^"\\]|\\.)*")\s*,\s*({LITERALS})')
RULE = re.compile(rf'\{{\s*"([A-Z0-9]+-[0-9a-z]+)"\s*,\s*\w+\s*,\s*({LITERALS}),\s*({LITERALS})\}}')
# Inputs of figures: fact_input(facts, "name", ...), figure.input("name", ...), {"name", 1.0, "d", ...
INPUT = re.compile(r'\b\w*_?(?:input|figure)\(\s*(?:[\w.()>*-]+\s*,\s*)?"([A-Za-z][A-Za-z0-9_]*)"\s*,')
LEAD = re.compile(r'\{"([a-z_]+)",[^{}"]*"[^"]*",\s*(?:kDecided|estimated),')
ROLE = re.compile(r'case Role::\w+: return "([a-z ]+)";')
UNIT = re.compile(r"(\{\w+\})( mm²| mm³| mm|°| HRC| µm| kN| %)")


def text_of(literals: str) -> str:
    return json.loads('"' + "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals)) + '"')


def as_sentence(words: str) -> str:
    """The same as libs/dfm/src/sentences.cpp: a capital and a full stop."""
    if not words:
        return words
    words = words[0].upper() + words[1:]
    return words if words[-1] in ".?!" else words + "."


def rule_sentence(template: str) -> str:
    """A number in a sentence comes with its unit; shares have a name of their own."""
    template = template.replace("{m%}", "{m_share}").replace("{l%}", "{l_share}")
    return UNIT.sub(r"\1", template)


def sources() -> list[pathlib.Path]:
    found = [*ROOT.glob("libs/*/src/**/*.cpp"), *ROOT.glob("libs/*/src/**/*.h"),
             *ROOT.glob("libs/*/include/**/*.h")]
    return sorted(path for path in found if "tests" not in path.parts)


def collect() -> tuple[dict, list[str]]:
    sentences: dict[str, str] = {}
    inputs: set[str] = set()
    problems: list[str] = []

    def add(key: str, english: str, where: pathlib.Path) -> None:
        if not re.fullmatch(r"[A-Za-z0-9_.-]+", key):
            problems.append(f"{where.relative_to(ROOT)}: '{key}' is no key")
        if sentences.setdefault(key, english) != english:
            problems.append(f"{where.relative_to(ROOT)}: '{key}' is said in two ways: "
                            f"'{sentences[key]}' and '{english}'")

    for path in sources():
        text = path.read_text(encoding="utf-8")
        for match in SAY.finditer(text):
            add(text_of(match[1]), text_of(match[2]), path)
        if path.parts[-3:-1] == ("dfm", "src"):
            for rule, sentence, change in RULE.findall(text):
                if text_of(sentence):
                    add(f"dfm.{rule}", rule_sentence(text_of(sentence)), path)
                if text_of(change):
                    add(f"dfm.{rule}.change", rule_sentence(as_sentence(text_of(change))), path)
        if "plan" in path.parts or "quote" in path.parts:
            inputs.update(INPUT.findall(text))
            inputs.update(LEAD.findall(text))
            inputs.update(role.replace(" ", "_") for role in ROLE.findall(text))
    for path in sorted((ROOT / "catalog" / "demo").glob("rules*.json")):
        for rule in json.loads(path.read_text(encoding="utf-8"))["rules"]:
            for field in ("why", "remedy", "fact"):
                if rule.get(field):
                    add(f"rule.{rule['id']}.{field}", as_sentence(rule[field]), path)
    # Lines of a price and shares of a footprint go into the figures after them.
    price = (ROOT / "libs/quote/src/cost_stack.cpp").read_text(encoding="utf-8")
    inputs.update(re.findall(r'(?:stack\.add\(|Charge::\w+, |input, (?:true|false), )"([a-z_]+)"', price))
    shop = json.loads((ROOT / "catalog/demo/shop.json").read_text(encoding="utf-8"))
    inputs.update(f"{role}_per_h" for role in roles_of(shop))
    return {"sentences": dict(sorted(sentences.items())), "inputs": sorted(inputs)}, problems


def roles_of(shop: dict) -> list[str]:
    rows = shop.get("labour", [])
    return [row["role"] if "role" in row else row["id"] for row in rows]


def main() -> int:
    collected, problems = collect()
    text = json.dumps(collected, ensure_ascii=False, indent=1) + "\n"
    for problem in problems:
        print(problem)
    if "--check" in sys.argv[1:]:
        if not OUT.exists() or OUT.read_text(encoding="utf-8") != text:
            print(f"{OUT.relative_to(ROOT)} is not what the sources say: run tools/sentences.py")
            problems.append("stale")
    else:
        OUT.write_text(text, encoding="utf-8")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
