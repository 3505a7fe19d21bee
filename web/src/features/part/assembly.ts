// The product structure of a file as a tree of rows.

import type { Structure, StructurePart } from "../../api/types";
import type { Text } from "../../lib/preferences";
import { mm } from "../../lib/units";

export interface TreeNode {
  readonly name: string;
  readonly quantity: number;
  readonly part: StructurePart | undefined;
  readonly children: readonly TreeNode[];
}

/** The roots. Parents come before their children in what the server sends. */
export function assemblyTree({ parts, nodes }: Structure): readonly TreeNode[] {
  const roots: TreeNode[] = [];
  const children: TreeNode[][] = [];
  for (const node of nodes) {
    const own: TreeNode[] = [];
    children.push(own);
    const siblings = node.parent === null ? roots : children[node.parent];
    const part = node.part === null ? undefined : parts[node.part];
    siblings?.push({ name: node.name || part?.name || "–", quantity: node.quantity, part, children: own });
  }
  return roots;
}

/** Whether there is more to show than the part itself. */
export const isAssembly = (structure: Structure | undefined): boolean =>
  structure !== undefined && (structure.parts.length > 1 || structure.parts.some((part) => part.quantity > 1 || part.bought !== null));

/** "screw M8 × 20 mm" */
export function boughtText(bought: NonNullable<StructurePart["bought"]>, { t, f }: Pick<Text, "t" | "f">): string {
  const size = [bought.size, bought.length_mm === null ? null : f.length(mm(bought.length_mm))].filter((one) => one !== null).join(" × ");
  return [t(`fastener_${bought.kind}`), size].filter(Boolean).join(" ");
}
