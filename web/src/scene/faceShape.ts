// What a face is, measured on the tessellation: plane, cylinder with its radius, or something else.

export interface FaceShape {
  readonly kind: "plane" | "cylinder" | "other";
  readonly area_mm2: number;
  readonly radius_mm: number | undefined;
  /** Cylinder seen from inside: a hole or a fillet in a corner. */
  readonly concave: boolean;
}

interface MeshArrays {
  readonly positions: ArrayLike<number>;
  readonly normals: ArrayLike<number>;
  readonly indices: ArrayLike<number> | undefined;
  readonly faces: ArrayLike<number>;
}

type V = readonly [number, number, number];
const dot = (a: V, b: V): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: V, b: V): V => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const sub = (a: V, b: V): V => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const length = (a: V): number => Math.hypot(a[0], a[1], a[2]);
const unit = (a: V): V => {
  const size = length(a) || 1;
  return [a[0] / size, a[1] / size, a[2] / size];
};

/** Normals closer than this are taken as the same: 0.6 degrees. */
const sameDirection = 0.01;
/** Largest misfit of a cylinder as a share of its radius. */
const cylinderMisfit = 0.02;

/** Cost: O(triangles). Area is that of the facets, slightly below the true one on curved faces. */
export function faceShape(mesh: MeshArrays, face: number): FaceShape | undefined {
  const at = (array: ArrayLike<number>, vertex: number): V => [
    array[vertex * 3] ?? 0,
    array[vertex * 3 + 1] ?? 0,
    array[vertex * 3 + 2] ?? 0,
  ];
  const corners = mesh.indices ? mesh.indices.length : mesh.positions.length / 3;
  const points: V[] = [];
  const normals: V[] = [];
  let area = 0;
  for (let corner = 0; corner + 2 < corners; corner += 3) {
    const vertex = (offset: number): number => (mesh.indices ? (mesh.indices[corner + offset] ?? 0) : corner + offset);
    if (mesh.faces[vertex(0)] !== face) continue;
    const [a, b, c] = [0, 1, 2].map((offset) => at(mesh.positions, vertex(offset))) as [V, V, V];
    area += length(cross(sub(b, a), sub(c, a))) / 2;
    for (let offset = 0; offset < 3; offset += 1) {
      points.push(at(mesh.positions, vertex(offset)));
      normals.push(unit(at(mesh.normals, vertex(offset))));
    }
  }
  const first = normals[0];
  if (!first) return undefined;
  const other = normals.find((normal) => length(sub(normal, first)) > sameDirection);
  if (!other) return { kind: "plane", area_mm2: area, radius_mm: undefined, concave: false };

  // On a cylinder all normals are square to one axis.
  const spread = normals.reduce((best, normal) => (length(cross(first, normal)) > length(cross(first, best)) ? normal : best), other);
  const axis = unit(cross(first, spread));
  if (normals.some((normal) => Math.abs(dot(normal, axis)) > 0.02)) {
    return { kind: "other", area_mm2: area, radius_mm: undefined, concave: false };
  }
  // p = centre + r n in the plane across the axis: a straight line through (n, p) for each coordinate.
  const u = first;
  const v = unit(cross(axis, u));
  const samples = points.map((point, index) => {
    const normal = normals[index] ?? first;
    return { pu: dot(point, u), pv: dot(point, v), nu: dot(normal, u), nv: dot(normal, v) };
  });
  const mean = (of: (sample: (typeof samples)[number]) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [mpu, mpv, mnu, mnv] = [mean((s) => s.pu), mean((s) => s.pv), mean((s) => s.nu), mean((s) => s.nv)];
  let above = 0;
  let below = 0;
  for (const s of samples) {
    above += (s.nu - mnu) * (s.pu - mpu) + (s.nv - mnv) * (s.pv - mpv);
    below += (s.nu - mnu) ** 2 + (s.nv - mnv) ** 2;
  }
  const radius = above / below;
  const cu = mpu - radius * mnu;
  const cv = mpv - radius * mnv;
  const worst = samples.reduce(
    (most, s) => Math.max(most, Math.hypot(s.pu - cu - radius * s.nu, s.pv - cv - radius * s.nv)),
    0,
  );
  if (!Number.isFinite(radius) || worst > Math.abs(radius) * cylinderMisfit) {
    return { kind: "other", area_mm2: area, radius_mm: undefined, concave: false };
  }
  return { kind: "cylinder", area_mm2: area, radius_mm: Math.abs(radius), concave: radius < 0 };
}
