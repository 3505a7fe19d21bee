// The 3D view of one part. Knows nothing of React: features drive it through its methods and it
// reports picks, hovers and rendered frames through callbacks. Frames are drawn only when needed.

import type {
  BufferAttribute,
  LineBasicMaterial} from "three";
import {
  AlwaysStencilFunc,
  BackSide,
  Box3,
  DecrementWrapStencilOp,
  FrontSide,
  IncrementWrapStencilOp,
  Mesh,
  MeshBasicMaterial,
  NotEqualStencilFunc,
  PerspectiveCamera,
  Plane,
  PlaneGeometry,
  Raycaster,
  ReplaceStencilOp,
  Scene,
  Sphere,
  Vector2,
  Vector3,
  WebGLRenderer,
  type Group,
  type LineSegments,
} from "three";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";
import { MeshBVH, acceleratedRaycast } from "three-mesh-bvh";
import { fieldRange, worstIsLarge, type FieldRange, type MapKind } from "./colormap";
import { faceShape, type FaceShape } from "./faceShape";
import { PartMaterial, marks, type Mark } from "./material";
import { hatchTexture } from "./hatch";
import type { PartModel } from "./model";
import { disposeOverlay, makeOverlay, type Overlay, type OverlayInScene } from "./overlay";
import { placeOf } from "./place";
import { applyColours, makeEdges, makeLights, prepareAttributes, type SceneColours } from "./stage";
import type { FrameInfo, Pick, Point, Section, SectionAxis, ViewName, ViewerEvents } from "./viewerTypes";

export type * from "./viewerTypes";

const viewDirections: Readonly<Record<ViewName, readonly [number, number, number]>> = {
  iso: [0.75, -1, 0.65],
  front: [0, -1, 0],
  back: [0, 1, 0],
  left: [-1, 0, 0],
  right: [1, 0, 0],
  top: [0, -0.0001, 1],
  bottom: [0, -0.0001, -1],
};
const fieldOfViewDeg = 28;
const flightMs = 450;
/** Pixels at the lower edge that the tools lie over. */
const toolsHeight = 64;

export class PartViewer {
  readonly canvas: HTMLCanvasElement;
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(fieldOfViewDeg, 1, 0.1, 1e5);
  private readonly controls: OrbitControls;
  private readonly lights: Group = makeLights();
  private readonly material = new PartMaterial();
  private readonly sectionPlane = new Plane(new Vector3(-1, 0, 0), 0);
  private readonly observer: ResizeObserver;
  private readonly pointer = new Vector2();
  private readonly calm: boolean;
  private model: PartModel | undefined;
  private mesh: Mesh | undefined;
  private edges: LineSegments | undefined;
  private cap: Mesh | undefined;
  private overlay: Overlay | undefined;
  private drawn: OverlayInScene | undefined;
  private stencils: Mesh[] = [];
  private bounds = new Sphere(new Vector3(), 1);
  private box = new Box3();
  private frame = 0;
  private pressed: { x: number; y: number } | undefined;
  private flight: { from: Vector3; to: Vector3; fromTarget: Vector3; toTarget: Vector3; start: number } | undefined;
  private markOf = new Map<number, Mark>();
  private hovered: number | undefined;
  private hoverQueued = false;
  private colours: SceneColours;
  private disposed = false;

