// What of the part page stands in its address, so that any view can be linked and back works.

import { mapKinds, type MapKind } from "../../scene/colormap";
import type { Section, SectionAxis } from "../../scene/viewer";

export const tabs = ["price", "findings", "facts", "drawing", "assembly"] as const;
export type Tab = (typeof tabs)[number];

/** What of the facts is drawn on the part. */
export const shows = ["moulding", "set_ups", "doubtful"] as const;
export type Show = (typeof shows)[number];

export interface ViewState {
  readonly tab: Tab;
  readonly map: MapKind | undefined;
  readonly section: Section | undefined;
  readonly face: number | undefined;
  /** Index of the feature that is chosen in the list. */
  readonly feature: number | undefined;
  /** Index of the statement of the file that is chosen in the list. */
  readonly statement: number | undefined;
  readonly show: Show | undefined;
  /** Key of the finding that is open, as numberFindings() makes it. */
  readonly finding: string | undefined;
  readonly process: string | undefined;
  /** The process that the findings are shown for; undefined for all of the shop. */
  readonly check: string | undefined;
  readonly material: string | undefined;
  readonly quantity: number | undefined;
  readonly tier: string | undefined;
}

/** One thing is chosen at a time: what a choice takes away from the others. */
export const nothingChosen = { face: undefined, finding: undefined, feature: undefined, statement: undefined } as const;

const isAxis = (text: string | undefined): text is SectionAxis => text === "x" || text === "y" || text === "z";

export function parseSection(text: string | null): Section | undefined {
  const [axis, share, flipped] = (text ?? "").split("_");
  const value = Number(share);
  if (!isAxis(axis) || !share || !Number.isFinite(value) || value < 0 || value > 1) return undefined;
  return { axis, share: value, flipped: flipped === "f" };
}

export const sectionText = (section: Section): string =>
  `${section.axis}_${Number(section.share.toFixed(3))}${section.flipped ? "_f" : ""}`;

function wholeNumber(text: string | null, min: number): number | undefined {
  if (text === null || !/^\d{1,9}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= min ? value : undefined;
}

export function parseViewState(search: URLSearchParams): ViewState {
  const tab = tabs.find((candidate) => candidate === search.get("tab")) ?? "price";
  const map = search.get("map");
  return {
    tab,
    map: mapKinds.find((kind) => kind === map),
    section: parseSection(search.get("cut")),
    face: wholeNumber(search.get("face"), 0),
    feature: wholeNumber(search.get("feature"), 0),
    statement: wholeNumber(search.get("statement"), 0),
    show: shows.find((candidate) => candidate === search.get("show")),
    finding: search.get("finding") ?? undefined,
    process: search.get("process") ?? undefined,
    check: search.get("check") ?? undefined,
    material: search.get("material") ?? undefined,
    quantity: wholeNumber(search.get("quantity"), 1),
    tier: search.get("tier") ?? undefined,
  };
}

/** Writes a change into an address; defaults are left out so that links stay short. */
export function withViewState(search: URLSearchParams, change: Partial<ViewState>): URLSearchParams {
  const next = { ...parseViewState(search), ...change };
  const result = new URLSearchParams(search);
  const write = (name: string, value: string | number | undefined): void => {
    if (value === undefined) result.delete(name);
    else result.set(name, String(value));
  };
  write("tab", next.tab === "price" ? undefined : next.tab);
  write("map", next.map);
  write("cut", next.section ? sectionText(next.section) : undefined);
  write("face", next.face);
  write("feature", next.feature);
  write("statement", next.statement);
  write("show", next.show);
  write("finding", next.finding);
  write("process", next.process);
  write("check", next.check);
  write("material", next.material);
  write("quantity", next.quantity);
  write("tier", next.tier);
  return result;
}
