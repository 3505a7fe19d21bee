import { Button, Tooltip } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import type { Money, Part } from "../../api/types";
import { moneyText } from "../../domain/money";
import { useText } from "../../lib/preferences";
import type { ChangeView } from "./PartPage";
import type { Choice } from "./choice";
import classes from "./OrderBar.module.css";

interface Props {
  readonly part: Part;
  readonly choice: Choice;
  readonly ready: boolean;
  /** An order costs at least this. */
  readonly minimum: Money | undefined;
  readonly onOrder: () => void;
  readonly change: ChangeView;
}

/** The sum and the way on, always in sight. When it cannot be ordered the button says why. */
export function OrderBar({ part, choice, ready, minimum, onOrder, change }: Props) {
  const { t, f } = useText();
  const { price } = choice;
  const reason =
    part.state === "needs_configuring"
      ? t("order_needs_unit")
      : !price
        ? ready
          ? t("order_nothing_feasible")
          : t("pricing")
        : !ready
          ? t("pricing")
          : undefined;
  return (
    <div className={classes.bar}>
      <div className={classes.sum}>
        {price ? (
          <>
            <span className={classes.total}>
              <strong data-testid="total" className="figures">
                {moneyText(f, price.total_price)}
              </strong>
              <span className="dim">{t("sum_line", { count: price.quantity, price: moneyText(f, price.unit_price) })}</span>
            </span>
            <span className="dim">
              {t("ready_on", { date: f.day(price.ready_at) })}
              {minimum && minimum.amount_minor > price.total_price.amount_minor ? ` · ${t("order_minimum", { minimum: moneyText(f, minimum) })}` : ""}
            </span>
          </>
        ) : (
          <span className="dim">{reason}</span>
        )}
      </div>
      <Tooltip label={reason} disabled={reason === undefined}>
        <Button
          size="md"
          rightSection={<IconArrowRight size={18} aria-hidden="true" />}
          data-disabled={reason !== undefined || undefined}
          aria-disabled={reason !== undefined}
          onClick={() => {
            if (reason === undefined) onOrder();
            else if (part.state !== "needs_configuring" && ready) change({ tab: "findings" }, { push: true });
          }}
        >
          {part.state === "review_and_accept" && price ? t("review_and_order") : t("order_action")}
        </Button>
      </Tooltip>
    </div>
  );
}
