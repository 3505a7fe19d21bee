import { Fragment } from "react";
import type { Figure } from "../api/types";
import { inputName, sourcePath } from "../lib/catalogue/inputs";
import { prettyUnit } from "../lib/format";
import { useText } from "../lib/preferences";
import { ProvenanceTag } from "./ProvenanceTag";
import classes from "./FigureDetails.module.css";

/** Formula, inputs and where each of them comes from. */
export function FigureDetails({ figure }: { readonly figure: Figure }) {
  const { t, f, say, language } = useText();
  const lines = figure.formula === "" ? [] : figure.formula.split(";").map((line) => line.trim());
  return (
    <div className={classes.details}>
      {lines.length > 0 ? (
        <div className={classes.formula}>
          {lines.map((line, index) => (
            <p key={line}>
              <Formula text={line} />
              {index > 0 || figure.value === null ? null : ` = ${f.number(figure.value, 4)} ${prettyUnit(figure.unit)}`}
            </p>
          ))}
        </div>
      ) : null}
      {figure.note ? <p className={classes.note}>{say(figure.note, figure.note_i18n)}</p> : null}
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
                <th scope="row">{inputName(input.name, language)?.long ?? <code translate="no">{input.name}</code>}</th>
                <td>{input.value === null ? "–" : f.quantity(input.value, input.unit)}</td>
                <td>
                  <ProvenanceTag provenance={input.provenance} />
                  <Source path={input.source} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : figure.formula || figure.note ? null : (
        <p className="dim">{t("no_inputs")}</p>
      )}
    </div>
  );
}

/** Names of a formula in words, set apart from the arithmetic between them. */
function Formula({ text }: { readonly text: string }) {
  const { language } = useText();
  return text
    .replace(/\*/g, "·")
    .split(/([A-Za-z_][A-Za-z0-9_]*)/)
    .map((part, index) => {
      const name = index % 2 === 1 ? inputName(part, language) : undefined;
      return name ? <var key={index}>{name.short}</var> : <Fragment key={index}>{part}</Fragment>;
    });
}

/** "catalog.materials.pla.density" as "Catalogue › materials › pla › density". */
function Source({ path }: { readonly path: string }) {
  const { language } = useText();
  return (
    <span className={classes.source} title={path}>
      {sourcePath(path, language).map((crumb, index) => (
        <Fragment key={index}>
          {index > 0 ? " › " : ""}
          {crumb.code ? <code translate="no">{crumb.text}</code> : crumb.text}
        </Fragment>
      ))}
    </span>
  );
}
