import { Button } from "@mantine/core";
import { IconCheck, IconLoader2 } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Part } from "../../api/types";
import { explain } from "../../domain/problems";
import { useText } from "../../lib/preferences";
import { Meter } from "../../ui/Meter";
import { Notice } from "../../ui/Notice";
import { DiagnosticList } from "./DiagnosticList";
import classes from "./AnalysisPanel.module.css";

// What a visitor sees of the server's steps; several of them are one to a reader.
const phases = [
  { key: "parse", steps: ["waiting", "read", "parse", "scan", "unpack"] },
  { key: "topology", steps: ["transfer", "topology", "sew"] },
  { key: "mesh", steps: ["mesh"] },
  { key: "facts", steps: ["facts"] },
  { key: "check", steps: ["check"] },
  { key: "plan", steps: ["plan"] },
  { key: "view", steps: ["view"] },
] as const;

/** While a part is being read: named steps. When it could not be read: why, and what to do. */
export function AnalysisPanel({ part }: { readonly part: Part }) {
  const text = useText();
  const { t, code } = text;
  if (part.failure) {
    const failed = explain(part.failure, text);
    return (
      <div className={classes.panel}>
        <Notice
          tone="bad"
          title={failed.title}
          actions={
            <Button component={Link} to="/" size="xs" variant="default">
              {t("try_other_file")}
            </Button>
          }
        >
          {failed.detail ? <p>{failed.detail}</p> : null}
          <p>{failed.next}</p>
        </Notice>
        <DiagnosticList diagnostics={part.diagnostics} />
      </div>
    );
  }
  const at = phases.findIndex((phase) => (phase.steps as readonly (string | null)[]).includes(part.step));
  return (
    <div className={classes.panel}>
      <h2>{t("analysing_title")}</h2>
      <Meter share={at < 0 ? undefined : (at + 0.5) / phases.length} label={t("analysing_title")} />
      <ol className={classes.steps}>
        {phases.map(({ key: step }, index) => (
          <li key={step} data-state={index < at ? "done" : index === at ? "now" : "later"} aria-current={index === at ? "step" : undefined}>
            <span aria-hidden="true">
              {index < at ? <IconCheck size={16} /> : index === at ? <IconLoader2 size={16} className={classes.turning} /> : null}
            </span>
            {code("step", step, step)}
          </li>
        ))}
      </ol>
      <p className="sr-only" role="status">
        {part.step ? code("step", part.step, part.step) : t("state_analysing")}
      </p>
      <p className="dim">{t("analysing_text")}</p>
    </div>
  );
}
