import { IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./Disclosure.module.css";

/** A row that opens. The browser's own element: keyboard and screen reader work without code. */
export function Disclosure({ summary, children }: { readonly summary: ReactNode; readonly children: ReactNode }) {
  return (
    <details className={classes.details}>
      <summary>
        <IconChevronRight size={15} aria-hidden="true" />
        {summary}
      </summary>
      <div className={classes.body}>{children}</div>
    </details>
  );
}
