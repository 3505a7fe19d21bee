// The text equivalent of the picture of a part.

import type { Part } from "../api/types";
import type { Text } from "../lib/preferences";
import { mm, mm3 } from "../lib/units";
import { partName } from "./state";

/** Holes of the same kind together: 4 through holes of 6.6 mm. */
export function groupHoles(holes: NonNullable<Part["facts"]>["holes"]): { diameter_mm: number; through: boolean; count: number; faces: number[] }[] {
  const groups = new Map<string, { diameter_mm: number; through: boolean; count: number; faces: number[] }>();
  for (const hole of holes) {
    const key = `${hole.diameter_mm.toFixed(2)}/${hole.through}`;
    const group = groups.get(key) ?? { diameter_mm: hole.diameter_mm, through: hole.through, count: 0, faces: [] };
    group.count += 1;
    group.faces.push(...hole.faces);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || a.diameter_mm - b.diameter_mm);
}

export function describePart(part: Part, { t, f }: Pick<Text, "t" | "f">): string {
  const facts = part.facts;
  const name = partName(part);
  if (!facts) return t("describe_unknown", { name });
  const sentences = [
    t("describe_size", { name, size: f.size(facts.bbox_mm.map(mm)), volume: f.volume(mm3(facts.volume_mm3)) }),
    ...groupHoles(facts.holes).map((group) =>
      t(group.through ? "describe_through_holes" : "describe_blind_holes", { count: group.count, diameter: f.length(mm(group.diameter_mm)) }),
    ),
  ];
  if (facts.pockets.length > 0) sentences.push(t("describe_pockets", { count: facts.pockets.length }));
  if (facts.wall) sentences.push(t("describe_wall", { wall: f.length(mm(facts.wall.minimum_mm)) }));
  const required = part.findings_count.reduce((sum, entry) => sum + entry.required_changes, 0);
  const advisories = part.findings_count.reduce((sum, entry) => sum + entry.advisories, 0);
  sentences.push(t("describe_findings", { required, advisories }));
  return sentences.join(" ");
}
