// What the viewer works out about meshes: edges, the shape of a face, colours and their range.

import { Box3, BoxGeometry, CylinderGeometry, Vector3, type BufferGeometry } from "three";
import { describe, expect, it } from "vitest";
import { colourAt, fieldRange } from "../src/scene/colormap";
import { faceEdges } from "../src/scene/edges";
import { faceShape } from "../src/scene/faceShape";
import { readModel } from "../src/scene/model";
import { exitDistance, segmentsOf } from "../src/scene/overlay";
import { placeOf } from "../src/scene/place";
import { bracketGlb } from "../mock/part";

const arrays = (geometry: BufferGeometry, faces: ArrayLike<number>) => ({
  positions: geometry.getAttribute("position").array,
  normals: geometry.getAttribute("normal").array,
  indices: geometry.index?.array,
  faces,
});
const bracket = () => {
  const bytes = bracketGlb();
  return readModel(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
};
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

describe("the place of faces", () => {
  it("is in the middle of a plane, looked at from outside", async () => {
    const model = await bracket();
    const place = placeOf(model, [0], []);
    expect(place?.normal.length()).toBeCloseTo(1, 6);
    expect(place?.axis.length()).toBe(0);
  });
  it("of a hole has an axis and no side", async () => {
    const model = await bracket();
    const place = placeOf(model, [6], []);
    expect(place?.normal.length()).toBe(0);
    expect(place?.axis.length()).toBeCloseTo(1, 6);
  });
  it("is not there without faces and points", () => {
    expect(placeOf(undefined, [], [])).toBeUndefined();
    expect(placeOf(undefined, [], [{ x: 1, y: 2, z: 3 }])?.centre.toArray()).toEqual([1, 2, 3]);
  });
});

describe("what is drawn beside a part", () => {
  const box = new Box3(new Vector3(0, 0, 0), new Vector3(10, 20, 30));
  it("begins where the part ends", () => {
    expect(exitDistance(box, new Vector3(5, 10, 15), new Vector3(0, 0, 1))).toBeCloseTo(15, 9);
    expect(exitDistance(box, new Vector3(2, 10, 15), new Vector3(-1, 0, 0))).toBeCloseTo(2, 9);
    expect(exitDistance(box, new Vector3(5, 10, 15), new Vector3(0.6, 0.8, 0))).toBeCloseTo(5 / 0.6, 9);
    expect(exitDistance(box, new Vector3(50, 0, 0), new Vector3(1, 0, 0))).toBe(0);
  });
  it("closes every chain", () => {
    const chain = [
      { x: 0, y: 0, z: 0 },
      { x: 1, y: 0, z: 0 },
      { x: 1, y: 1, z: 0 },
    ];
    expect(segmentsOf([chain, []])).toEqual([0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 0]);
  });
});
