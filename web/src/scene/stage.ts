// Light and lines that the viewer and the thumbnails share.

import {
  AmbientLight,
  BufferAttribute,
  BufferGeometry,
  DirectionalLight,
  Group,
  HemisphereLight,
  LineBasicMaterial,
  LineSegments,
} from "three";
import { faceEdges } from "./edges";
import { setFloatAttribute, type PartModel } from "./model";
import type { PartMaterial } from "./material";

export interface SceneColours {
  readonly part: string;
  readonly edge: string;
  readonly background: string;
  readonly hover: string;
  readonly selected: string;
  readonly advisory: string;
  readonly required: string;
  readonly cap: string;
  /** Lines and arrows that are drawn on the part. */
  readonly overlay: string;
}

/** Lights that travel with the camera, so the side one looks at is always lit. */
export function makeLights(): Group {
  const group = new Group();
  const key = new DirectionalLight(0xffffff, 2.1);
  key.position.set(-0.6, 0.9, 1);
  const fill = new DirectionalLight(0xdfe9ff, 0.7);
  fill.position.set(1, -0.2, 0.6);
  const rim = new DirectionalLight(0xffffff, 0.5);
  rim.position.set(0.2, 0.6, -1);
  group.add(key, fill, rim, new HemisphereLight(0xffffff, 0x8a8f98, 0.75), new AmbientLight(0xffffff, 0.25));
  return group;
}

export function makeEdges(model: PartModel, colour: string): LineSegments {
  const geometry = new BufferGeometry();
  const position = model.geometry.getAttribute("position");
  geometry.setAttribute(
    "position",
    new BufferAttribute(
      faceEdges({
        positions: position.array,
        indices: model.geometry.index?.array,
        faces: model.faces,
      }),
      3,
    ),
  );
  return new LineSegments(geometry, new LineBasicMaterial({ color: colour, transparent: true, opacity: 0.75 }));
}

export function prepareAttributes(model: PartModel): void {
  const count = model.geometry.getAttribute("position").count;
  setFloatAttribute(model.geometry, "aField", new Float32Array(count));
  setFloatAttribute(model.geometry, "aKnown", new Float32Array(count));
  setFloatAttribute(model.geometry, "aMark", new Float32Array(count));
}

export function applyColours(material: PartMaterial, colours: SceneColours): void {
  material.color.set(colours.part);
  material.setMarkColours(colours);
}
