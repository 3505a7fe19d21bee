// Numbers, money and units as people of both languages read them.

import { describe, expect, it } from "vitest";
import { fractionDigits, makeFormatter, prettyUnit } from "../src/lib/format";
import { degrees, gram, kilograms, minorUnits, mm, mm2, mm3, seconds } from "../src/lib/units";

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");
const en = makeFormatter("en-US", "si", "UTC");
const de = makeFormatter("de-DE", "si", "UTC");
const inch = makeFormatter("en-US", "inch", "UTC");

describe("money", () => {
  it("comes from minor units and follows the locale", () => {
    expect(plain(en.money(minorUnits(123456), "USD"))).toBe("$1,234.56");
    expect(plain(de.money(minorUnits(123456), "USD"))).toBe("1.234,56 $");
    expect(plain(de.money(minorUnits(5), "EUR"))).toBe("0,05 €");
  });
});

describe("lengths, areas and volumes", () => {
  it("always show their unit and about four digits", () => {
    expect(plain(en.length(mm(6.6)))).toBe("6.6 mm");
    expect(plain(en.length(mm(0.6249)))).toBe("0.625 mm");
    expect(plain(de.length(mm(1234.5)))).toBe("1.235 mm");
    expect(plain(en.size([80, 60, 40.25].map(mm)))).toBe("80 × 60 × 40.25 mm");
    expect(plain(en.area(mm2(248.456)))).toBe("248.5 mm²");
    expect(plain(en.area(mm2(21430)))).toBe("214.3 cm²");
    expect(plain(en.volume(mm3(85940)))).toBe("85.94 cm³");
    expect(plain(en.volume(mm3(12.3)))).toBe("12.3 mm³");
  });
  it("turn into inches and pounds on request, exactly", () => {
    expect(plain(inch.length(mm(25.4)))).toBe("1 in");
    expect(plain(inch.size([25.4, 50.8, 12.7].map(mm)))).toBe("1 × 2 × 0.5 in");
    expect(plain(inch.volume(mm3(25.4 ** 3)))).toBe("1 in³");
    expect(plain(inch.mass(gram(453.59237)))).toBe("1 lb");
    expect(plain(inch.quantity(50.8, "mm"))).toBe("2 in");
  });
});

describe("mass, carbon, angles", () => {
  it("change to the larger unit where that reads better", () => {
    expect(plain(en.mass(gram(49.88)))).toBe("49.9 g");
    expect(plain(en.mass(gram(1250)))).toBe("1.25 kg");
    expect(plain(en.co2e(kilograms(0.293)))).toBe("293 g CO₂e");
    expect(plain(de.co2e(kilograms(13.94)))).toBe("13,9 kg CO₂e");
    expect(en.angle(degrees(45))).toBe("45°");
  });
});

describe("times", () => {
  it("use two units at most", () => {
    expect(plain(en.duration(seconds(4.25)))).toBe("4.3 s");
    expect(plain(en.duration(seconds(95)))).toBe("1 min 35 s");
    expect(plain(en.duration(seconds(1240)))).toBe("21 min");
    expect(plain(en.duration(seconds(8100)))).toBe("2 h 15 min");
    expect(plain(en.duration(seconds(3599.7)))).toBe("1 h");
  });
  it("tick as a clock on the floor", () => {
    expect(en.clock(seconds(0))).toBe("0:00:00");
    expect(en.clock(seconds(3725))).toBe("1:02:05");
    expect(en.clock(seconds(-3))).toBe("0:00:00");
  });
  it("name days in the language", () => {
    expect(en.day("2026-11-25T17:00:00Z")).toBe("Wed, Nov 25");
    expect(de.day("2026-11-25T17:00:00Z")).toBe("Mi., 25. Nov.");
    expect(en.day("never")).toBe("–");
    expect(en.relative("2026-11-25T17:00:00Z", Date.parse("2026-11-23T16:00:00Z"))).toBe("in 2 days");
  });
});

describe("figures of the server", () => {
  it("are shown by the name of their unit", () => {
    expect(plain(en.quantity(2.31, "h"))).toBe("2.31 h");
    expect(plain(en.quantity(72, "USD/h"))).toBe("72 USD/h");
    expect(plain(en.quantity(0.9971, "USD"))).toBe("$0.9971");
    expect(plain(en.quantity(3, "count"))).toBe("3");
    expect(plain(en.quantity(1.24, "g/cm3"))).toBe("1.24 g/cm³");
    expect(prettyUnit("kg CO2e/kg")).toBe("kg CO₂e/kg");
  });
  it("keep the digits that matter", () => {
    expect(fractionDigits(0.00123, 3, 6)).toBe(5);
    expect(fractionDigits(123.4, 3, 6)).toBe(0);
    expect(fractionDigits(0, 3, 6)).toBe(0);
    expect(fractionDigits(Number.NaN, 3, 6)).toBe(0);
  });
});
