// Findings in the visitor's language. The server writes English sentences; rules that are known here
// get a translated title, reason and remedy, with the measured value and the limit from the finding.

import type { Finding } from "../api/types";
import type { Language } from "../lib/messages";
import type { Text } from "../lib/preferences";
import { rulesDe } from "../lib/catalogue/rules.de";

export interface FindingText {
  readonly message: string;
  readonly reason: string;
  readonly remedy: string;
  /** Language of the texts, for the screen reader. */
  readonly lang: Language;
}

export function findingText(finding: Finding, { t, f, language }: Pick<Text, "t" | "f" | "language">): FindingText {
  const rule = language === "de" ? rulesDe[finding.rule] : undefined;
  if (!rule) return { message: finding.message, reason: finding.reason, remedy: finding.remedy, lang: "en" };
  const message =
    finding.measured !== null && finding.limit !== null
      ? t("finding_measured", {
          title: rule.title,
          measured: f.quantity(finding.measured, finding.unit),
          limit: f.quantity(finding.limit, finding.unit),
        })
      : rule.title;
  return { message, reason: rule.reason, remedy: rule.remedy, lang: "de" };
}
