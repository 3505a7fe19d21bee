import type { Figure } from "../api/types";
import { prettyUnit } from "../lib/format";
import { useText } from "../lib/preferences";
import { ProvenanceTag } from "./ProvenanceTag";
import classes from "./FigureDetails.module.css";

/** Formula, inputs and where each of them comes from. */
export function FigureDetails({ figure }: { readonly figure: Figure }) {
  const { t, f } = useText();
  return (
    <div className={classes.details}>
      {figure.formula ? (
        <p className={classes.formula} lang="en">
          {figure.formula}
          {figure.value === null ? "" : ` = ${f.number(figure.value, 4)} ${prettyUnit(figure.unit)}`}
        </p>
      ) : null}
      {figure.inputs.length > 0 ? (
        <table className={classes.inputs}>
          <caption className="sr-only">{t("inputs")}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{t("input_name")}</th>
              <th scope="col">{t("input_value")}</th>
              <th scope="col">{t("input_source")}</th>
            </tr>
          </thead>
          <tbody>
            {figure.inputs.map((input, index) => (
              <tr key={`${input.name}-${index}`}>
                <th scope="row" lang="en">
                  {input.name}
                </th>
                <td>{input.value === null ? "–" : f.quantity(input.value, input.unit)}</td>
                <td>
                  <ProvenanceTag provenance={input.provenance} />
                  <span className={classes.source} lang="en">
                    {input.source}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : figure.formula ? null : (
        <p className="dim">{t("no_inputs")}</p>
      )}
    </div>
  );
}
