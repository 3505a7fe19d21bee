// Everything the server says is said in German too, with the same arguments, and comes out of key and
// arguments as a German sentence. The list of sentences is collected from the server's sources by
// tools/sentences.py; `./dev test` fails when it is stale.

import { describe, expect, it } from "vitest";
import { inputName, sourcePath } from "../src/lib/catalogue/inputs";
import { rulesDe } from "../src/lib/catalogue/rules.de";
import { serverDe } from "../src/lib/catalogue/server.de";
import server from "../src/lib/catalogue/server.en.json";
import { makeFormatter } from "../src/lib/format";
import { placeholders } from "../src/lib/messages";
import { alone, makeSay } from "../src/lib/sentences";

const english: Readonly<Record<string, string>> = server.sentences;
const f = makeFormatter("de-DE", "si");
const say = makeSay({ table: serverDe, english }, f);
const number = (value: number, unit = "", decimals = 2) => ({ value, unit, decimals });
// Words of libraries and of the reader, which exist in English only; German leaves them out.
const englishOnly = new Set(["reason", "signal", "fault", "step"]);

describe("sentences of the server", () => {
  it("are all said in German", () => {
    expect(Object.keys(english).filter((key) => !serverDe[key])).toEqual([]);
  });
  it("have no German that nobody says", () => {
    expect(Object.keys(serverDe).filter((key) => english[key] === undefined)).toEqual([]);
  });
  it("use the same arguments and forms in German", () => {
    const translatable = (key: string, text: string): string[] =>
      placeholders(text).filter((name) => key === "error.during" || !englishOnly.has(name));
    for (const [key, text] of Object.entries(english)) {
      const forms = text.split("|");
      const german = (serverDe[key] ?? "").split("|");
      expect(german.length, key).toBe(forms.length);
      german.forEach((form, index) =>
        expect([...new Set(translatable(key, form))], key).toEqual([...new Set(translatable(key, forms[index] ?? ""))]),
      );
    }
  });
  it("about rules are complete sentences", () => {
    for (const [id, rule] of Object.entries(rulesDe)) {
      expect(rule.fact, id).not.toBe("");
      expect(rule.why, id).toMatch(/\.$/);
      expect(rule.remedy, id).toMatch(/\.$/);
    }
  });
  it("are made of key and arguments, with numbers as the visitor writes them", () => {
    const words = { key: "dfm.FDM-01", args: { m: number(0.625, "mm", 3), l: number(0.8, "mm") } };
    expect(say("Wall of 0.62 mm is thinner than 0.8 mm.", words)).toBe("Die Wand von 0,625\u00a0mm ist dünner als 0,8\u00a0mm.");
    const inch = makeSay({ table: serverDe, english }, makeFormatter("de-DE", "inch"));
    expect(inch("", { key: "dfm.FDM-01", args: { m: number(12.7, "mm"), l: number(25.4, "mm") } })).toContain("0,5\u00a0in");
  });
  it("choose the form by count and hold other sentences", () => {
    const one = { key: "milling.set_ups", args: { count: number(1, "", 0), sides: "+Z" } };
    expect(say("1 set-up from +Z.", one)).toBe("1 Aufspannung von +Z.");
    const inner = { key: "milling.rough", args: {}, text: "Rough" };
    const outer = { key: "milling.from_with", args: { what: [inner], side: "+Z", tool: number(12, "mm") } };
    expect(say("Rough from +Z with ⌀12 mm", outer)).toBe("Schruppen von +Z mit ⌀12\u00a0mm");
  });
  it("of a catalogue that the shop has changed stay in its own words", () => {
    const why = { key: "rule.MIL-10.why", args: {} };
    expect(say("Breakage.", why)).toBe(rulesDe["MIL-10"]?.why);
    expect(say("Our drills break.", why)).toBe("Our drills break.");
  });
  it("stay English where German is missing", () => {
    expect(say("Something new.", { key: "new.key", args: {} })).toBe("Something new.");
    expect(say("For programs.", null)).toBe("For programs.");
    expect(alone("die Datei ist leer")).toBe("Die Datei ist leer.");
  });
});

describe("formulas", () => {
  it("have words for every name that they use, in both languages", () => {
    for (const name of server.inputs) {
      expect(inputName(name, "en"), name).toBeDefined();
      expect(inputName(name, "de"), name).toBeDefined();
    }
    expect(inputName("op2_part_s", "de")?.short).toBe("Arbeitsgang 3, Zeit je Teil");
    expect(inputName("sqrt", "de")).toBeUndefined();
  });
  it("say where a figure comes from", () => {
    expect(sourcePath("plan.operations.2.part_s", "de").map((crumb) => crumb.text)).toEqual(["Plan", "Arbeitsgänge", "3", "Zeit je Teil"]);
    expect(sourcePath("catalog.materials.pla.price_per_kg", "en").at(-1)).toEqual({ text: "price per kg", code: false });
  });
});
