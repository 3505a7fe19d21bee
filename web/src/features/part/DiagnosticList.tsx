import type { Diagnostic } from "../../api/types";
import { useText } from "../../lib/preferences";
import { Status } from "../../ui/Status";
import classes from "./DiagnosticList.module.css";

/** What the reader noticed in the file. */
export function DiagnosticList({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) {
  const { t, say } = useText();
  if (diagnostics.length === 0) return null;
  return (
    <section>
      <h3>{t("diagnostics_title")}</h3>
      <ul className={classes.list}>
        {diagnostics.map((entry, index) => (
          <li key={`${entry.code}-${index}`}>
            <Status tone={entry.severity === "error" ? "bad" : entry.severity === "warning" ? "warn" : "neutral"}>
              {t(`diagnostic_${entry.severity}`)}
            </Status>
            <span>{say(entry.message, entry.message_i18n)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
