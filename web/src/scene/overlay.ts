// What is drawn on and beside a part: closed lines on its surface, and arrows with a label.

import {
  CanvasTexture,
  ConeGeometry,
  CylinderGeometry,
  Group,
  Mesh,
  MeshBasicMaterial,
  SRGBColorSpace,
  Sprite,
  SpriteMaterial,
  Vector3,
  type Box3,
  type Material,
  type Object3D,
  type Texture,
} from "three";
import { LineMaterial } from "three/examples/jsm/lines/LineMaterial.js";
import { LineSegments2 } from "three/examples/jsm/lines/LineSegments2.js";
import { LineSegmentsGeometry } from "three/examples/jsm/lines/LineSegmentsGeometry.js";
import type { SceneColours } from "./stage";
import type { Point } from "./viewerTypes";

export interface OverlayArrow {
  /** Unit; from the part outwards. */
  readonly direction: Point;
  /** Whether it points at the part (a tool that comes) or away from it (a mould that opens). */
  readonly towards: boolean;
  /** Without one it is drawn small. */
  readonly label: string | undefined;
  /** Faces that it belongs to; without any it stands over the middle of the part. */
  readonly faces: readonly number[];
}

export interface Overlay {
  /** Chains of points, each closed by a line from its last to its first. */
  readonly lines: readonly (readonly Point[])[];
  readonly arrows: readonly OverlayArrow[];
}

/** Of the half diagonal of the part. */
const labelHeight = 0.11;

/** Where a ray from inside a box leaves it. */
export function exitDistance(box: Box3, from: Vector3, direction: Vector3): number {
  let distance = Infinity;
  for (const axis of ["x", "y", "z"] as const) {
    const step = direction[axis];
    if (Math.abs(step) < 1e-9) continue;
    distance = Math.min(distance, ((step > 0 ? box.max[axis] : box.min[axis]) - from[axis]) / step);
  }
  return Number.isFinite(distance) ? Math.max(0, distance) : 0;
}

/** The pairs of points of closed chains, as xyz after xyz. */
export function segmentsOf(lines: Overlay["lines"]): number[] {
  return lines.flatMap((chain) =>
    chain.flatMap((from, index) => {
      const to = chain[(index + 1) % chain.length] ?? from;
      return [from.x, from.y, from.z, to.x, to.y, to.z];
    }),
  );
}

export interface OverlayInScene {
  readonly group: Group;
  /** Distance from the middle of the box to the farthest thing drawn. */
  readonly reach: number;
}

export function makeOverlay(overlay: Overlay, box: Box3, centreOf: (faces: readonly number[]) => Vector3 | undefined, colours: SceneColours): OverlayInScene {
  const group = new Group();
  const middle = box.getCenter(new Vector3());
  const size = box.getSize(new Vector3()).length() / 2;
  const segments = segmentsOf(overlay.lines);
  if (segments.length > 0) {
    const geometry = new LineSegmentsGeometry().setPositions(segments);
    // Seen through the part faintly, so that it can be followed all around.
    for (const hidden of [true, false]) {
      const line = new LineSegments2(
        geometry,
        new LineMaterial({ color: colours.overlay, linewidth: 3.5, transparent: true, opacity: hidden ? 0.3 : 1, depthTest: !hidden, depthWrite: false }),
      );
      line.renderOrder = hidden ? 8 : 9;
      group.add(line);
    }
  }
  let reach = size;
  for (const arrow of overlay.arrows) {
    const direction = new Vector3(arrow.direction.x, arrow.direction.y, arrow.direction.z).normalize();
    const from = centreOf(arrow.faces) ?? middle;
    const near = from.clone().addScaledVector(direction, exitDistance(box, from, direction) + size * 0.06);
    const scale = arrow.label === undefined ? 0.6 : 1;
    const far = near.clone().addScaledVector(direction, size * 0.34 * scale);
    group.add(shaft(arrow.towards ? far : near, arrow.towards ? near : far, size * scale, colours.overlay));
    reach = Math.max(reach, far.distanceTo(middle));
    if (arrow.label === undefined) continue;
    const label = labelSprite(arrow.label, size, colours);
    label.position.copy(far).addScaledVector(direction, size * 0.11);
    group.add(label);
    reach = Math.max(reach, label.position.distanceTo(middle) + size * 0.1);
  }
  return { group, reach };
}

function shaft(tail: Vector3, tip: Vector3, size: number, colour: string): Group {
  const group = new Group();
  const length = tail.distanceTo(tip);
  const head = Math.min(length * 0.45, size * 0.12);
  const material = new MeshBasicMaterial({ color: colour });
  const rod = new Mesh(new CylinderGeometry(size * 0.012, size * 0.012, length - head, 16), material);
  rod.position.y = (length - head) / 2;
  const cone = new Mesh(new ConeGeometry(size * 0.042, head, 24), material);
  cone.position.y = length - head / 2;
  group.add(rod, cone);
  group.position.copy(tail);
  group.quaternion.setFromUnitVectors(new Vector3(0, 1, 0), tip.clone().sub(tail).normalize());
  return group;
}

function labelSprite(text: string, size: number, colours: SceneColours): Sprite {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const font = '600 44px "Inter Variable", sans-serif';
  const height = 72;
  let width = height;
  if (context) {
    context.font = font;
    width = Math.ceil(context.measureText(text).width) + 44;
    canvas.width = width;
    canvas.height = height;
    context.font = font;
    context.fillStyle = colours.overlay;
    context.beginPath();
    context.roundRect(0, 0, width, height, height / 2);
    context.fill();
    context.fillStyle = colours.background;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(text, width / 2, height / 2 + 3);
  }
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  const sprite = new Sprite(new SpriteMaterial({ map: texture, depthTest: false, toneMapped: false }));
  sprite.scale.set((size * labelHeight * width) / height, size * labelHeight, 1);
  sprite.renderOrder = 10;
  return sprite;
}

export function disposeOverlay(group: Group): void {
  group.traverse((object: Object3D) => {
    const drawn = object as Partial<Pick<Mesh, "geometry" | "material">>;
    drawn.geometry?.dispose();
    const material = drawn.material as (Material & { map?: Texture | null }) | undefined;
    material?.map?.dispose();
    material?.dispose();
  });
}
