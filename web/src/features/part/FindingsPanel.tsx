import { Loader, Select } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { IconCircleCheck } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { Catalog, Findings } from "../../api/types";
import { ProblemNotice } from "../../domain/Problem";
import type { NamedFinding } from "../../domain/state";
import { useText } from "../../lib/preferences";
import { Disclosure } from "../../ui/Disclosure";
import { Empty } from "../../ui/Empty";
import { Notice } from "../../ui/Notice";
import type { ChangeView } from "./PartPage";
import { nothingChosen } from "./viewState";
import classes from "./FindingsPanel.module.css";

interface Props {
  readonly findings: UseQueryResult<Findings>;
  readonly processes: Pick<Catalog, "processes" | "processes_elsewhere"> | undefined;
  /** The one process to show; undefined for all of the shop. */
  readonly check: string | undefined;
  /** Whether that is one the shop does not offer. */
  readonly elsewhere: boolean;
  readonly numbered: readonly NamedFinding[];
  readonly open: NamedFinding | undefined;
  readonly change: ChangeView;
}

export function FindingsPanel({ findings, processes, check, elsewhere, numbered, open, change }: Props) {
  const { t, f, code } = useText();
  const entry = (process: { readonly id: string; readonly name: string }) => ({ value: process.id, label: code("process", process.id, process.name) });
  const asked = processes?.processes_elsewhere.find((process) => process.id === check);
  return (
    <div className={classes.panel}>
      <Select
        size="sm"
        label={t("check_for")}
        allowDeselect={false}
        checkIconPosition="right"
        withScrollArea={false}
        classNames={{ options: classes.options ?? "" }}
        value={check ?? "all"}
        onChange={(value) => change({ check: value === "all" || value === null ? undefined : value, finding: undefined }, { push: true })}
        data={[
          { group: t("check_here"), items: [{ value: "all", label: t("check_all") }, ...(processes?.processes ?? []).map(entry)] },
          {
            group: t("check_elsewhere"),
            items: (processes?.processes_elsewhere ?? []).map(entry).sort((a, b) => a.label.localeCompare(b.label, f.locale)),
          },
        ]}
      />
      {asked ? (
        <Notice tone="info" title={t("elsewhere_title", { process: code("process", asked.id, asked.name) })}>
          {t("elsewhere_text")}
        </Notice>
      ) : null}
      <Found findings={findings} check={check} elsewhere={elsewhere} numbered={numbered} open={open} change={change} />
    </div>
  );
}

function Found({ findings, check, elsewhere, numbered, open, change }: Omit<Props, "processes">) {
  const { t, code, say } = useText();
  if (findings.error) return <ProblemNotice cause={findings.error} onRetry={() => void findings.refetch()} />;
  if (!findings.data) {
    return (
      <p className={classes.pending} role="status">
        <Loader size="xs" type="dots" aria-hidden="true" /> {t("check_running")}
      </p>
    );
  }
  return (
    <>
      {numbered.length === 0 ? (
        <Empty icon={<IconCircleCheck size={28} stroke={1.6} />} title={t("findings_none_title")}>
          <p>{t("findings_none_text")}</p>
        </Empty>
      ) : (
        <p className="dim">{t("findings_hint")}</p>
      )}
      {findings.data.processes.map((process) => {
        if (check !== undefined && process.process !== check) return null;
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
                <FindingRow key={entry.key} entry={entry} open={entry.key === open?.key} elsewhere={elsewhere} change={change} />
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
    </>
  );
}

interface RowProps {
  readonly entry: NamedFinding;
  readonly open: boolean;
  readonly elsewhere: boolean;
  readonly change: ChangeView;
}

function FindingRow({ entry, open, elsewhere, change }: RowProps) {
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
        // The price stays with the chosen process where this one is not sold.
        onClick={() =>
          change(
            { ...nothingChosen, finding: open ? undefined : entry.key, ...(elsewhere ? {} : { process: entry.process }) },
            { push: true },
          )
        }
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
