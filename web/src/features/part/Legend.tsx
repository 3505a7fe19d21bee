import type { Facts } from "../../api/types";
import type { NamedFinding } from "../../domain/state";
import { useText, type Text } from "../../lib/preferences";
import { degrees, mm } from "../../lib/units";
import { rampCss, worstIsLarge, type FieldRange, type MapKind } from "../../scene/colormap";
import classes from "./ViewerPane.module.css";

/** The name that the facts have for what a map shows. */
const fieldOf: Readonly<Record<MapKind, string>> = { wall: "thickness", gap: "gap", draft: "draft", overhang: "overhang", reach: "reach" };
// Rules whose limit belongs on the scale of a map.
const rulesOf: Readonly<Record<MapKind, RegExp | undefined>> = {
  wall: /^(FDM-01|MIL-01[ab]|SLA-0[12]|PBP-0[12][ab]|LPB-01[ab]|MLD-01|IM-01)$/,
  gap: /^(MIL-08|PBP-04|SLA-09|LPB-08)$/,
  draft: /^(IM|MLD|CST)-\w*draft/,
  overhang: /^FDM-04$/,
  reach: undefined,
};

export const mapValue = (kind: MapKind, value: number, f: Text["f"]): string =>
  kind === "overhang" || kind === "draft" ? f.angle(degrees(value)) : f.length(mm(value));

/** The limit that a finding on the part names for what the map shows. */
export function limitOf(kind: MapKind, findings: readonly NamedFinding[]): number | undefined {
  const rules = rulesOf[kind];
  const found = rules ? findings.find((entry) => rules.test(entry.finding.rule)) : undefined;
  return found?.finding.limit ?? (kind === "overhang" ? 45 : undefined);
}

interface Props {
  readonly kind: MapKind;
  readonly range: FieldRange;
  readonly facts: Facts | null;
  readonly findings: readonly NamedFinding[];
}

/** What the colours mean: scale with unit, the limit on it, how the values spread and how exact they are. */
export function Legend({ kind, range, facts, findings }: Props) {
  const { t, f } = useText();
  const field = facts?.fields?.find((entry) => entry.name === fieldOf[kind]);
  const limit = limitOf(kind, findings);
  const share = limit === undefined ? undefined : (limit - range.min) / (range.max - range.min);
  const shown = (value: number | null | undefined): string => (value === null || value === undefined ? "–" : mapValue(kind, value, f));
  const measured = field && field.min !== null && field.max !== null;
  return (
    <div className={classes.legend} role="group" aria-label={t("legend_label")}>
      <span className={classes.legendTitle}>{t(`map_${kind}`)}</span>
      <div className={classes.rampBox} aria-hidden="true">
        <div className={classes.ramp} style={{ background: rampCss(worstIsLarge(kind) ? "to left" : "to right") }} />
        {share !== undefined && share >= 0 && share <= 1 ? <span className={classes.limit} style={{ left: `${share * 100}%` }} /> : null}
      </div>
      <div className={classes.ticks}>
        {[0, 0.5, 1].map((place) => {
          const value = shown(range.min + (range.max - range.min) * place);
          return <span key={place}>{place === 1 && (kind === "wall" || kind === "gap") ? `≥ ${value}` : value}</span>;
        })}
      </div>
      {limit === undefined ? null : <span className={classes.legendNote}>{t("legend_limit", { limit: shown(limit) })}</span>}
      {measured ? (
        <span className={classes.legendNote}>
          {worstIsLarge(kind) || kind === "draft"
            ? t("legend_extremes", { min: shown(field.min), max: shown(field.max) })
            : t("legend_shares", { p01: shown(field.p01), p50: shown(field.p50) })}
          {field.error !== null && field.error > 0 ? ` ${t("legend_error", { error: shown(field.error) })}` : ""}
        </span>
      ) : null}
      <span className={classes.legendNote}>{t(`map_note_${kind}`)}</span>
    </div>
  );
}
