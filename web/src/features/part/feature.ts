// Which recognised feature a face belongs to.

import type { Facts } from "../../api/types";

export type Feature =
  | { readonly kind: "through_hole" | "blind_hole" | "pin"; readonly diameter_mm: number; readonly length_mm: number }
  | { readonly kind: "corner"; readonly radius_mm: number; readonly depth_mm: number }
  | { readonly kind: "pocket"; readonly depth_mm: number; readonly width_mm: number };

/** The most specific one: a hole in a pocket is a hole. */
export function featureOf(facts: Facts | null, face: number): Feature | undefined {
  if (!facts) return undefined;
  const hole = facts.holes.find((candidate) => candidate.faces.includes(face));
  if (hole) return { kind: hole.through ? "through_hole" : "blind_hole", diameter_mm: hole.diameter_mm, length_mm: hole.depth_mm };
  const pin = facts.pins.find((candidate) => candidate.faces.includes(face));
  if (pin) return { kind: "pin", diameter_mm: pin.diameter_mm, length_mm: pin.length_mm };
  // A sharp corner is an edge between faces; only a rounded one is a face of its own.
  const corner = facts.internal_corners.find((candidate) => candidate.radius_mm > 0 && candidate.place.faces.includes(face));
  if (corner) return { kind: "corner", radius_mm: corner.radius_mm, depth_mm: corner.depth_mm };
  const pocket = facts.pockets.find((candidate) => candidate.place.faces.includes(face));
  if (pocket) return { kind: "pocket", depth_mm: pocket.depth_mm, width_mm: pocket.width_mm };
  return undefined;
}
