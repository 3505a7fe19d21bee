import { Button } from "@mantine/core";
import { IconChevronRight, IconPackage } from "@tabler/icons-react";
import { useEffect } from "react";
import { Link } from "react-router";
import { useOrders } from "../../api/queries";
import { moneyText } from "../../domain/money";
import { ProblemNotice } from "../../domain/Problem";
import { isLate, orderStateKey, orderTone } from "../../domain/state";
import { useNow } from "../../lib/useNow";
import { useText } from "../../lib/preferences";
import { Empty } from "../../ui/Empty";
import { Meter } from "../../ui/Meter";
import page from "../../ui/Page.module.css";
import { Status } from "../../ui/Status";
import classes from "./Orders.module.css";

export function OrdersPage() {
  const { t, f } = useText();
  const orders = useOrders();
  const now = useNow(60_000);
  const title = t("orders_title");
  useEffect(() => {
    document.title = `${title} · Millrace`;
  }, [title]);
  return (
    <div className={page.page}>
      <div className={page.head}>
        <h1>{title}</h1>
      </div>
      {orders.error ? <ProblemNotice cause={orders.error} onRetry={() => void orders.refetch()} /> : null}
      {orders.data?.length === 0 ? (
        <Empty icon={<IconPackage size={28} stroke={1.6} />} title={t("orders_empty_title")}>
          <p>{t("orders_empty_text")}</p>
          <Button component={Link} to="/">
            {t("parts_add")}
          </Button>
        </Empty>
      ) : null}
      {orders.data && orders.data.length > 0 ? (
        <ul className={page.panel}>
          {orders.data.map((order) => (
            <li key={order.id} className={classes.row}>
              <div className={classes.cell}>
                <Link to={`/orders/${order.id}`}>{order.reference || t("order_of", { date: f.dateTime(order.created_at) })}</Link>
                <span className="dim">{order.contact || order.id}</span>
              </div>
              <div className={classes.cell}>
                <Status tone={isLate(order, now) ? "bad" : orderTone(order.state)}>
                  {isLate(order, now) ? t("order_late") : t(orderStateKey(order.state))}
                </Status>
              </div>
              <div className={classes.meter}>
                <Meter
                  share={order.progress.share}
                  tone={order.progress.share >= 1 ? "good" : "accent"}
                  label={t("order_progress", { done: order.progress.operations_finished, total: order.progress.operations_total })}
                />
                <span className="dim">
                  {t("order_progress", { done: order.progress.operations_finished, total: order.progress.operations_total })}
                </span>
              </div>
              <div className={classes.cell}>
                <span>{f.day(order.promised_at)}</span>
                <span className="dim">{t("promised")}</span>
              </div>
              <strong className={classes.total}>{moneyText(f, order.total)}</strong>
              <IconChevronRight size={18} className={classes.arrow} aria-hidden="true" />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
