// Outlines of lines and arcs as SVG paths. Y points up in the pattern and down on the screen.

/** x, y, and the bulge of the piece that begins here: tangent of a quarter of its angle, 0 for a line. */
export type OutlineVertex = readonly number[];

const short = (value: number): string => String(Number(value.toFixed(4)));

export function outlinePath(loop: readonly OutlineVertex[], height: number): string {
  const at = (index: number): readonly [number, number, number] => {
    const vertex = loop[index % loop.length];
    return [vertex?.[0] ?? 0, height - (vertex?.[1] ?? 0), vertex?.[2] ?? 0];
  };
  const [startX, startY] = at(0);
  let path = `M${short(startX)} ${short(startY)}`;
  for (let index = 0; index < loop.length; index += 1) {
    const [x, y, bulge] = at(index);
    const [nextX, nextY] = at(index + 1);
    if (Math.abs(bulge) < 1e-9) {
      path += `L${short(nextX)} ${short(nextY)}`;
      continue;
    }
    const chord = Math.hypot(nextX - x, nextY - y);
    const radius = (chord * (1 + bulge * bulge)) / (4 * Math.abs(bulge));
    // Mirrored, what went counter-clockwise goes clockwise on the screen: sweep 0.
    path += `A${short(radius)} ${short(radius)} 0 ${Math.abs(bulge) > 1 ? 1 : 0} ${bulge > 0 ? 0 : 1} ${short(nextX)} ${short(nextY)}`;
  }
  return `${path}Z`;
}

export interface Extent {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** The rectangle around a loop, its arcs included. */
export function extentOf(loop: readonly OutlineVertex[]): Extent {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  const add = (x: number, y: number): void => {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  };
  loop.forEach(([x = 0, y = 0, bulge = 0], index) => {
    add(x, y);
    if (Math.abs(bulge) < 1e-9) return;
    const [nextX = 0, nextY = 0] = loop[(index + 1) % loop.length] ?? [];
    const angle = 4 * Math.atan(bulge);
    const steps = 24;
    const [dx, dy] = [nextX - x, nextY - y];
    const half = 1 / (2 * Math.tan(angle / 2));
    const [centreX, centreY] = [x + dx / 2 - dy * half, y + dy / 2 + dx * half];
    for (let step = 1; step < steps; step += 1) {
      const turn = (angle * step) / steps;
      const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
      add(centreX + (x - centreX) * cos - (y - centreY) * sin, centreY + (x - centreX) * sin + (y - centreY) * cos);
    }
  });
  return { minX, minY, maxX, maxY };
}
