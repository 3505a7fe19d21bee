// Small pictures of parts for lists. One hidden renderer draws them one after another.

import { Box3, Mesh, PerspectiveCamera, Scene, Sphere, Vector3, WebGLRenderer, type Material } from "three";
import { PartMaterial } from "./material";
import { readModel } from "./model";
import { applyColours, makeEdges, makeLights, prepareAttributes, type SceneColours } from "./stage";

let renderer: WebGLRenderer | undefined;
let last: Promise<unknown> = Promise.resolve();

/** A PNG data address of a part seen from the usual corner. Pictures queue; each costs one frame. */
export function thumbnail(bytes: ArrayBuffer, colours: SceneColours, width: number, height: number): Promise<string> {
  const next = last.then(() => draw(bytes, colours, width, height));
  last = next.catch(() => undefined);
  return next;
}

async function draw(bytes: ArrayBuffer, colours: SceneColours, width: number, height: number): Promise<string> {
  const model = await readModel(bytes);
  renderer ??= new WebGLRenderer({ antialias: true, alpha: true, preserveDrawingBuffer: true });
  renderer.setPixelRatio(2);
  renderer.setSize(width, height, false);
  prepareAttributes(model);
  const material = new PartMaterial();
  applyColours(material, colours);
  const scene = new Scene();
  const camera = new PerspectiveCamera(24, width / height, 0.1, 1e6);
  camera.up.set(0, 0, 1);
  camera.add(makeLights());
  const edges = makeEdges(model, colours.edge);
  scene.add(camera, new Mesh(model.geometry, material), edges);
  const sphere = (model.geometry.boundingBox ?? new Box3()).getBoundingSphere(new Sphere());
  const distance = (sphere.radius * 1.0) / Math.sin((12 * Math.PI) / 180);
  camera.position.copy(sphere.center).addScaledVector(new Vector3(0.75, -1, 0.65).normalize(), distance);
  camera.lookAt(sphere.center);
  camera.near = distance / 100;
  camera.far = distance * 4;
  camera.updateProjectionMatrix();
  renderer.render(scene, camera);
  const picture = renderer.domElement.toDataURL("image/png");
  edges.geometry.dispose();
  (edges.material as Material).dispose();
  model.geometry.dispose();
  material.dispose();
  return picture;
}