  /** Throws when the browser has no WebGL; callers show the text equivalent instead. */
  constructor(
    private readonly host: HTMLElement,
    colours: SceneColours,
    private readonly events: ViewerEvents,
  ) {
    this.colours = colours;
    this.calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.renderer = new WebGLRenderer({ antialias: true, alpha: true, stencil: true, powerPreference: "high-performance" });
    this.renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2));
    this.renderer.localClippingEnabled = true;
    this.canvas = this.renderer.domElement;
    this.canvas.style.display = "block";
    this.canvas.style.touchAction = "none";
    host.append(this.canvas);
    this.camera.up.set(0, 0, 1);
    this.scene.add(this.camera);
    this.camera.add(this.lights);
    this.controls = new OrbitControls(this.camera, this.canvas);
    this.controls.enableDamping = !this.calm;
    this.controls.dampingFactor = 0.14;
    this.controls.zoomToCursor = true;
    this.controls.addEventListener("change", () => this.invalidate());
    this.controls.addEventListener("start", () => (this.flight = undefined));
    this.canvas.addEventListener("pointerdown", this.onPointerDown);
    this.canvas.addEventListener("pointerup", this.onPointerUp);
    this.canvas.addEventListener("pointermove", this.onPointerMove);
    this.canvas.addEventListener("pointerleave", this.onPointerLeave);
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(host);
    applyColours(this.material, colours);
    this.resize();
  }

  dispose(): void {
    this.disposed = true;
    cancelAnimationFrame(this.frame);
    this.observer.disconnect();
    this.controls.dispose();
    this.clear();
    this.material.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
    this.canvas.remove();
  }

  show(model: PartModel): void {
    this.clear();
    this.model = model;
    prepareAttributes(model);
    const mesh = new Mesh(model.geometry, this.material);
    mesh.raycast = acceleratedRaycast;
    mesh.renderOrder = 6;
    this.mesh = mesh;
    this.edges = makeEdges(model, this.colours.edge);
    this.edges.renderOrder = 7;
    this.scene.add(mesh, this.edges);
    this.box.copy(model.geometry.boundingBox ?? new Box3());
    this.box.getBoundingSphere(this.bounds);
    this.addCap(model);
    this.view("iso", { animate: false });
  }

  setColours(colours: SceneColours): void {
    this.colours = colours;
    applyColours(this.material, colours);
    if (this.edges) (this.edges.material as LineBasicMaterial).color.set(colours.edge);
    if (this.cap) (this.cap.material as MeshBasicMaterial).color.set(colours.cap);
    this.drawOverlay();
    this.invalidate();
  }

  /**
   * Shows a field as colours; the range is what the legend says. Undefined for a plain part. Values
   * below `floor` are not trusted and count as not measured.
   */
  setMap(kind: MapKind | undefined, floor = Number.NEGATIVE_INFINITY): FieldRange | undefined {
    const values = kind ? this.model?.fields[kind] : undefined;
    if (!this.model || !kind || !values) {
      this.material.setMap(undefined, false);
      this.invalidate();
      return undefined;
    }
    const range = fieldRange(kind, values);
    const field = this.model.geometry.getAttribute("aField") as BufferAttribute;
    const known = this.model.geometry.getAttribute("aKnown") as BufferAttribute;
    for (let index = 0; index < field.count; index += 1) {
      const value = values[index] ?? Number.NaN;
      const trusted = Number.isFinite(value) && value >= floor;
      field.setX(index, trusted ? value : 0);
      known.setX(index, trusted ? 1 : 0);
    }
    field.needsUpdate = true;
    known.needsUpdate = true;
    this.material.setMap(range, worstIsLarge(kind));
    this.invalidate();
    return range;
  }

  setMarks(markOf: ReadonlyMap<number, Mark>): void {
    this.markOf = new Map(markOf);
    this.applyMarks();
  }

  /** Draws lines and arrows on the part and steps back until all of them are seen. */
  setOverlay(overlay: Overlay | undefined): void {
    this.overlay = overlay;
    this.drawOverlay();
    if (this.drawn) this.fit();
    this.invalidate();
  }

  setSection(section: Section | undefined): void {
    const planes = section ? [this.sectionPlane] : [];
    if (section) {
      const axis = section.axis;
      const low = this.box.min[axis];
      const high = this.box.max[axis];
      const place = low + (high - low) * Math.min(0.999, Math.max(0.001, section.share));
      // Unflipped, the half towards the usual corner view (+x, -y, +z) is taken away.
      const sign = section.flipped !== (axis === "y") ? 1 : -1;
      this.sectionPlane.normal.set(axis === "x" ? sign : 0, axis === "y" ? sign : 0, axis === "z" ? sign : 0);
      this.sectionPlane.constant = -sign * place;
    }
    this.material.clippingPlanes = planes;
    if (this.edges) (this.edges.material as LineBasicMaterial).clippingPlanes = planes;
    for (const stencil of this.stencils) {
      stencil.visible = section !== undefined;
      (stencil.material as MeshBasicMaterial).clippingPlanes = planes;
    }
    if (this.cap) {
      this.cap.visible = section !== undefined;
      const centre = this.sectionPlane.projectPoint(this.bounds.center, new Vector3());
      this.cap.position.copy(centre);
      this.cap.lookAt(centre.clone().sub(this.sectionPlane.normal));
    }
    this.invalidate();
  }

  shapeOf(face: number): FaceShape | undefined {
    const model = this.model;
    if (!model?.faces) return undefined;
    return faceShape(
      {
        positions: model.geometry.getAttribute("position").array,
        normals: model.geometry.getAttribute("normal").array,
        indices: model.geometry.index?.array,
        faces: model.faces,
      },
      face,
    );
  }

  extent(axis: SectionAxis): { min: number; max: number } {
    return { min: this.box.min[axis], max: this.box.max[axis] };
  }

  view(name: ViewName, { animate = true } = {}): void {
    const [x, y, z] = viewDirections[name];
    this.frameSphere(this.whole(), new Vector3(x, y, z).normalize(), animate);
  }

  fit(): void {
    const direction = this.camera.position.clone().sub(this.controls.target).normalize();
    this.frameSphere(this.whole(), direction, true);
  }

  zoom(factor: number): void {
    const offset = this.camera.position.clone().sub(this.controls.target).multiplyScalar(factor);
    this.flyTo(this.controls.target.clone().add(offset), this.controls.target.clone(), false);
  }

  /** Turns by angles in radians, as the arrow keys do. */
  turn(around: number, up: number): void {
    const offset = this.camera.position.clone().sub(this.controls.target);
    const right = new Vector3().crossVectors(this.camera.up, offset).normalize();
    offset.applyAxisAngle(this.camera.up, around);
    const tilted = offset.clone().applyAxisAngle(right, up);
    const polar = tilted.angleTo(this.camera.up);
    if (polar > 0.02 && polar < Math.PI - 0.02) offset.copy(tilted);
    this.flyTo(this.controls.target.clone().add(offset), this.controls.target.clone(), false);
  }

  /** Flies to faces and points of a finding, looking at them from outside. */
  flyToPlace(faces: readonly number[], points: readonly Point[]): void {
    const place = placeOf(this.model, faces, points);
    if (!place) return;
    const current = this.camera.position.clone().sub(this.controls.target).normalize();
    // A hole has no side of its own: it is looked into along its axis, from where the visitor stands.
    const along = place.axis.dot(current) < 0 ? place.axis.clone().negate() : place.axis;
    const outward = place.centre.clone().sub(this.bounds.center);
    const towards = place.normal.lengthSq() > 0.05 ? place.normal : along.lengthSq() > 0.05 ? along : outward;
    const wanted = towards.lengthSq() > 0 ? towards.normalize() : current;
    // Half way between square-on and where the visitor stands keeps the sense of direction.
    const direction = wanted.multiplyScalar(1.4).add(current.multiplyScalar(0.6));
    if (Math.abs(direction.clone().normalize().z) > 0.98) direction.add(new Vector3(0.15, -0.3, 0));
    const radius = Math.min(this.bounds.radius, Math.max(place.radius * 2.2, this.bounds.radius * 0.35));
    this.frameSphere(new Sphere(place.centre, radius), direction.normalize(), true);
  }

  /** The middle of a place, for a marker beside it. */
  anchorOf(faces: readonly number[], points: readonly Point[]): Point | undefined {
    const first = points[0];
    if (first) return first;
    const place = placeOf(this.model, faces, points);
    return place ? { x: place.surface.x, y: place.surface.y, z: place.surface.z } : undefined;
  }

  /** True when something of the part hides the point. */
  isHidden(point: Point): boolean {
    if (!this.mesh) return false;
    const target = new Vector3(point.x, point.y, point.z);
    const direction = target.clone().sub(this.camera.position);
    const distance = direction.length();
    const caster = new Raycaster(this.camera.position, direction.normalize(), 0, distance - this.bounds.radius * 0.01);
    return caster.intersectObject(this.mesh, false).some((hit) => !this.isCut(hit.point));
  }

  /** A PNG of what is seen now at twice its size, with `beside` pixels of room left of the context's zero. */
  async picture(decorate: (context: CanvasRenderingContext2D, height: number, frame: FrameInfo) => void, beside: number): Promise<Blob> {
    const width = Math.max(2, this.host.clientWidth);
    const height = Math.max(2, this.host.clientHeight);
    const ratio = this.renderer.getPixelRatio();
    this.renderer.setPixelRatio(2);
    this.renderer.setSize(width, height, false);
    this.renderer.render(this.scene, this.camera);
    const sheet = document.createElement("canvas");
    sheet.width = (beside + width) * 2;
    sheet.height = height * 2;
    const context = sheet.getContext("2d");
    if (!context) throw new Error("no 2D canvas");
    context.fillStyle = this.colours.background;
    context.fillRect(0, 0, sheet.width, sheet.height);
    context.drawImage(this.canvas, beside * 2, 0, width * 2, height * 2);
    this.renderer.setPixelRatio(ratio);
    this.renderer.setSize(width, height, false);
    this.invalidate();
    context.scale(2, 2);
    context.translate(beside, 0);
    decorate(context, height, this.frameInfo());
    return new Promise((resolve, reject) => {
      sheet.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture could not be encoded"))), "image/png");
    });
  }

  private readonly onPointerDown = (event: PointerEvent): void => {
    this.pressed = { x: event.clientX, y: event.clientY };
  };

  private readonly onPointerUp = (event: PointerEvent): void => {
    const pressed = this.pressed;
    this.pressed = undefined;
    if (!pressed || event.button !== 0) return;
    // A drag is a turn of the part, not a choice of a face.
    if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > 4) return;
    this.events.onPick?.(this.pickAt(event));
  };

  private readonly onPointerMove = (event: PointerEvent): void => {
    if (this.pressed || event.pointerType === "touch" || this.hoverQueued) return;
    this.hoverQueued = true;
    requestAnimationFrame(() => {
      this.hoverQueued = false;
      if (this.disposed) return;
      this.setHover(this.pickAt(event)?.face);
    });
  };

  private readonly onPointerLeave = (): void => this.setHover(undefined);

  private setHover(face: number | undefined): void {
    if (face === this.hovered) return;
    this.hovered = face;
    this.canvas.style.cursor = face === undefined ? "grab" : "pointer";
    this.applyMarks();
    this.events.onHover?.(face);
  }

  private pickAt(event: PointerEvent): Pick | undefined {
    if (!this.mesh || !this.model) return undefined;
    this.model.geometry.boundsTree ??= new MeshBVH(this.model.geometry);
    const area = this.canvas.getBoundingClientRect();
    this.pointer.set(((event.clientX - area.left) / area.width) * 2 - 1, 1 - ((event.clientY - area.top) / area.height) * 2);
    const caster = new Raycaster();
    caster.setFromCamera(this.pointer, this.camera);
    const hit = caster.intersectObject(this.mesh, false).find((candidate) => !this.isCut(candidate.point));
    if (!hit?.face) return undefined;
    const face = this.model.faces ? (this.model.faces[hit.face.a] ?? 0) : 0;
    return { face, point: { x: hit.point.x, y: hit.point.y, z: hit.point.z } };
  }

  private isCut(point: Vector3): boolean {
    const planes = this.material.clippingPlanes;
    return planes !== null && planes.some((plane) => plane.distanceToPoint(point) < 0);
  }

  private applyMarks(): void {
    const faces = this.model?.faces;
    const attribute = this.model?.geometry.getAttribute("aMark") as BufferAttribute | undefined;
    if (!faces || !attribute) {
      this.invalidate();
      return;
    }
    const target = attribute.array as Float32Array;
    for (let index = 0; index < target.length; index += 1) {
      const face = faces[index] ?? -1;
      const mark = this.markOf.get(face);
      target[index] = mark ? marks[mark] : face === this.hovered ? marks.hover : marks.none;
    }
    attribute.needsUpdate = true;
    this.invalidate();
  }

  /** The part with all that is drawn around it. */
  private whole(): Sphere {
    return new Sphere(this.bounds.center.clone(), this.drawn?.reach ?? this.bounds.radius);
  }

  private drawOverlay(): void {
    if (this.drawn) {
      this.scene.remove(this.drawn.group);
      disposeOverlay(this.drawn.group);
      this.drawn = undefined;
    }
    if (!this.overlay || !this.model) return;
    this.drawn = makeOverlay(this.overlay, this.box, (faces) => placeOf(this.model, faces, [])?.centre, this.colours);
    this.scene.add(this.drawn.group);
  }

  private frameSphere(sphere: Sphere, direction: Vector3, animate: boolean): void {
    const height = Math.max(2, this.host.clientHeight);
    const free = Math.max(0.5, (height - toolsHeight) / height);
    const vertical = Math.atan(Math.tan((fieldOfViewDeg * Math.PI) / 360) * free);
    const horizontal = Math.atan(Math.tan((fieldOfViewDeg * Math.PI) / 360) * this.camera.aspect);
    const distance = (sphere.radius * 1.08) / Math.sin(Math.min(vertical, horizontal));
    this.flyTo(sphere.center.clone().addScaledVector(direction, distance), sphere.center.clone(), animate);
  }

  private flyTo(position: Vector3, target: Vector3, animate: boolean): void {
    const far = position.distanceTo(target) + this.bounds.radius * 4;
    this.camera.near = Math.max(far / 5_000, 0.01);
    this.camera.far = far * 10;
    this.camera.updateProjectionMatrix();
    if (!animate || this.calm) {
      this.flight = undefined;
      this.camera.position.copy(position);
      this.controls.target.copy(target);
      this.controls.update();
      this.invalidate();
      return;
    }
    this.flight = {
      from: this.camera.position.clone(),
      to: position,
      fromTarget: this.controls.target.clone(),
      toTarget: target,
      start: performance.now(),
    };
    this.invalidate();
  }

  private resize(): void {
    const width = Math.max(2, this.host.clientWidth);
    const height = Math.max(2, this.host.clientHeight);
    this.renderer.setSize(width, height, false);
    this.canvas.style.width = "100%";
    this.canvas.style.height = "100%";
    this.camera.aspect = width / height;
    // The tools cover the lower edge: the middle of the picture moves up by half of them.
    this.camera.setViewOffset(width, height, 0, toolsHeight / 2, width, height);
    this.invalidate();
  }

  private invalidate(): void {
    if (this.frame !== 0 || this.disposed) return;
    this.frame = requestAnimationFrame((now) => {
      this.frame = 0;
      this.draw(now);
    });
  }

  private draw(now: number): void {
    if (this.flight) {
      const share = Math.min(1, (now - this.flight.start) / flightMs);
      const eased = 1 - (1 - Math.max(0, share)) ** 3;
      // Turn around the target rather than cut through the part.
      const from = this.flight.from.clone().sub(this.flight.fromTarget);
      const to = this.flight.to.clone().sub(this.flight.toTarget);
      const length = from.length() + (to.length() - from.length()) * eased;
      const direction = from.normalize().lerp(to.normalize(), eased);
      if (direction.lengthSq() < 1e-6) direction.set(0, 0, 1);
      this.controls.target.lerpVectors(this.flight.fromTarget, this.flight.toTarget, eased);
      this.camera.position.copy(this.controls.target).addScaledVector(direction.normalize(), length);
      if (share >= 1) this.flight = undefined;
      this.invalidate();
    }
    this.controls.update();
    this.renderer.render(this.scene, this.camera);
    this.events.onFrame?.(this.frameInfo());
  }

  private frameInfo(): FrameInfo {
    const width = this.host.clientWidth;
    const height = this.host.clientHeight;
    const camera = this.camera;
    const e = camera.matrixWorldInverse.elements;
    return {
      rotation: [e[0], e[1], e[2], e[4], e[5], e[6], e[8], e[9], e[10]],
      project: (point) => {
        const projected = new Vector3(point.x, point.y, point.z).project(camera);
        return {
          x: ((projected.x + 1) / 2) * width,
          y: ((1 - projected.y) / 2) * height,
          inFront: projected.z < 1,
        };
      },
    };
  }

  // Counts back faces against front faces behind the plane, then fills where the count is not zero:
  // a solid looks cut and not hollow.
  private addCap(model: PartModel): void {
    const stencil = (side: typeof FrontSide | typeof BackSide): Mesh => {
      const operation = side === BackSide ? IncrementWrapStencilOp : DecrementWrapStencilOp;
      const mesh = new Mesh(
        model.geometry,
        new MeshBasicMaterial({
          side,
          depthWrite: false,
          depthTest: false,
          colorWrite: false,
          stencilWrite: true,
          stencilFunc: AlwaysStencilFunc,
          stencilFail: operation,
          stencilZFail: operation,
          stencilZPass: operation,
        }),
      );
      mesh.renderOrder = 1;
      mesh.visible = false;
      return mesh;
    };
    this.stencils = [stencil(BackSide), stencil(FrontSide)];
    const size = this.bounds.radius * 2.2;
    const hatch = hatchTexture();
    const repeat = 36;
    hatch.repeat.set(repeat, repeat);
    const cap = new Mesh(
      new PlaneGeometry(size, size),
      new MeshBasicMaterial({
        color: this.colours.cap,
        map: hatch,
        side: 2,
        stencilWrite: true,
        stencilRef: 0,
        stencilFunc: NotEqualStencilFunc,
        stencilFail: ReplaceStencilOp,
        stencilZFail: ReplaceStencilOp,
        stencilZPass: ReplaceStencilOp,
      }),
    );
    cap.onAfterRender = (renderer) => renderer.clearStencil();
    cap.renderOrder = 1.1;
    cap.visible = false;
    this.cap = cap;
    this.scene.add(...this.stencils, cap);
  }

  private clear(): void {
    for (const object of [this.mesh, this.edges, this.cap, ...this.stencils]) {
      if (!object) continue;
      this.scene.remove(object);
      if (object !== this.mesh) (object.material as MeshBasicMaterial).dispose();
    }
    this.cap?.geometry.dispose();
    this.edges?.geometry.dispose();
    this.model?.geometry.dispose();
    this.mesh = undefined;
    this.edges = undefined;
    this.cap = undefined;
    this.stencils = [];
    this.model = undefined;
    this.drawOverlay();
    this.markOf.clear();
    this.hovered = undefined;
  }
}
