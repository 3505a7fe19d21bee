import { Button } from "@mantine/core";
import { useText } from "../lib/preferences";
import { Notice } from "../ui/Notice";
import { explain } from "./problems";

/** A failure with its next step, and a way to try again where that can help. */
export function ProblemNotice({ cause, onRetry }: { readonly cause: unknown; readonly onRetry?: () => void }) {
  const text = useText();
  const explained = explain(cause, text);
  return (
    <Notice
      tone="bad"
      title={explained.title}
      actions={
        onRetry ? (
          <Button size="xs" variant="default" onClick={onRetry}>
            {text.t("try_again")}
          </Button>
        ) : undefined
      }
    >
      {explained.detail ? <p>{explained.detail}</p> : null}
      <p>{explained.next}</p>
    </Notice>
  );
}
