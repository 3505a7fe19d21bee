// Reads the viewer model of a part: binary glTF in metres, Y up, with _FACE and one attribute per
// field. Out comes geometry in millimetres, Z up, as a machinist looks at it.

import type { BufferGeometry} from "three";
import { BufferAttribute, Matrix4, type Mesh, type Object3D } from "three";
import { GLTFLoader } from "three/examples/jsm/loaders/GLTFLoader.js";
import type { MapKind } from "./colormap";

export interface PartModel {
  readonly geometry: BufferGeometry;
  /** Face index per vertex. */
  readonly faces: Float32Array | undefined;
  readonly fields: Readonly<Partial<Record<MapKind, Float32Array>>>;
  readonly triangles: number;
}

// glTF's Y up in metres to the part's own Z up in millimetres: (x, y, z) -> (x, -z, y) * 1000.
const toPart = new Matrix4().set(1000, 0, 0, 0, 0, 0, -1000, 0, 0, 1000, 0, 0, 0, 0, 0, 1);

export async function readModel(bytes: ArrayBuffer): Promise<PartModel> {
  const gltf = await new GLTFLoader().parseAsync(bytes, "");
  const mesh = firstMesh(gltf.scene);
  if (!mesh) throw new Error("the model file holds no mesh");
  mesh.updateWorldMatrix(true, false);
  const geometry = mesh.geometry.clone();
  geometry.applyMatrix4(mesh.matrixWorld);
  geometry.applyMatrix4(toPart);
  if (!geometry.getAttribute("normal")) geometry.computeVertexNormals();
  geometry.computeBoundingBox();
  geometry.computeBoundingSphere();
  const faces = floats(geometry, ["_face"]);
  const fields = {
    ...optional("wall", measured(floats(geometry, ["_thickness"]))),
    ...optional("gap", measured(floats(geometry, ["_gap"]))),
    ...optional("draft", floats(geometry, ["_draft"])),
    ...optional("overhang", measured(floats(geometry, ["_overhang"]))),
    ...optional("reach", measured(floats(geometry, ["_reach"]))),
  };
  const corners = geometry.index ? geometry.index.count : geometry.getAttribute("position").count;
  return { geometry, faces, fields, triangles: corners / 3 };
}

/** Lengths below zero say that there is none. */
function measured(values: Float32Array | undefined): Float32Array | undefined {
  return values?.map((value) => (value < 0 ? Number.NaN : value));
}

function optional(kind: MapKind, values: Float32Array | undefined): Partial<Record<MapKind, Float32Array>> {
  return values ? { [kind]: values } : {};
}

function firstMesh(root: Object3D): Mesh | undefined {
  let found: Mesh | undefined;
  root.traverse((object) => {
    if (!found && (object as Mesh).isMesh) found = object as Mesh;
  });
  return found;
}

function floats(geometry: BufferGeometry, names: readonly string[]): Float32Array | undefined {
  for (const name of names) {
    const attribute = geometry.getAttribute(name);
    if (attribute) {
      const values = new Float32Array(attribute.count);
      for (let index = 0; index < attribute.count; index += 1) values[index] = attribute.getX(index);
      return values;
    }
  }
  return undefined;
}

export function setFloatAttribute(geometry: BufferGeometry, name: string, values: Float32Array): BufferAttribute {
  const attribute = new BufferAttribute(values, 1);
  geometry.setAttribute(name, attribute);
  return attribute;
}
