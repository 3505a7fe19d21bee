// What files state, in the words and signs of a drawing, and the tree of an assembly.

import { describe, expect, it } from "vitest";
import type { Statement, Structure } from "../src/api/types";
import { de } from "../src/lib/catalogue/de";
import { en } from "../src/lib/catalogue/en";
import { makeFormatter } from "../src/lib/format";
import { makeTranslate, makeTranslateCode } from "../src/lib/messages";
import { assemblyTree, boughtText, isAssembly } from "../src/features/part/assembly";
import { overlayMarks, overlayOf } from "../src/features/part/overlays";
import { datumReference, dimensionText, groupStatements, saysSomething, statementNotes, statementText, typeText, zoneText } from "../src/features/part/statements";
import { facts, structure } from "../mock/shop";

const english = { t: makeTranslate(en, "en-US"), code: makeTranslateCode(en), f: makeFormatter("en-US", "si") };
const german = { t: makeTranslate(de, "de-DE"), code: makeTranslateCode(de), f: makeFormatter("de-DE", "si") };
const nothing: Statement = { kind: "dimension", type: "linear distance", text: "", unit: "mm", nominal: null, upper: null, lower: null, modifiers: [], datums: [], faces: [1] };
const said = (statement: Partial<Statement>, words = english): string | undefined => dimensionText({ ...nothing, ...statement }, words)?.replaceAll("\u00a0", " ");

describe("dimensions", () => {
  it("have their sign, their deviations and one unit", () => {
    expect(said({ type: "diameter", nominal: 35, upper: 0, lower: -0.2 })).toBe("⌀35 0 / −0.2 mm");
    expect(said({ type: "diameter", nominal: 35, upper: 0.2, lower: 0 })).toBe("⌀35 +0.2 / 0 mm");
    expect(said({ type: "spherical radius", nominal: 4, upper: 0.1, lower: -0.1 })).toBe("SR4 ±0.1 mm");
    expect(said({ nominal: 127 })).toBe("127 mm");
    expect(said({ nominal: 20, upper: 0.1 })).toBe("20 +0.1 mm");
    expect(said({ type: "angle", unit: "deg", nominal: 60.000000000000014, upper: 0.5, lower: -0.5 })).toBe("60 ±0.5°");
  });
  it("keep the digits that tolerances have, and the noise of the file out", () => {
    expect(said({ nominal: 254, upper: 0.0254, lower: -0.0254 })).toBe("254 ±0.0254 mm");
    expect(said({ nominal: 35, upper: 0.20000000000000284, lower: -0.20000000000000284 }, german)).toBe("35 ±0,2 mm");
    expect(said({ nominal: 25.4, upper: 0.0254, lower: -0.0254 }, { ...english, f: makeFormatter("en-US", "inch") })).toBe("1 ±0.001 in");
  });
  it("name a fit, and nothing where the file gives no value", () => {
    expect(said({ type: "diameter", nominal: 20, modifiers: ["H7"] })).toBe("⌀20 H7 mm");
    expect(said({})).toBeUndefined();
    expect(statementText({ ...nothing }, german)).toBe("Abstand");
  });
});

describe("geometric tolerances", () => {
  const position: Statement = {
    ...nothing,
    kind: "tolerance",
    type: "position",
    nominal: 0.2,
    modifiers: ["maximum_material_requirement", "cylindrical or circular zone"],
    datums: ["A", "B(M)"],
    faces: [4, 5],
  };
  it("have a zone with its form and conditions", () => {
    expect(zoneText(position, english)).toEqual({ text: "⌀0.2\u00a0mm", circled: ["M"] });
    expect(datumReference("B(M)")).toEqual({ text: "B", circled: ["M"] });
    expect(datumReference("A-B")).toEqual({ text: "A-B", circled: [] });
  });
  it("are one line where there is no room for signs", () => {
    expect(statementText(position, german).replaceAll("\u00a0", " ")).toBe("Position ⌀0,2 mm (M) A B (M)");
    expect(statementNotes(position, english)).toEqual(["2 faces"]);
    expect(statementNotes({ ...position, modifiers: ["statistical"], faces: [] }, english)).toEqual(["statistical", "not tied to a face"]);
  });
  it("of a kind without a translation keep the word of the file", () => {
    expect(typeText({ ...position, type: "roughness zone" }, german)).toBe("roughness zone");
  });
});

