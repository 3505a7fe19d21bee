// The drawn edges of a part: where two faces meet, and on meshes without faces where it creases.

export interface EdgeInput {
  /** xyz per vertex. */
  readonly positions: ArrayLike<number>;
  /** Three vertices per triangle, or undefined when vertices are already in triangle order. */
  readonly indices: ArrayLike<number> | undefined;
  /** Face index per vertex, or undefined when the model has no faces. */
  readonly faces: ArrayLike<number> | undefined;
}

/** Above this the picture is dense enough without lines and the work is not worth the wait. */
export const trianglesMax = 600_000;

const creaseCosine = Math.cos((30 * Math.PI) / 180);

/**
 * Segments as xyz pairs. An edge is drawn when its two triangles belong to different faces, when it
 * has one triangle only, or - on a mesh that is a single face - when its normals differ by over 30
 * degrees. Cost: O(triangles).
 */
export function faceEdges({ positions, indices, faces }: EdgeInput): Float32Array {
  const vertexCount = positions.length / 3;
  const cornerCount = indices ? indices.length : vertexCount;
  if (cornerCount / 3 > trianglesMax) return new Float32Array(0);

  const welded = weld(positions, vertexCount);
  const singleFace = !faces || allEqual(faces);
  const open = new Map<number, { face: number; normal: readonly [number, number, number] }>();
  const segments: number[] = [];
  const at = (corner: number): number => (indices ? (indices[corner] ?? 0) : corner);
  const coordinate = (vertex: number, axis: number): number => positions[vertex * 3 + axis] ?? 0;
  const emit = (a: number, b: number): void => {
    for (let axis = 0; axis < 3; axis += 1) segments.push(coordinate(a, axis));
    for (let axis = 0; axis < 3; axis += 1) segments.push(coordinate(b, axis));
  };

  const pending = new Map<number, readonly [number, number]>();
  for (let corner = 0; corner + 2 < cornerCount; corner += 3) {
    const triangle = [at(corner), at(corner + 1), at(corner + 2)] as const;
    const normal = triangleNormal(positions, triangle);
    const face = faces ? (faces[triangle[0]] ?? 0) : 0;
    for (let side = 0; side < 3; side += 1) {
      const a = triangle[side] ?? 0;
      const b = triangle[(side + 1) % 3] ?? 0;
      const wa = welded[a] ?? 0;
      const wb = welded[b] ?? 0;
      if (wa === wb) continue;
      const key = wa < wb ? wa * vertexCount + wb : wb * vertexCount + wa;
      const other = open.get(key);
      if (!other) {
        open.set(key, { face, normal });
        pending.set(key, [a, b]);
        continue;
      }
      open.delete(key);
      pending.delete(key);
      const cosine =
        other.normal[0] * normal[0] + other.normal[1] * normal[1] + other.normal[2] * normal[2];
      const drawn = singleFace ? cosine < creaseCosine : other.face !== face;
      if (drawn) emit(a, b);
    }
  }
  for (const [a, b] of pending.values()) emit(a, b);
  return Float32Array.from(segments);
}

function allEqual(values: ArrayLike<number>): boolean {
  for (let index = 1; index < values.length; index += 1) if (values[index] !== values[0]) return false;
  return true;
}

function weld(positions: ArrayLike<number>, vertexCount: number): Uint32Array {
  const byPlace = new Map<string, number>();
  const welded = new Uint32Array(vertexCount);
  for (let vertex = 0; vertex < vertexCount; vertex += 1) {
    // 0.1 micrometre: below any tessellation, above float noise.
    const key = `${Math.round((positions[vertex * 3] ?? 0) * 1e4)},${Math.round((positions[vertex * 3 + 1] ?? 0) * 1e4)},${Math.round((positions[vertex * 3 + 2] ?? 0) * 1e4)}`;
    const known = byPlace.get(key);
    if (known === undefined) {
      byPlace.set(key, vertex);
      welded[vertex] = vertex;
    } else {
      welded[vertex] = known;
    }
  }
  return welded;
}

function triangleNormal(
  positions: ArrayLike<number>,
  [a, b, c]: readonly [number, number, number],
): readonly [number, number, number] {
  const p = (vertex: number, axis: number): number => positions[vertex * 3 + axis] ?? 0;
  const ux = p(b, 0) - p(a, 0);
  const uy = p(b, 1) - p(a, 1);
  const uz = p(b, 2) - p(a, 2);
  const vx = p(c, 0) - p(a, 0);
  const vy = p(c, 1) - p(a, 1);
  const vz = p(c, 2) - p(a, 2);
  const x = uy * vz - uz * vy;
  const y = uz * vx - ux * vz;
  const z = ux * vy - uy * vx;
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
}
