// The one function that turns a failure into words: what happened, and what to do next.

import { ApiError } from "../api/client";
import type { Problem } from "../api/types";
import type { Text } from "../lib/preferences";
import { alone } from "../lib/sentences";

export interface Explained {
  readonly title: string;
  readonly detail: string;
  readonly next: string;
}

export function problemOf(error: unknown): Problem | undefined {
  return error instanceof ApiError ? error.problem : undefined;
}

export function explain(cause: unknown, text: Pick<Text, "t" | "code" | "say" | "language">): Explained {
  const problem = isProblem(cause) ? cause : problemOf(cause);
  if (!problem) {
    return { title: text.t("problem_internal"), detail: cause instanceof Error && text.language === "en" ? cause.message : "", next: text.t("next_internal") };
  }
  return {
    title: text.code("problem", problem.code, problem.title),
    // Details for programs are English only; their title says the same in few words.
    detail: problem.status === 0 || (text.language !== "en" && !problem.detail_i18n) ? "" : alone(text.say(problem.detail, problem.detail_i18n)),
    next: text.code("next", problem.code, text.t("next_internal")),
  };
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && !(value instanceof Error) && "code" in value && "detail" in value;
}
