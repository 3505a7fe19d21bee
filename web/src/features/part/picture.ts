// Saves what the viewer shows as a PNG with its caption, legend and the markers of the findings.

import type { Part } from "../../api/types";
import { partName, type NamedFinding } from "../../domain/state";
import type { Text } from "../../lib/preferences";
import { mm, mm3 } from "../../lib/units";
import { colourAt, type FieldRange, type MapKind } from "../../scene/colormap";
import type { PartViewer, Point } from "../../scene/viewer";

interface Input {
  readonly viewer: PartViewer;
  readonly part: Part;
  readonly text: Text;
  readonly map: MapKind | undefined;
  readonly range: FieldRange | undefined;
  readonly markers: readonly NamedFinding[];
  readonly anchors: ReadonlyMap<string, Point>;
}

export async function savePicture({ viewer, part, text, map, range, markers, anchors }: Input): Promise<void> {
  const { t, f } = text;
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const font = (size: number, weight: number): string => `${weight} ${size}px "Inter Variable", sans-serif`;
  const blob = await viewer.picture((context, _width, height, frame) => {
    context.fillStyle = colour("--mr-text");
    context.font = font(18, 640);
    context.fillText(partName(part), 20, 34);
    context.font = font(12, 400);
    context.fillStyle = colour("--mr-dim");
    if (part.facts) {
      context.fillText(`${f.size(part.facts.bbox_mm.map(mm))} · ${f.volume(mm3(part.facts.volume_mm3))}`, 20, 54);
    }
    if (map && range) {
      const left = 20;
      const top = height - 44;
      context.fillText(t(`map_${map}`), left, top - 8);
      for (let step = 0; step < 240; step += 1) {
        const share = step / 239;
        const [r, g, b] = colourAt(map === "overhang" ? 1 - share : share);
        context.fillStyle = `rgb(${r} ${g} ${b})`;
        context.fillRect(left + step, top, 1.5, 10);
      }
      context.fillStyle = colour("--mr-dim");
      const ends = [range.min, range.max].map((value) => (map === "wall" ? f.length(mm(value)) : f.quantity(value, "deg")));
      context.fillText(ends[0] ?? "", left, top + 26);
      context.textAlign = "right";
      context.fillText(ends[1] ?? "", left + 240, top + 26);
      context.textAlign = "left";
    }
    for (const marker of markers) {
      const anchor = anchors.get(marker.key);
      if (!anchor) continue;
      const at = frame.project(anchor);
      context.beginPath();
      context.arc(at.x, at.y, 12, 0, Math.PI * 2);
      context.fillStyle = colour(marker.finding.severity === "required_change" ? "--mr-bad" : "--mr-warn");
      context.fill();
      context.fillStyle = colour("--mr-surface");
      context.font = font(12, 680);
      context.textAlign = "center";
      context.fillText(String(marker.number), at.x, at.y + 4);
      context.textAlign = "left";
    }
  });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${partName(part).replace(/[^\p{L}\p{N}._-]+/gu, "_")}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
