import type { Facts } from "../../api/types";
import { useText } from "../../lib/preferences";
import { mm, mm2 } from "../../lib/units";
import { Fact, FactList } from "../../ui/Fact";
import type { ChangeView } from "./PartPage";
import { directionText } from "./features";
import classes from "./FactsPanel.module.css";

/** From where the part can be milled, what a lathe does of it, and how a mould would open. */
export function MakingFacts({ facts, change }: { readonly facts: Facts; readonly change: ChangeView }) {
  const { t, f } = useText();
  const setUps = facts.set_ups;
  const turning = facts.turning;
  const moulding = facts.moulding;
  return (
    <>
      {setUps ? (
        <section aria-labelledby="facts-set-ups">
          <h2 id="facts-set-ups">{t("facts_set_ups")}</h2>
          <p>
            {t(`verdict_${setUps.verdict}`)}
            {setUps.directions.length > 0 ? (
              <span className="dim"> · {t(setUps.optimal ? "set_ups_least" : "set_ups_count", { count: setUps.directions.length })}</span>
            ) : null}
          </p>
          <FactList>
            {setUps.directions.map((entry, index) => (
              <Fact key={index} name={t("set_up_direction", { direction: directionText(entry.direction, f) })}>
                {f.area(mm2(entry.reached_mm2))}
              </Fact>
            ))}
            {setUps.unreachable_faces.length > 0 ? (
              <Fact name={t("fact_unreachable_faces")}>
                <button type="button" className={classes.pick} onClick={() => change({ face: setUps.unreachable_faces[0], feature: undefined })}>
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
          <h2 id="facts-moulding">{t("facts_moulding")}</h2>
          <FactList>
            <Fact name={t("fact_pull")}>{directionText(moulding.pull, f)}</Fact>
            <Fact name={t("fact_projected")}>{f.area(mm2(moulding.projected_mm2))}</Fact>
            <Fact name={t("fact_undercut")}>{moulding.undercut_mm2 > 0 ? f.area(mm2(moulding.undercut_mm2)) : t("undercut_none")}</Fact>
            <Fact name={t("fact_slides")}>{f.integer(moulding.side_actions.length)}</Fact>
          </FactList>
        </section>
      ) : null}
    </>
  );
}
