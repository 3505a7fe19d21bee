import type { ReactNode } from "react";
import classes from "./Empty.module.css";

/** A place with nothing in it yet, and the way to change that. */
export function Empty({ icon, title, children }: { readonly icon: ReactNode; readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <div className={classes.icon} aria-hidden="true">
        {icon}
      </div>
      <h2>{title}</h2>
      {children ? <div className={classes.body}>{children}</div> : null}
    </div>
  );
}
