import { Button } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import type { Facts, Vec3 } from "../../api/types";
import { useText } from "../../lib/preferences";
import { mm, mm2 } from "../../lib/units";
import { Fact, FactList } from "../../ui/Fact";
import type { ChangeView } from "./PartPage";
import { directionText } from "./features";
import { overlayMarks } from "./overlays";
import { nothingChosen, type Show } from "./viewState";
import classes from "./FactsPanel.module.css";

/** From where the part can be milled, what a lathe does of it, and how a mould would open. */
export function MakingFacts({ facts, show, change }: { readonly facts: Facts; readonly show: Show | undefined; readonly change: ChangeView }) {
  const { t, f } = useText();
  const setUps = facts.set_ups;
  const turning = facts.turning;
  const moulding = facts.moulding;
  return (
    <>
      {setUps ? (
        <section aria-labelledby="facts-set-ups">
          <Head id="facts-set-ups" title={t("facts_set_ups")} what="set_ups" marked={overlayMarks(facts, "set_ups").size > 0} show={show} change={change} />
          <p>
            {t(`verdict_${setUps.verdict}`)}
            {setUps.directions.length > 0 ? (
              <span className="dim"> · {t(setUps.optimal ? "set_ups_least" : "set_ups_count", { count: setUps.directions.length })}</span>
            ) : null}
          </p>
          <FactList>
            {setUps.directions.map((entry, index) => (
              <Fact key={index} name={`${f.integer(index + 1)}. ${t("set_up_direction", { direction: directionText(entry.direction, f) })}`}>
                {f.area(mm2(entry.reached_mm2))}
              </Fact>
            ))}
            {setUps.unreachable_faces.length > 0 ? (
              <Fact name={t("fact_unreachable_faces")}>
                <button type="button" className={classes.pick} onClick={() => change({ ...nothingChosen, face: setUps.unreachable_faces[0] })}>
                  {t("unreachable_some", { count: setUps.unreachable_faces.length, area: f.area(mm2(setUps.unreachable_mm2)) })}
                </button>
              </Fact>
            ) : null}
          </FactList>
        </section>
      ) : null}
      {turning ? (
        <section aria-labelledby="facts-turning">
          <h2 id="facts-turning">{t("facts_turning")}</h2>
          <FactList>
            <Fact name={t("turned_bar")}>{`⌀${f.length(mm(turning.diameter_mm))} × ${f.length(mm(turning.length_mm))}`}</Fact>
            <Fact name={t("turned_share")}>{f.percent(turning.turned_share)}</Fact>
          </FactList>
        </section>
      ) : null}
      {moulding ? (
        <section aria-labelledby="facts-moulding">
          <Head id="facts-moulding" title={t("facts_moulding")} what="moulding" marked={overlayMarks(facts, "moulding").size > 0} show={show} change={change} />
          <FactList>
            <Fact name={t("fact_pull")}>{directionText(moulding.pull, f)}</Fact>
            <Fact name={t("fact_projected")}>{f.area(mm2(moulding.projected_mm2))}</Fact>
            <Fact name={t("fact_undercut")}>{moulding.undercut_mm2 > 0 ? f.area(mm2(moulding.undercut_mm2)) : t("undercut_none")}</Fact>
            <Fact name={t("fact_slides")}>{f.integer(moulding.side_actions.length)}</Fact>
            <Fact name={t("parting_line")}>
              {moulding.parting_line.length === 0 ? t("parting_none") : f.length(mm(chainsLength(moulding.parting_line)))}
            </Fact>
          </FactList>
        </section>
      ) : null}
    </>
  );
}

interface HeadProps {
  readonly id: string;
  readonly title: string;
  readonly what: Exclude<Show, "doubtful">;
  /** Whether faces stand out while it is drawn. */
  readonly marked: boolean;
  readonly show: Show | undefined;
  readonly change: ChangeView;
}

/** The title with the switch that draws it on the part. */
function Head({ id, title, what, marked, show, change }: HeadProps) {
  const { t } = useText();
  const shown = show === what;
  return (
    <>
      <div className={classes.head}>
        <h2 id={id}>{title}</h2>
        <Button
          size="compact-sm"
          variant={shown ? "filled" : "default"}
          aria-pressed={shown}
          leftSection={<IconEye size={15} aria-hidden="true" />}
          aria-describedby={id}
          onClick={() => change({ show: shown ? undefined : what })}
        >
          {t("show_on_part")}
        </Button>
      </div>
      {shown && marked ? <p className="dim">{t(`show_note_${what}`)}</p> : null}
    </>
  );
}

/** Of closed chains of points. */
function chainsLength(chains: readonly (readonly Vec3[])[]): number {
  return chains.reduce(
    (sum, chain) =>
      sum +
      chain.reduce((length, from, index) => {
        const to = chain[(index + 1) % chain.length] ?? from;
        return length + Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
      }, 0),
    0,
  );
}
