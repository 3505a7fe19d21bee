// What of the facts is drawn on the part: the parting line, how a mould opens, from where a mill comes.

import type { Facts, Vec3 } from "../../api/types";
import type { Text } from "../../lib/preferences";
import type { Mark } from "../../scene/material";
import type { Overlay } from "../../scene/overlay";
import type { Point } from "../../scene/viewer";
import type { Show } from "./viewState";

/** More side actions than this would hide the part. */
const slidesMax = 12;

const point = ([x, y, z]: Vec3): Point => ({ x, y, z });

export function overlayOf(facts: Facts | null, show: Show | undefined, { t }: Pick<Text, "t">): Overlay | undefined {
  switch (show) {
    case undefined:
      return undefined;
    case "moulding": {
      const moulding = facts?.moulding;
      if (!moulding) return undefined;
      return {
        lines: moulding.parting_line.map((chain) => chain.map(point)),
        arrows: [
          { direction: point(moulding.pull), towards: false, label: t("arrow_pull"), faces: [] },
          ...moulding.side_actions.slice(0, slidesMax).map((action) => ({
            direction: point(action.direction),
            towards: false,
            label: undefined,
            faces: action.faces,
          })),
        ],
      };
    }
    case "set_ups": {
      const setUps = facts?.set_ups;
      if (!setUps) return undefined;
      return {
        lines: [],
        arrows: setUps.directions.map((entry, index) => ({
          direction: point(entry.direction),
          towards: true,
          label: String(index + 1),
          faces: [],
        })),
      };
    }
  }
}

/** The faces that stand out while it is drawn. */
export function overlayMarks(facts: Facts | null, show: Show | undefined): ReadonlyMap<number, Mark> {
  const marks = new Map<number, Mark>();
  if (show === "moulding") for (const face of facts?.moulding?.undercut_faces ?? []) marks.set(face, "advisory");
  if (show === "set_ups") {
    for (const face of facts?.set_ups?.five_axis_faces ?? []) marks.set(face, "advisory");
    for (const face of facts?.set_ups?.unreachable_faces ?? []) marks.set(face, "required");
  }
  if (show === "doubtful") for (const face of facts?.doubtful_faces ?? []) marks.set(face, "advisory");
  return marks;
}
