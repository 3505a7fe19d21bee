import { Button } from "@mantine/core";
import { useState } from "react";
import { useStateUnit } from "../../api/queries";
import type { LengthUnit, Part } from "../../api/types";
import { ProblemNotice } from "../../domain/Problem";
import { useText } from "../../lib/preferences";
import { mm } from "../../lib/units";
import { Notice } from "../../ui/Notice";
import classes from "./UnitQuestion.module.css";

const mmOf: Readonly<Record<LengthUnit, number>> = { um: 0.001, mm: 1, cm: 10, m: 1000, in: 25.4, ft: 304.8 };
const offered: readonly LengthUnit[] = ["mm", "in", "cm", "m"];

/** Asks for the unit of a file that has none, showing the size that each answer would mean. */
export function UnitQuestion({ part }: { readonly part: Part }) {
  const { t, f, code, say } = useText();
  const stateUnit = useStateUnit(part.id);
  const [again, setAgain] = useState(false);
  const units = part.units;
  if (!units || units.source === "file") return null;
  const asking = part.state === "needs_configuring" || units.doubtful || again;
  const unitName = (unit: LengthUnit): string => code("unit", unit, unit);

  if (!asking) {
    return (
      <p className={classes.line}>
        <span>
          {units.source === "guessed" ? t("unit_guessed", { unit: unitName(units.unit) }) : t("unit_stated", { unit: unitName(units.unit) })}
        </span>
        <button type="button" className={classes.link} onClick={() => setAgain(true)}>
          {t("unit_change")}
        </button>
      </p>
    );
  }
  const choices = [...new Set<LengthUnit>([units.unit, ...(units.suggestion ? [units.suggestion] : []), ...offered])];
  return (
    <div className={classes.ask}>
      <Notice tone="warn" title={t("unit_question")}>
        <p>{say(units.reason, units.reason_i18n)}</p>
        <div className={classes.choices}>
          {choices.map((unit) => {
            const factor = mmOf[unit] / mmOf[units.unit];
            const suggested = unit === (units.suggestion ?? units.unit);
            return (
              <Button
                key={unit}
                variant={suggested ? "filled" : "default"}
                className={classes.choice ?? ""}
                loading={stateUnit.isPending && stateUnit.variables === unit}
                onClick={() => stateUnit.mutate(unit, { onSuccess: () => setAgain(false) })}
              >
                <span className={classes.unit}>
                  <strong>
                    {unitName(unit)}
                    {suggested ? ` · ${t("unit_likely")}` : ""}
                  </strong>
                  {part.facts ? <small>{f.size(part.facts.bbox_mm.map((side) => mm(side * factor)))}</small> : null}
                </span>
              </Button>
            );
          })}
        </div>
      </Notice>
      {stateUnit.error ? <ProblemNotice cause={stateUnit.error} /> : null}
    </div>
  );
}
