// Both languages say the same things, and the code says nothing outside the catalogue.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { de } from "../src/lib/catalogue/de";
import { en } from "../src/lib/catalogue/en";
import { detectLanguage, localeOf, makeTranslate, makeTranslateCode, placeholders, type MessageKey } from "../src/lib/messages";

const keys = Object.keys(en) as MessageKey[];

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !path.includes("catalogue") ? [readFileSync(path, "utf8")] : [];
  });
}
const code = sources("src").join("\n");

describe("the message catalogue", () => {
  it("has the same keys in every language", () => {
    expect(Object.keys(de).sort()).toEqual([...keys].sort());
  });
  it("uses the same placeholders and plural forms in every language", () => {
    for (const key of keys) {
      const english = en[key].split("|");
      const german = de[key].split("|");
      expect(german.length, key).toBe(english.length);
      english.forEach((form, index) => expect(placeholders(german[index] ?? ""), key).toEqual(placeholders(form)));
      if (english.length > 1) expect(placeholders(en[key]), key).toContain("count");
    }
  });
  it("leaves no text empty", () => {
    for (const key of keys) {
      expect(en[key].trim(), key).not.toBe("");
      expect(de[key].trim(), key).not.toBe("");
    }
  });
  it("holds no text that nothing shows", () => {
    // Codes of the server are looked up as prefix_code, states as prefix_${state}.
    const dynamic =
      /^(state|order_state|operation_state|step|unit|process|tier|cost|kind|centre|family|problem|next|live|provenance|severity|diagnostic|faces|feature|shape|map|view|scrap|fact|floor|view|verdict|hole|sheet_reason|pmi|statements|fastener|show_note)_/;
    for (const key of keys) {
      if (dynamic.test(key)) continue;
      expect(code.includes(`"${key}"`), key).toBe(true);
    }
  });
});

describe("translation", () => {
  it("fills in values and chooses the plural of the language", () => {
    const t = makeTranslate(en, "en-US");
    expect(t("pieces", { count: 1 })).toBe("1 piece");
    expect(t("pieces", { count: 1200 })).toBe("1,200 pieces");
    expect(makeTranslate(de, "de-DE")("findings_count", { count: 2 })).toBe("2 Befunde");
    expect(makeTranslate(de, "de-DE")("findings_count", { count: 1 })).toBe("1 Befund");
  });
  it("falls back to the server's own words for a code it does not know", () => {
    const lookup = makeTranslateCode(de);
    expect(lookup("kind", "rough", "Rough")).toBe("Schruppen");
    expect(lookup("kind", "laser_weld", "Laser weld")).toBe("Laser weld");
  });
  it("follows the browser's languages and keeps the visitor's own region", () => {
    expect(detectLanguage(["fr-FR", "de-AT", "en"])).toBe("de");
    expect(detectLanguage(["ja"])).toBe("en");
    expect(localeOf("de", ["de-AT", "en-GB"])).toBe("de-AT");
    expect(localeOf("en", ["de-AT"])).toBe("en-US");
  });
});
