// What the viewer and the features that drive it say to each other.

export type ViewName = "iso" | "front" | "back" | "left" | "right" | "top" | "bottom";
export type SectionAxis = "x" | "y" | "z";
export interface Section {
  readonly axis: SectionAxis;
  /** 0..1 of the part's extent along the axis. */
  readonly share: number;
  readonly flipped: boolean;
}
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}
export interface Pick {
  readonly face: number;
  readonly point: Point;
}
export interface Projected {
  readonly x: number;
  readonly y: number;
  readonly inFront: boolean;
}
export interface FrameInfo {
  project(point: Point): Projected;
  /** Column-major 3 x 3 rotation from part to screen axes. */
  readonly rotation: readonly number[];
}
export interface ViewerEvents {
  onPick?(pick: Pick | undefined): void;
  onHover?(face: number | undefined): void;
  onFrame?(frame: FrameInfo): void;
}
