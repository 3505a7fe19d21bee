import { IconAlertTriangle, IconCircleX, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./Notice.module.css";

interface Props {
  readonly tone: "info" | "warn" | "bad";
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** Something to know, with what to do next. */
export function Notice({ tone, title, children, actions }: Props) {
  const Icon = tone === "bad" ? IconCircleX : tone === "warn" ? IconAlertTriangle : IconInfoCircle;
  return (
    <div className={classes.notice} data-tone={tone} role={tone === "bad" ? "alert" : undefined}>
      <Icon size={20} stroke={1.8} aria-hidden="true" className={classes.icon} />
      <div className={classes.body}>
        <strong>{title}</strong>
        {children ? <div className={classes.text}>{children}</div> : null}
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </div>
    </div>
  );
}
