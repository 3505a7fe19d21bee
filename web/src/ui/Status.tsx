import type { ReactNode } from "react";
import classes from "./Status.module.css";

export type Tone = "neutral" | "active" | "good" | "warn" | "bad";

/** A word with a coloured dot. The shape differs per tone too, so colour is never alone. */
export function Status({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={classes.status} data-tone={tone}>
      <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
        {tone === "bad" ? (
          <path d="M4 0 8 8H0z" />
        ) : tone === "warn" ? (
          <path d="M4 0 8 4 4 8 0 4z" />
        ) : tone === "neutral" ? (
          <circle cx="4" cy="4" r="3" fill="none" stroke="currentColor" strokeWidth="1.6" />
        ) : (
          <circle cx="4" cy="4" r="4" />
        )}
      </svg>
      {children}
    </span>
  );
}
