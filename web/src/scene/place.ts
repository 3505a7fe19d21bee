// Where faces and points of a part are, and how one looks at them.

import { Box3, Vector3, type BufferGeometry } from "three";
import type { PartModel } from "./model";
import type { Point } from "./viewerTypes";

export interface PlaceInScene {
  readonly centre: Vector3;
  /** Mean outward normal; zero where it cancels, as in a round hole. */
  readonly normal: Vector3;
  /** Across all normals: the axis of a hole. Zero for a plane. */
  readonly axis: Vector3;
  readonly radius: number;
  /** The vertex nearest the middle is on the surface; the middle of a hole is not. */
  readonly surface: Vector3;
}

/** Undefined when neither the faces nor the points are there. Cost: O(vertices). */
export function placeOf(model: PartModel | undefined, faces: readonly number[], points: readonly Point[]): PlaceInScene | undefined {
  const box = new Box3();
  for (const point of points) box.expandByPoint(new Vector3(point.x, point.y, point.z));
  const own = model?.faces && faces.length > 0 ? verticesOf(model.geometry, model.faces, new Set(faces)) : [];
  const normal = new Vector3();
  const axis = new Vector3();
  for (const vertex of own) {
    box.expandByPoint(vertex.at);
    normal.add(vertex.normal);
    const square = new Vector3().crossVectors(own[0]?.normal ?? vertex.normal, vertex.normal);
    if (square.lengthSq() > axis.lengthSq()) axis.copy(square);
  }
  if (box.isEmpty()) return undefined;
  // The sum of all normals of a round hole vanishes.
  const share = normal.length() / Math.max(1, own.length);
  if (share > 0.2) normal.normalize();
  else normal.set(0, 0, 0);
  if (axis.lengthSq() > 0) axis.normalize();
  const centre = box.getCenter(new Vector3());
  const surface = own.reduce<Vector3 | undefined>(
    (best, { at }) => (best && best.distanceToSquared(centre) <= at.distanceToSquared(centre) ? best : at),
    undefined,
  );
  return { centre, normal, axis, radius: box.getSize(new Vector3()).length() / 2, surface: surface ?? new Vector3() };
}

function verticesOf(geometry: BufferGeometry, faceOf: ArrayLike<number>, wanted: ReadonlySet<number>): { at: Vector3; normal: Vector3 }[] {
  const position = geometry.getAttribute("position");
  const normals = geometry.getAttribute("normal");
  const found: { at: Vector3; normal: Vector3 }[] = [];
  for (let index = 0; index < position.count; index += 1) {
    if (!wanted.has(faceOf[index] ?? -1)) continue;
    found.push({ at: new Vector3().fromBufferAttribute(position, index), normal: new Vector3().fromBufferAttribute(normals, index) });
  }
  return found;
}