describe("statements", () => {
  it("stand together by kind, with their places in the list", () => {
    expect(groupStatements(facts.statements).map((group) => [group.kind, group.members])).toEqual([
      ["dimension", [0]],
      ["tolerance", [1]],
      ["datum", [2]],
      ["thread", [3]],
    ]);
  });
});

describe("dimensions without a value", () => {
  it("stand behind the others and are not worth a line on a face", () => {
    const valued = { ...nothing, nominal: 3 };
    expect(groupStatements([nothing, valued, nothing, valued]).map((group) => group.members)).toEqual([[1, 3, 0, 2]]);
    expect([nothing, valued, { ...nothing, kind: "datum" as const }].map(saysSomething)).toEqual([false, true, true]);
  });
});

describe("the tree of a file", () => {
  it("has its roots with their children below them", () => {
    const [root, ...others] = assemblyTree(structure({ id: "prt_a", name: "bracket" }));
    expect(others).toEqual([]);
    expect(root).toMatchObject({ name: "Stand", quantity: 1, part: undefined });
    expect(root?.children.map((node) => [node.quantity, node.name, node.part?.part_id])).toEqual([
      [1, "bracket", "prt_a"],
      [4, "Screw", "prt_screw"],
    ]);
  });
  it("is shown where there is more than one piece or something to buy", () => {
    const single: Structure = { parts: [{ part_id: "a", name: "a", quantity: 1, bought: null, colour_hex: null }], nodes: [] };
    expect(isAssembly(single)).toBe(false);
    expect(isAssembly(undefined)).toBe(false);
    expect(isAssembly({ ...single, parts: single.parts.map((part) => ({ ...part, quantity: 2 })) })).toBe(true);
    expect(isAssembly(structure({ id: "a", name: "a" }))).toBe(true);
  });
  it("names what to buy with its size", () => {
    const bought = { kind: "screw", size: "M6", length_mm: 20, by_shape: true, by_name: false } as const;
    expect(boughtText(bought, german).replaceAll("\u00a0", " ")).toBe("Schraube M6 × 20 mm");
    expect(boughtText({ ...bought, size: null, length_mm: null, kind: "nut" }, english)).toBe("nut");
  });
});

describe("what is drawn on the part", () => {
  const moulding = {
    pull: [0, 0, 1],
    projected_mm2: 100,
    undercut_mm2: 5,
    undercut_faces: [3],
    side_actions: [{ direction: [1, 0, 0], travel_mm: 2, internal: false, faces: [3] }],
    wall_nominal_mm: 2,
    wall_variation: 0,
    parting_line: [[[0, 0, 0], [1, 0, 0], [1, 1, 0]]],
  } satisfies NonNullable<typeof facts.moulding>;
  it("is the parting line with the way the mould opens, and its slides", () => {
    const overlay = overlayOf({ ...facts, moulding }, "moulding", german);
    expect(overlay?.lines).toEqual([[{ x: 0, y: 0, z: 0 }, { x: 1, y: 0, z: 0 }, { x: 1, y: 1, z: 0 }]]);
    expect(overlay?.arrows.map((arrow) => [arrow.label, arrow.direction, arrow.towards])).toEqual([
      ["Entformung", { x: 0, y: 0, z: 1 }, false],
      [undefined, { x: 1, y: 0, z: 0 }, false],
    ]);
    expect([...overlayMarks({ ...facts, moulding }, "moulding")]).toEqual([[3, "advisory"]]);
    expect([...overlayMarks({ ...facts, doubtful_faces: [4] }, "doubtful")]).toEqual([[4, "advisory"]]);
  });
  it("is nothing where nothing was asked for or measured", () => {
    expect(overlayOf(facts, undefined, english)).toBeUndefined();
    expect(overlayOf({ ...facts, moulding: null }, "moulding", english)).toBeUndefined();
    expect(overlayOf(null, "set_ups", english)).toBeUndefined();
  });
});
