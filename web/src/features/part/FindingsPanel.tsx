import type { UseQueryResult } from "@tanstack/react-query";
import { IconCircleCheck } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { Findings } from "../../api/types";
import { ProblemNotice } from "../../domain/Problem";
import type { NamedFinding } from "../../domain/state";
import { useText } from "../../lib/preferences";
import { Disclosure } from "../../ui/Disclosure";
import { Empty } from "../../ui/Empty";
import type { ChangeView } from "./PartPage";
import classes from "./FindingsPanel.module.css";

interface Props {
  readonly findings: UseQueryResult<Findings>;
  readonly numbered: readonly NamedFinding[];
  readonly open: NamedFinding | undefined;
  readonly change: ChangeView;
}

export function FindingsPanel({ findings, numbered, open, change }: Props) {
  const { t, code, say } = useText();
  if (findings.error) return <ProblemNotice cause={findings.error} onRetry={() => void findings.refetch()} />;
  if (!findings.data) return null;
  return (
    <div className={classes.panel}>
      {numbered.length === 0 ? (
        <Empty icon={<IconCircleCheck size={28} stroke={1.6} />} title={t("findings_none_title")}>
          <p>{t("findings_none_text")}</p>
        </Empty>
      ) : (
        <p className="dim">{t("findings_hint")}</p>
      )}
      {findings.data.processes.map((process) => {
        const mine = numbered.filter((entry) => entry.process === process.process);
        const title = code("process", process.process, process.process_name);
        return (
          <section key={process.process} aria-label={title}>
            <div className={classes.head}>
              <h2>{title}</h2>
              <span className="dim">{mine.length === 0 ? t("findings_process_clear") : t("findings_count", { count: mine.length })}</span>
            </div>
            <ul className={classes.list}>
              {mine.map((entry) => (
                <FindingRow key={entry.key} entry={entry} open={entry.key === open?.key} change={change} />
              ))}
            </ul>
            {process.not_checked.length > 0 ? (
              <div className={classes.unchecked}>
                <Disclosure summary={<span className="dim">{t("not_checked_title", { count: process.not_checked.length })}</span>}>
                  <ul className={classes.rules}>
                    {process.not_checked.map((finding, index) => (
                      <li key={`${finding.rule}-${index}`}>
                        <strong>{finding.rule}</strong> <span>{say(finding.message, finding.message_i18n)}</span>
                      </li>
                    ))}
                  </ul>
                </Disclosure>
              </div>
            ) : null}
          </section>
        );
      })}
    </div>
  );
}

function FindingRow({ entry, open, change }: { readonly entry: NamedFinding; readonly open: boolean; readonly change: ChangeView }) {
  const { t, f, say } = useText();
  const { finding } = entry;
  const reason = say(finding.reason, finding.reason_i18n);
  const remedy = say(finding.remedy, finding.remedy_i18n);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (open) row.current?.scrollIntoView({ block: "nearest" });
  }, [open]);
  return (
    <li ref={row} className={classes.finding} data-open={open || undefined} data-severity={finding.severity}>
      <button
        type="button"
        className={classes.summary}
        aria-expanded={open}
        onClick={() => change({ finding: open ? undefined : entry.key, face: undefined, feature: undefined, process: entry.process }, { push: true })}
      >
        <span className={classes.number} aria-hidden="true">
          {entry.number}
        </span>
        <span className={classes.words}>
          <span className={classes.severity}>{t(`severity_${finding.severity}`)}</span>
          <span>{say(finding.message, finding.message_i18n)}</span>
        </span>
      </button>
      {open ? (
        <div className={classes.body}>
          {finding.measured !== null && finding.limit !== null ? (
            <dl className={classes.figures}>
              <div>
                <dt>{t("finding_value")}</dt>
                <dd>{f.quantity(finding.measured, finding.unit)}</dd>
              </div>
              <div>
                <dt>{t("finding_limit")}</dt>
                <dd>{f.quantity(finding.limit, finding.unit)}</dd>
              </div>
            </dl>
          ) : null}
          <dl className={classes.reasons}>
            {reason ? (
              <div>
                <dt>{t("finding_reason")}</dt>
                <dd>{reason}</dd>
              </div>
            ) : null}
            {remedy ? (
              <div>
                <dt>{t("finding_remedy")}</dt>
                <dd>{remedy}</dd>
              </div>
            ) : null}
          </dl>
          <p className={classes.source}>
            {t("finding_rule", { rule: finding.rule, source: finding.source || "–" })}
            {finding.place.faces.length > 0 ? ` · ${t("finding_faces", { count: finding.place.faces.length })}` : ""}
          </p>
        </div>
      ) : null}
    </li>
  );
}
