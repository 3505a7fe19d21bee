// What the viewer works out about meshes: edges, the shape of a face, colours and their range.

import { BoxGeometry, CylinderGeometry, type BufferGeometry } from "three";
import { describe, expect, it } from "vitest";
import { colourAt, fieldRange } from "../src/scene/colormap";
import { faceEdges } from "../src/scene/edges";
import { faceShape } from "../src/scene/faceShape";
import { readModel } from "../src/scene/model";
import { bracketGlb } from "../mock/part";

const arrays = (geometry: BufferGeometry, faces: ArrayLike<number>) => ({
  positions: geometry.getAttribute("position").array,
  normals: geometry.getAttribute("normal").array,
  indices: geometry.index?.array,
  faces,
});
const facesOfBox = Float32Array.from({ length: 24 }, (_, vertex) => Math.floor(vertex / 4));

describe("edges", () => {
  it("of a box are twelve, with or without named faces", () => {
    const box = arrays(new BoxGeometry(10, 20, 30), facesOfBox);
    expect(faceEdges(box).length / 6).toBe(12);
    expect(faceEdges({ ...box, faces: undefined }).length / 6).toBe(12);
  });
});

describe("the shape of a face", () => {
  it("is a plane with its area", () => {
    const shape = faceShape(arrays(new BoxGeometry(10, 20, 30), facesOfBox), 0);
    expect(shape).toMatchObject({ kind: "plane", concave: false });
    expect(shape?.area_mm2).toBeCloseTo(600, 6);
  });
  it("is a cylinder with its radius, seen from outside or inside", () => {
    const geometry = new CylinderGeometry(4, 4, 10, 48, 1, true);
    const one = new Float32Array(geometry.getAttribute("position").count);
    const outside = faceShape(arrays(geometry, one), 0);
    expect(outside).toMatchObject({ kind: "cylinder", concave: false });
    expect(outside?.radius_mm).toBeCloseTo(4, 6);
    const normals = Float32Array.from(geometry.getAttribute("normal").array, (value) => -value);
    expect(faceShape({ ...arrays(geometry, one), normals }, 0)?.concave).toBe(true);
  });
  it("is unknown for a face that does not exist", () => {
    expect(faceShape(arrays(new BoxGeometry(1, 1, 1), facesOfBox), 99)).toBeUndefined();
  });
});

describe("colours", () => {
  it("get lighter and then darker without turning back", () => {
    expect(colourAt(-1)).toEqual(colourAt(0));
    expect(colourAt(2)).toEqual(colourAt(1));
    expect(colourAt(0)).not.toEqual(colourAt(1));
  });
  it("run over the range that matters", () => {
    expect(fieldRange("overhang", [])).toEqual({ min: 0, max: 90 });
    expect(fieldRange("wall", [2, 2, 2, 2, Number.NaN, 200])).toEqual({ min: 0, max: 4 });
    expect(fieldRange("wall", [])).toEqual({ min: 0, max: 1 });
  });
});

describe("the viewer model", () => {
  it("comes back in millimetres with Z up, its faces and fields", async () => {
    const bytes = bracketGlb();
    const model = await readModel(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
    const box = model.geometry.boundingBox;
    expect(box?.max.x).toBeCloseTo(80, 3);
    expect(box?.max.y).toBeCloseTo(50, 3);
    expect(box?.max.z).toBeCloseTo(62, 3);
    expect(Math.max(...(model.faces ?? []))).toBe(18);
    const overhang = [...(model.fields.overhang ?? [])].filter((value) => Number.isFinite(value));
    expect(Math.max(...overhang)).toBeCloseTo(90, 3);
    expect(model.fields.wall?.length).toBe(model.faces?.length);
  });
});
