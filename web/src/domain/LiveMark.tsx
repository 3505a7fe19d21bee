import type { Liveness } from "../api/events";
import { useText } from "../lib/preferences";
import { Status } from "../ui/Status";

/** Whether what is shown is as it is now. */
export function LiveMark({ liveness }: { readonly liveness: Liveness }) {
  const { t } = useText();
  return (
    <span role="status">
      <Status tone={liveness === "live" ? "good" : liveness === "lost" ? "warn" : "neutral"}>{t(`live_${liveness}`)}</Status>
    </span>
  );
}
