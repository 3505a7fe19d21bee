import { IconRuler2 } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { Part, Statement } from "../../api/types";
import { useText } from "../../lib/preferences";
import { Empty } from "../../ui/Empty";
import type { ChangeView } from "./PartPage";
import { ToleranceSymbol } from "./ToleranceSymbol";
import { datumReference, dimensionText, groupStatements, statementNotes, typeText, zoneText, type Lettered } from "./statements";
import { nothingChosen } from "./viewState";
import classes from "./DrawingPanel.module.css";

interface Props {
  readonly part: Part;
  readonly chosen: number | undefined;
  /** The face that is picked: what is said about it stands out. */
  readonly face: number | undefined;
  readonly change: ChangeView;
}

/** What the file itself states. Choosing a statement marks its faces and flies to them. */
export function DrawingPanel({ part, chosen, face, change }: Props) {
  const { t, f } = useText();
  const statements = part.facts?.statements ?? [];
  if (statements.length === 0) {
    return (
      <Empty icon={<IconRuler2 size={28} stroke={1.6} />} title={t("drawing_empty_title")}>
        <p>{t("drawing_empty_text")}</p>
      </Empty>
    );
  }
  return (
    <div className={classes.panel}>
      <p className="dim">{t("drawing_hint")}</p>
      {groupStatements(statements).map(({ kind, members }) => (
        <section key={kind} aria-labelledby={`statements-${kind}`}>
          <h2 id={`statements-${kind}`}>
            {t(`statements_${kind}`)} <span className={classes.count}>{f.integer(members.length)}</span>
          </h2>
          <ul className={classes.list}>
            {members.map((index) => {
              const statement = statements[index];
              return statement ? (
                <Row
                  key={index}
                  statement={statement}
                  chosen={index === chosen}
                  about={face !== undefined && statement.faces.includes(face)}
                  onChoose={() => change({ ...nothingChosen, statement: index === chosen ? undefined : index })}
                />
              ) : null;
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface RowProps {
  readonly statement: Statement;
  readonly chosen: boolean;
  readonly about: boolean;
  readonly onChoose: () => void;
}

function Row({ statement, chosen, about, onChoose }: RowProps) {
  const text = useText();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const said = (
    <>
      <span className={classes.sign}>
        <Said statement={statement} />
      </span>
      <span className={classes.notes}>
        {statement.kind === "datum" || statement.kind === "thread" || statement.kind === "note" ? null : (
          <span>{typeText(statement, text)}</span>
        )}
        <span className="dim">{statementNotes(statement, text).join(", ")}</span>
      </span>
    </>
  );
  return (
    <li ref={row} data-about={about || undefined}>
      {statement.faces.length > 0 ? (
        <button type="button" className={classes.row} aria-pressed={chosen} onClick={onChoose}>
          {said}
        </button>
      ) : (
        <div className={classes.row}>{said}</div>
      )}
    </li>
  );
}

function Said({ statement }: { readonly statement: Statement }) {
  const text = useText();
  const { t } = text;
  switch (statement.kind) {
    case "dimension": {
      const value = dimensionText(statement, text);
      if (value === undefined) return <span className="dim">{t("statement_no_value")}</span>;
      const exact = statement.modifiers.includes("theoretical");
      return <span className={exact ? classes.boxed : classes.value}>{statement.modifiers.includes("auxiliary") ? `(${value})` : value}</span>;
    }
    case "tolerance": {
      const zone = zoneText(statement, text);
      return (
        <span className={classes.frame}>
          <span>
            <ToleranceSymbol type={statement.type} />
          </span>
          {zone ? (
            <span>
              <Letters value={zone} />
            </span>
          ) : null}
          {statement.datums.map((name, index) => (
            <span key={index}>
              <Letters value={datumReference(name)} />
            </span>
          ))}
        </span>
      );
    }
    case "datum":
      return (
        <span className={classes.boxed}>
          <span className="sr-only">{t("statement_datum", { name: statement.text })}</span>
          <span aria-hidden="true">{statement.text}</span>
        </span>
      );
    case "thread":
    case "note":
      return <span className={classes.value}>{statement.text}</span>;
  }
}

function Letters({ value }: { readonly value: Lettered }) {
  return (
    <>
      {value.text}
      {value.circled.map((letter) => (
        <span key={letter} className={classes.circled}>
          {letter}
        </span>
      ))}
    </>
  );
}
