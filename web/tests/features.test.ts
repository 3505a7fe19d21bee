// Features in words and flat patterns as pictures.

import { describe, expect, it } from "vitest";
import { de } from "../src/lib/catalogue/de";
import { makeFormatter } from "../src/lib/format";
import { makeTranslate } from "../src/lib/messages";
import { directionText, featureNotes, featureSize, groupFeatures, type PartFeature } from "../src/features/part/features";
import { extentOf, outlinePath } from "../src/features/part/flatPattern";

const text = { t: makeTranslate(de, "de-DE"), f: makeFormatter("de-DE", "si") };
const nothing: PartFeature = {
  kind: "pocket",
  face_class: "rectangular_pocket",
  diameter_mm: null,
  radius_mm: null,
  depth_mm: null,
  width_mm: null,
  length_mm: null,
  angle_deg: null,
  entry: "plain",
  entry_diameter_mm: null,
  entry_depth_mm: null,
  through: false,
  flat_bottom: false,
  concave: false,
  thread: "",
  thread_stated: false,
  interacts: false,
  confidence: 1,
  origin_mm: [0, 0, 0],
  axis: [0, 0, 1],
  place: { faces: [3], points_mm: [] },
};
const plain = (words: string): string => words.replace(/\u00a0/g, " ");

describe("features", () => {
  it("are named by kind and size", () => {
    const hole = { ...nothing, kind: "hole" as const, diameter_mm: 6.6, depth_mm: 12, through: true, entry: "counterbored" as const, entry_diameter_mm: 11, thread: "M6" };
    expect(plain(featureSize(hole, text))).toBe("⌀6,6 mm × 12 mm");
    expect(featureNotes(hole, text, []).map(plain)).toEqual(["durchgehend", "Zylindersenkung ⌀11 mm", "vielleicht Gewinde M6"]);
    const pocket = { ...nothing, width_mm: 20, length_mm: 35, depth_mm: 8, radius_mm: 3, confidence: 0.4 };
    expect(plain(featureSize(pocket, text))).toBe("20 × 35 mm, 8 mm tief");
    expect(featureNotes(pocket, text, [7]).map(plain)).toEqual(["R 3 mm"]);
    expect(featureNotes(pocket, text, [3, 7]).map(plain)).toEqual(["R 3 mm", "unsicher (40 %)"]);
  });
  it("stand together by kind, with their places in the list", () => {
    const groups = groupFeatures([nothing, { ...nothing, kind: "hole" }, nothing]);
    expect(groups.map((group) => [group.kind, group.members])).toEqual([
      ["pocket", [0, 2]],
      ["hole", [1]],
    ]);
  });
  it("have directions as a machinist says them", () => {
    expect(directionText([0, 0, -1], text.f)).toBe("−Z");
    expect(directionText([0.6, 0, 0.8], text.f)).toBe("(0,6 · 0 · 0,8)");
  });
});

describe("flat patterns", () => {
  const square = [
    [0, 0, 0],
    [10, 0, 0],
    [10, 5, 0],
    [0, 5, 0],
  ];
  it("become closed paths with Y upwards", () => {
    expect(outlinePath(square, 5)).toBe("M0 5L10 5L10 0L0 0L0 5Z");
    expect(extentOf(square)).toEqual({ minX: 0, minY: 0, maxX: 10, maxY: 5 });
  });
  it("keep arcs round and count what they reach", () => {
    // A full circle of radius 5 about (5, 0) as two half circles, counter-clockwise.
    const circle = [
      [10, 0, 1],
      [0, 0, 1],
    ];
    expect(outlinePath(circle, 0)).toBe("M10 0A5 5 0 0 0 0 0A5 5 0 0 0 10 0Z");
    const extent = extentOf(circle);
    expect(extent.maxY).toBeCloseTo(5, 6);
    expect(extent.minY).toBeCloseTo(-5, 6);
  });
});
