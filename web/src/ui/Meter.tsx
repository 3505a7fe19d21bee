import classes from "./Meter.module.css";

interface Props {
  /** 0 to 1, or undefined while nobody knows. */
  readonly share: number | undefined;
  readonly label: string;
  readonly tone?: "accent" | "good" | "warn";
}

export function Meter({ share, label, tone = "accent" }: Props) {
  const known = share !== undefined;
  const percent = Math.round(Math.min(1, Math.max(0, share ?? 0)) * 100);
  return (
    <div
      className={classes.meter}
      role="progressbar"
      aria-label={label}
      {...(known ? { "aria-valuenow": percent, "aria-valuemin": 0, "aria-valuemax": 100 } : {})}
      data-tone={tone}
      data-busy={known ? undefined : ""}
    >
      <div style={known ? { width: `${percent}%` } : undefined} />
    </div>
  );
}
