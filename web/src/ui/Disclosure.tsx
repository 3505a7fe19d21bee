import { IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./Disclosure.module.css";

interface Props {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  /** Whether it is open when it first appears. */
  readonly startOpen?: boolean;
}

/** A row that opens. The browser's own element: keyboard and screen reader work without code. */
export function Disclosure({ summary, children, startOpen = false }: Props) {
  return (
    <details className={classes.details} open={startOpen}>
      <summary>
        <IconChevronRight size={15} aria-hidden="true" />
        {summary}
      </summary>
      <div className={classes.body}>{children}</div>
    </details>
  );
}
