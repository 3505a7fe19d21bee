// Saves what the viewer shows as a PNG: caption, legend, and the findings marked on the part and
// listed beside it, so that the picture says everything on its own.

import type { Part } from "../../api/types";
import { partName, type NamedFinding } from "../../domain/state";
import type { Text } from "../../lib/preferences";
import { mm, mm3 } from "../../lib/units";
import { colourAt, worstIsLarge, type FieldRange, type MapKind } from "../../scene/colormap";
import type { FrameInfo, PartViewer, Point } from "../../scene/viewer";
import { limitOf, mapValue } from "./Legend";

interface Input {
  readonly viewer: PartViewer;
  readonly part: Part;
  readonly text: Text;
  readonly map: MapKind | undefined;
  readonly range: FieldRange | undefined;
  readonly findings: readonly NamedFinding[];
}

const margin = 20;
const listWidth = 300;
const rowHeight = 17;

export async function savePicture({ viewer, part, text, map, range, findings }: Input): Promise<void> {
  const { t, f } = text;
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const font = (size: number, weight: number): string => `${weight} ${size}px "Inter Variable", sans-serif`;
  const tone = (entry: NamedFinding): string => colour(entry.finding.severity === "required_change" ? "--mr-bad" : "--mr-warn");

  const badge = (context: CanvasRenderingContext2D, entry: NamedFinding, x: number, y: number, radius: number): void => {
    context.beginPath();
    context.arc(x, y, radius, 0, Math.PI * 2);
    context.fillStyle = tone(entry);
    context.fill();
    context.fillStyle = colour("--mr-surface");
    context.font = font(radius < 10 ? 10 : 12, 680);
    context.textAlign = "center";
    context.fillText(String(entry.number), x, y + (radius < 10 ? 3.5 : 4));
    context.textAlign = "left";
  };

  const caption = (context: CanvasRenderingContext2D): void => {
    context.fillStyle = colour("--mr-text");
    context.font = font(18, 640);
    context.fillText(partName(part), margin, 34);
    context.font = font(12, 400);
    context.fillStyle = colour("--mr-dim");
    if (part.facts) context.fillText(`${f.size(part.facts.bbox_mm.map(mm))} · ${f.volume(mm3(part.facts.volume_mm3))}`, margin, 54);
  };

  const legend = (context: CanvasRenderingContext2D, height: number): void => {
    if (!map || !range) return;
    const top = height - 44;
    const width = 240;
    context.font = font(12, 400);
    context.fillStyle = colour("--mr-dim");
    context.fillText(t(`map_${map}`), margin, top - 8);
    for (let step = 0; step < width; step += 1) {
      const share = step / (width - 1);
      const [r, g, b] = colourAt(worstIsLarge(map) ? 1 - share : share);
      context.fillStyle = `rgb(${r} ${g} ${b})`;
      context.fillRect(margin + step, top, 1.5, 10);
    }
    context.fillStyle = colour("--mr-dim");
    context.fillText(mapValue(map, range.min, f), margin, top + 26);
    context.textAlign = "right";
    context.fillText(mapValue(map, range.max, f), margin + width, top + 26);
    context.textAlign = "left";
    const limit = limitOf(map, findings);
    if (limit === undefined || limit < range.min || limit > range.max) return;
    const x = margin + (width * (limit - range.min)) / (range.max - range.min);
    context.fillStyle = colour("--mr-text");
    context.fillRect(x - 1, top - 3, 2, 16);
    context.textAlign = "center";
    context.fillText(t("legend_limit", { limit: mapValue(map, limit, f) }), Math.max(x, margin + 50), top + 40);
    context.textAlign = "left";
  };

  const list = (context: CanvasRenderingContext2D, height: number): void => {
    const bottom = height - (map ? 96 : 24);
    let y = 88;
    context.font = font(12, 400);
    for (const [index, entry] of findings.entries()) {
      const lines = wrapped(context, text.say(entry.finding.message, entry.finding.message_i18n), listWidth);
      if (y + lines.length * rowHeight > bottom) {
        context.fillStyle = colour("--mr-dim");
        context.fillText(t("accept_more", { count: findings.length - index }), margin + 24, y);
        return;
      }
      badge(context, entry, margin + 8, y - 4, 8);
      context.font = font(12, 400);
      context.fillStyle = colour("--mr-text");
      for (const line of lines) {
        context.fillText(line, margin + 24, y);
        y += rowHeight;
      }
      y += 6;
    }
  };

  const markers = (context: CanvasRenderingContext2D, frame: FrameInfo): void => {
    for (const entry of [...findings].reverse()) {
      const { faces, points_mm } = entry.finding.place;
      const anchor: Point | undefined = viewer.anchorOf(
        faces,
        points_mm.map(([x, y, z]) => ({ x, y, z })),
      );
      if (!anchor) continue;
      const at = frame.project(anchor);
      badge(context, entry, at.x, at.y, 12);
    }
  };

  const beside = findings.length > 0 ? listWidth + 24 + margin : 0;
  const blob = await viewer.picture((context, height, frame) => {
    markers(context, frame);
    context.translate(-beside, 0);
    caption(context);
    list(context, height);
    legend(context, height);
  }, beside);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${partName(part).replace(/[^\p{L}\p{N}._-]+/gu, "_")}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Lines of at most `width`, broken between words. */
function wrapped(context: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && context.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (line !== "") lines.push(line);
  return lines;
}
