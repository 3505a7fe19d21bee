// Colours of the heat maps. Both run from "look here" to "fine" and differ in lightness all the way,
// so they stay readable without colour vision and on a grey print.

export const mapKinds = ["wall", "gap", "draft", "overhang", "reach"] as const;
export type MapKind = (typeof mapKinds)[number];

/** Large values are the ones to look at; of the others the small ones. */
export const worstIsLarge = (kind: MapKind): boolean => kind === "overhang" || kind === "reach";
type Rgb = readonly [number, number, number];

// Reversed "batlow"-like ramp by hand: dark red, orange, sand, pale green-blue, blue.
const ramp: readonly Rgb[] = [
  [122, 4, 3],
  [203, 42, 4],
  [246, 107, 25],
  [253, 184, 70],
  [228, 220, 140],
  [160, 210, 180],
  [92, 170, 196],
  [52, 112, 170],
];

export function colourAt(share: number): Rgb {
  const clamped = Math.min(1, Math.max(0, share));
  const place = clamped * (ramp.length - 1);
  const low = Math.floor(place);
  const high = Math.min(ramp.length - 1, low + 1);
  const mix = place - low;
  const a = ramp[low] ?? ramp[0]!;
  const b = ramp[high] ?? a;
  return [0, 1, 2].map((i) => Math.round(a[i]! + (b[i]! - a[i]!) * mix)) as unknown as Rgb;
}

/** 256 RGBA texels, worst to best. */
export function rampTexels(): Uint8Array {
  const texels = new Uint8Array(256 * 4);
  for (let index = 0; index < 256; index += 1) {
    const [r, g, b] = colourAt(index / 255);
    texels.set([r, g, b, 255], index * 4);
  }
  return texels;
}

export function rampCss(direction = "to right"): string {
  const stops = ramp.map(([r, g, b], index) => `rgb(${r} ${g} ${b}) ${((index / (ramp.length - 1)) * 100).toFixed(1)}%`);
  return `linear-gradient(${direction}, ${stops.join(", ")})`;
}

export interface FieldRange {
  readonly min: number;
  readonly max: number;
}

/**
 * The range that the legend shows. Wall thickness runs from 0 to where the interesting part ends, so
 * one thick block does not wash out the thin ribs; overhang runs over the angles that matter.
 */
export function fieldRange(kind: MapKind, values: ArrayLike<number>): FieldRange {
  switch (kind) {
    case "overhang":
      return { min: 0, max: 90 };
    case "draft":
      return { min: -5, max: 10 };
    case "reach": {
      let deepest = 0;
      for (let index = 0; index < values.length; index += 1) deepest = Math.max(deepest, values[index] || 0);
      return { min: 0, max: niceCeiling(deepest > 0 ? deepest : 1) };
    }
    case "wall":
    case "gap": {
      const known: number[] = [];
      const stride = Math.max(1, Math.floor(values.length / 20_000));
      for (let index = 0; index < values.length; index += stride) {
        const value = values[index];
        if (value !== undefined && Number.isFinite(value) && value >= 0) known.push(value);
      }
      if (known.length === 0) return { min: 0, max: 1 };
      known.sort((a, b) => a - b);
      const median = known[Math.floor(known.length / 2)] ?? 1;
      const upper = known[Math.floor(known.length * 0.95)] ?? median;
      return { min: 0, max: niceCeiling(Math.min(upper, Math.max(median * 2, 3))) };
    }
  }
}

function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-6)));
  const scaled = value / power;
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((candidate) => candidate >= scaled - 1e-9) ?? 10;
  return step * power;
}
