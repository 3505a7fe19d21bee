// Recognised features in words: what they are, how large, in groups of one kind.

import type { Facts } from "../../api/types";
import type { Text } from "../../lib/preferences";
import { degrees, mm } from "../../lib/units";

export type PartFeature = NonNullable<Facts["features"]>[number];

const groupKey = {
  hole: "feature_hole",
  pocket: "feature_pocket_kind",
  passage: "feature_passage",
  slot: "feature_slot",
  step: "feature_step",
  boss: "feature_boss",
  rib: "feature_rib",
  o_ring_groove: "feature_o_ring_groove",
  fillet: "feature_fillet",
  chamfer: "feature_chamfer",
} as const satisfies Record<PartFeature["kind"], string>;

export interface FeatureGroup {
  readonly kind: PartFeature["kind"];
  readonly title: (typeof groupKey)[PartFeature["kind"]];
  /** Positions in the list of the facts. */
  readonly members: readonly number[];
}

export function groupFeatures(features: readonly PartFeature[]): FeatureGroup[] {
  const groups = new Map<PartFeature["kind"], number[]>();
  features.forEach((feature, index) => groups.set(feature.kind, [...(groups.get(feature.kind) ?? []), index]));
  return [...groups].map(([kind, members]) => ({ kind, title: groupKey[kind], members }));
}

type Words = Pick<Text, "t" | "f">;

/** "⌀6.6 mm × 12 mm", "20 × 35 mm, 8 mm deep", "R 3 mm". */
export function featureSize(feature: PartFeature, { t, f }: Words): string {
  const length = (value: number): string => f.length(mm(value));
  const deep = feature.depth_mm === null ? undefined : t("size_deep", { size: length(feature.depth_mm) });
  const across = [feature.width_mm, feature.length_mm].filter((value) => value !== null);
  const round = [
    feature.diameter_mm === null ? undefined : `⌀${length(feature.diameter_mm)}`,
    feature.depth_mm === null ? undefined : length(feature.depth_mm),
  ]
    .filter((part) => part !== undefined)
    .join(" × ");
  switch (feature.kind) {
    case "hole":
    case "boss":
      return round;
    case "o_ring_groove":
      return [
        feature.diameter_mm === null ? undefined : `⌀${length(feature.diameter_mm)}`,
        feature.width_mm === null ? undefined : t("size_wide", { size: length(feature.width_mm) }),
        deep,
      ]
        .filter((part) => part !== undefined)
        .join(", ");
    case "fillet":
      return feature.radius_mm === null ? "" : `R ${length(feature.radius_mm)}`;
    case "chamfer":
      return [
        feature.width_mm === null ? undefined : length(feature.width_mm),
        feature.angle_deg === null ? undefined : f.angle(degrees(feature.angle_deg)),
      ]
        .filter((part) => part !== undefined)
        .join(" × ");
    case "pocket":
    case "passage":
    case "slot":
    case "step":
    case "rib":
      // The shoulder of a turned part has a diameter.
      if (feature.diameter_mm !== null) return round;
      return [across.length > 0 ? f.size(across.map((value) => mm(value))) : undefined, deep]
        .filter((part) => part !== undefined)
        .join(", ");
  }
}

/** What sets it apart beside its size: through, countersunk, a thread, how sure it is when one of its faces is doubtful. */
export function featureNotes(feature: PartFeature, { t, f }: Words, doubtful: readonly number[]): string[] {
  const notes: string[] = [];
  if (feature.kind === "hole") notes.push(t(feature.through ? "hole_through" : feature.flat_bottom ? "hole_flat" : "hole_blind"));
  const entry = feature.entry_diameter_mm === null ? "" : `⌀${f.length(mm(feature.entry_diameter_mm))}`;
  if (feature.entry === "counterbored") notes.push(t("hole_counterbored", { size: entry }));
  if (feature.entry === "countersunk") notes.push(t("hole_countersunk", { size: entry }));
  if (feature.thread !== "") notes.push(t(feature.thread_stated ? "thread_stated" : "thread_guessed", { thread: feature.thread }));
  if (feature.kind === "fillet") notes.push(t(feature.concave ? "fillet_inner" : "fillet_outer"));
  if ((feature.kind === "pocket" || feature.kind === "slot") && feature.radius_mm !== null) notes.push(`R ${f.length(mm(feature.radius_mm))}`);
  if (feature.place.faces.some((face) => doubtful.includes(face))) notes.push(t("feature_uncertain", { share: f.percent(feature.confidence) }));
  return notes;
}

/** A direction of the part: "+Z" for an axis, else its components. */
export function directionText(direction: readonly number[], f: Text["f"]): string {
  const axis = direction.findIndex((component) => Math.abs(component) > 0.9999);
  if (axis >= 0) return `${(direction[axis] ?? 0) > 0 ? "+" : "−"}${"XYZ"[axis] ?? ""}`;
  return `(${direction.map((component) => f.number(component, 2)).join(" · ")})`;
}
