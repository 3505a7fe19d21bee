// A bracket for the mock API: an L of 6 mm sheet thickness with holes, as glTF like the server's.

import { ExtrudeGeometry, Path, Shape, type BufferGeometry } from "three";

interface Soup {
  readonly positions: number[];
  readonly normals: number[];
  readonly faces: number[];
}

const thickness = 6;

function plate(width: number, height: number, holes: readonly (readonly [number, number, number])[]): BufferGeometry {
  const shape = new Shape();
  shape.moveTo(0, 0);
  shape.lineTo(width, 0);
  shape.lineTo(width, height);
  shape.lineTo(0, height);
  shape.closePath();
  for (const [x, y, radius] of holes) {
    const hole = new Path();
    hole.absarc(x, y, radius, 0, Math.PI * 2, true);
    shape.holes.push(hole);
  }
  return new ExtrudeGeometry(shape, { depth: thickness, bevelEnabled: false, curveSegments: 24 });
}

// Faces by direction and hole: enough for picking, since the real server numbers real faces.
function add(soup: Soup, geometry: BufferGeometry, holes: readonly (readonly [number, number, number])[], first: number): void {
  const position = geometry.getAttribute("position");
  const normal = geometry.getAttribute("normal");
  for (let corner = 0; corner < position.count; corner += 3) {
    const centre = [0, 1].map((axis) => [0, 1, 2].reduce((sum, k) => sum + position.getComponent(corner + k, axis), 0) / 3);
    const nz = normal.getZ(corner);
    let face = nz > 0.5 ? 0 : nz < -0.5 ? 1 : -1;
    if (face < 0) {
      const hole = holes.findIndex(([x, y, radius]) => Math.hypot((centre[0] ?? 0) - x, (centre[1] ?? 0) - y) < radius * 1.05);
      if (hole >= 0) face = 6 + hole;
      else face = normal.getX(corner) > 0.5 ? 2 : normal.getX(corner) < -0.5 ? 3 : normal.getY(corner) > 0 ? 4 : 5;
    }
    for (let k = 0; k < 3; k += 1) {
      soup.positions.push(position.getX(corner + k), position.getY(corner + k), position.getZ(corner + k));
      soup.normals.push(normal.getX(corner + k), normal.getY(corner + k), normal.getZ(corner + k));
      soup.faces.push(first + face);
    }
  }
}

export const baseHoles = [
  [14, 14, 3.3],
  [66, 14, 3.3],
  [14, 36, 3.3],
  [66, 36, 3.3],
] as const;
export const wallHoles = [
  [20, 30, 4.5],
  [60, 30, 4.5],
  [40, 40, 0.9],
] as const;

/** Binary glTF in metres, Y up, with _FACE, _THICKNESS and _OVERHANG. */
export function bracketGlb(): Buffer {
  const soup: Soup = { positions: [], normals: [], faces: [] };
  add(soup, plate(80, 50, baseHoles), baseHoles, 0);
  const wall = plate(80, 56, wallHoles);
  wall.rotateX(Math.PI / 2);
  wall.translate(0, 50, thickness);
  const up: Soup = { positions: [], normals: [], faces: [] };
  const flat = plate(80, 56, wallHoles);
  add(up, flat, wallHoles, 10);
  for (let corner = 0; corner < up.faces.length; corner += 1) {
    const [x, y, z] = [0, 1, 2].map((axis) => up.positions[corner * 3 + axis] ?? 0) as [number, number, number];
    const [nx, ny, nz] = [0, 1, 2].map((axis) => up.normals[corner * 3 + axis] ?? 0) as [number, number, number];
    soup.positions.push(x, 50 - z, thickness + y);
    soup.normals.push(nx, -nz, ny);
    soup.faces.push(up.faces[corner] ?? 0);
  }
  const count = soup.faces.length;
  const position = new Float32Array(count * 3);
  const normal = new Float32Array(count * 3);
  const wallField = new Float32Array(count);
  const overhang = new Float32Array(count);
  for (let index = 0; index < count; index += 1) {
    const at = (values: number[], axis: number): number => values[index * 3 + axis] ?? 0;
    position.set([at(soup.positions, 0) / 1000, at(soup.positions, 2) / 1000, -at(soup.positions, 1) / 1000], index * 3);
    normal.set([at(soup.normals, 0), at(soup.normals, 2), -at(soup.normals, 1)], index * 3);
    const z = at(soup.positions, 2);
    wallField[index] = z > 40 ? 1.4 + Math.abs(at(soup.positions, 0) - 40) / 12 : 6;
    const nz = at(soup.normals, 2);
    overhang[index] = nz < -0.01 ? (Math.asin(-nz) * 180) / Math.PI : Number.NaN;
  }
  const faces = Float32Array.from(soup.faces);
  const arrays: readonly (readonly [string, Float32Array, string])[] = [
    ["POSITION", position, "VEC3"],
    ["NORMAL", normal, "VEC3"],
    ["_FACE", faces, "SCALAR"],
    ["_THICKNESS", wallField, "SCALAR"],
    ["_OVERHANG", overhang, "SCALAR"],
  ];
  const blob = Buffer.concat(arrays.map(([, array]) => Buffer.from(array.buffer)));
  let offset = 0;
  const views = arrays.map(([, array]) => {
    const view = { buffer: 0, byteOffset: offset, byteLength: array.byteLength };
    offset += array.byteLength;
    return view;
  });
  const bounds = (axis: number, pick: (a: number, b: number) => number): number =>
    position.reduce((best, value, index) => (index % 3 === axis ? pick(best, value) : best), pick === Math.min ? Infinity : -Infinity);
  const document = {
    asset: { version: "2.0" },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: Object.fromEntries(arrays.map(([name], index) => [name, index])) }] }],
    accessors: arrays.map(([name, , type], index) => ({
      bufferView: index,
      componentType: 5126,
      count,
      type,
      ...(name === "POSITION"
        ? { min: [0, 1, 2].map((axis) => bounds(axis, Math.min)), max: [0, 1, 2].map((axis) => bounds(axis, Math.max)) }
        : {}),
    })),
    bufferViews: views,
    buffers: [{ byteLength: blob.length }],
  };
  const text = JSON.stringify(document);
  const json = Buffer.from(text.padEnd(Math.ceil(text.length / 4) * 4, " "));
  const header = Buffer.alloc(12);
  header.write("glTF", 0);
  header.writeUInt32LE(2, 4);
  header.writeUInt32LE(12 + 8 + json.length + 8 + blob.length, 8);
  const chunk = (length: number, kind: string): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32LE(length, 0);
    head.write(kind, 4, "binary");
    return head;
  };
  return Buffer.concat([header, chunk(json.length, "JSON"), json, chunk(blob.length, "BIN\0"), blob]);
}
