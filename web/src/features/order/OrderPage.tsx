import { Button } from "@mantine/core";
import { IconAlertTriangle, IconArrowLeft, IconCheck, IconClock, IconPlayerPlay } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { Link, useLocation, useParams } from "react-router";
import { useLiveness } from "../../api/events";
import { useCancelOrder, useOrder, usePart, revisionOf } from "../../api/queries";
import type { Operation, Order, WorkOrder } from "../../api/types";
import { LiveMark } from "../../domain/LiveMark";
import { moneyText } from "../../domain/money";
import { PartPicture } from "../../domain/PartPicture";
import { ProblemNotice } from "../../domain/Problem";
import { isLate, operationStateKey, orderStateKey, orderTone } from "../../domain/state";
import { useNow } from "../../lib/useNow";
import { useText } from "../../lib/preferences";
import { seconds } from "../../lib/units";
import { Meter } from "../../ui/Meter";
import { Notice } from "../../ui/Notice";
import { Status } from "../../ui/Status";
import classes from "./OrderPage.module.css";

export function OrderPage() {
  const { orderId = "" } = useParams();
  const { say, t, f } = useText();
  const order = useOrder(orderId);
  const liveness = useLiveness();
  const location = useLocation();
  const now = useNow(30_000);
  const title = order.data?.reference || t("order_title");
  useEffect(() => {
    document.title = `${title} · Millrace`;
  }, [title]);
  if (order.error) {
    return (
      <div className={classes.page}>
        <ProblemNotice cause={order.error} onRetry={() => void order.refetch()} />
      </div>
    );
  }
  const data = order.data;
  if (!data) return null;
  const late = isLate(data, now);
  const placed = typeof location.state === "object" && location.state !== null && "placed" in location.state;
  const running = data.work_orders.flatMap((work) => work.operations).find((operation) => operation.state === "running");
  return (
    <div className={classes.page}>
      <Link to="/orders" className={classes.back}>
        <IconArrowLeft size={16} aria-hidden="true" /> {t("orders_title")}
      </Link>
      {placed ? (
        <Notice
          tone="info"
          title={t("placed_title")}
          actions={
            <Button component={Link} to="/floor" size="xs" variant="default">
              {t("placed_floor")}
            </Button>
          }
        >
          {t("placed_text")}
        </Notice>
      ) : null}
      <header className={classes.head}>
        <div>
          <h1>{title}</h1>
          <p className="dim">
            {t("order_line_head", { id: data.id, date: f.dateTime(data.created_at), contact: data.contact })}
          </p>
        </div>
        <div className={classes.headState}>
          <LiveMark liveness={liveness} />
          <Status tone={late ? "bad" : orderTone(data.state)}>{late ? t("order_late") : t(orderStateKey(data.state))}</Status>
        </div>
      </header>

      <section className={classes.promise} aria-label={t("promise_label")}>
        <div>
          <span className="dim">{t("promised")}</span>
          <strong>{f.day(data.promised_at)}</strong>
          <span className="dim">{f.relative(data.promised_at, now)}</span>
        </div>
        <div className={classes.progress}>
          <span role="status">
            {data.state === "cancelled"
              ? t("cancelled_text")
              : data.state === "ready_to_ship"
                ? t("order_done")
                : running
                  ? t("order_now", { operation: say(running.name, running.name_i18n) })
                  : t("order_progress", { done: data.progress.operations_finished, total: data.progress.operations_total })}
          </span>
          <Meter
            share={data.progress.share}
            tone={data.progress.share >= 1 ? "good" : "accent"}
            label={t("order_progress", { done: data.progress.operations_finished, total: data.progress.operations_total })}
          />
          <span className="dim">
            {t("order_planned", { done: f.duration(seconds(data.progress.finished_s)), total: f.duration(seconds(data.progress.planned_s)) })}
          </span>
        </div>
        <div>
          <span className="dim">{t("total")}</span>
          <strong>{moneyText(f, data.total)}</strong>
          {data.minimum_added.amount_minor > 0 ? (
            <span className="dim">{t("order_minimum", { minimum: moneyText(f, data.total) })}</span>
          ) : null}
        </div>
      </section>

      {data.lines.map((line) => (
        <Line key={line.number} order={data} line={line} />
      ))}
      <Cancellation order={data} />
    </div>
  );
}

/** Takes the order back as long as nobody has begun to work on it. */
function Cancellation({ order }: { readonly order: Order }) {
  const { t } = useText();
  const [asked, setAsked] = useState(false);
  const cancel = useCancelOrder(order.id);
  if (order.state === "in_production") return <p className="dim">{t("cancel_too_late")}</p>;
  if (order.state !== "confirmed") return null;
  if (!asked) {
    return (
      <Button variant="subtle" color="gray" className={classes.cancel} onClick={() => setAsked(true)}>
        {t("cancel_order")}
      </Button>
    );
  }
  return (
    <>
      {cancel.error ? <ProblemNotice cause={cancel.error} /> : null}
      <Notice
        tone="warn"
        title={t("cancel_sure")}
        actions={
          <>
            <Button size="xs" color="red.9" loading={cancel.isPending} onClick={() => cancel.mutate()}>
              {t("cancel_order")}
            </Button>
            <Button size="xs" variant="default" autoFocus onClick={() => setAsked(false)}>
              {t("cancel_keep")}
            </Button>
          </>
        }
      >
        {t("cancel_effect")}
      </Notice>
    </>
  );
}

function Line({ order, line }: { readonly order: Order; readonly line: Order["lines"][number] }) {
  const { t, f, code } = useText();
  const part = usePart(line.part_id);
  const works = order.work_orders.filter((work) => work.order_line === line.number);
  return (
    <section className={classes.line} aria-label={t("order_line", { number: String(line.number), name: line.part_name })}>
      <div className={classes.part}>
        <PartPicture
          partId={line.part_id}
          revision={part.data?.model_url ? revisionOf(part.data) : undefined}
          label={t("picture_of", { name: line.part_name })}
          width={240}
          height={160}
        />
        <h2>
          <Link to={`/parts/${line.part_id}`}>{line.part_name}</Link>
        </h2>
        <p>
          {t("line_what", {
            quantity: f.integer(line.quantity),
            process: code("process", line.process, line.process_name),
            material: line.material_name,
          })}
        </p>
        <p className="dim">
          {t("line_price", { price: moneyText(f, line.unit_price), tier: code("tier", line.tier, line.tier_name) })}
        </p>
        <Button
          component={Link}
          to={`/parts/${line.part_id}?${new URLSearchParams({ process: line.process, material: line.material, quantity: String(line.quantity), tier: line.tier }).toString()}`}
          variant="default"
          size="xs"
        >
          {t("reorder")}
        </Button>
      </div>
      <div className={classes.works}>
        {works.map((work) => (
          <Timeline key={work.id} work={work} />
        ))}
      </div>
    </section>
  );
}

function Timeline({ work }: { readonly work: WorkOrder }) {
  const { t } = useText();
  return (
    <div>
      {work.replaces ? (
        <p className={classes.replaces}>
          <IconAlertTriangle size={16} aria-hidden="true" /> {t("work_replaces", { count: work.quantity })}
        </p>
      ) : null}
      <ol className={classes.timeline}>
        {work.operations.map((operation) => (
          <Step key={operation.id} operation={operation} />
        ))}
      </ol>
    </div>
  );
}

function Step({ operation }: { readonly operation: Operation }) {
  const { t, f, code, say } = useText();
  const label = code("kind", operation.kind, operation.name);
  const icon =
    operation.state === "finished" ? (
      <IconCheck size={15} stroke={2.4} />
    ) : operation.state === "running" ? (
      <IconPlayerPlay size={14} />
    ) : operation.state === "scrapped" ? (
      <IconAlertTriangle size={14} />
    ) : operation.state === "ready" ? (
      <IconClock size={14} />
    ) : null;
  return (
    <li className={classes.step} data-state={operation.state} aria-current={operation.state === "running" ? "step" : undefined}>
      <span className={classes.dot} aria-hidden="true">
        {icon}
      </span>
      <div className={classes.stepWords}>
        <strong>{label}</strong>
        <span className="dim">
          {label === operation.name ? null : (
            <>
              {say(operation.name, operation.name_i18n)} ·{" "}
            </>
          )}
          {code("centre", operation.work_centre, operation.work_centre_name)}
        </span>
        {operation.scrap_reason ? <span className={classes.scrap}>{t("scrap_line", { count: operation.scrap_quantity, reason: code("scrap", operation.scrap_reason, operation.scrap_reason) })}</span> : null}
      </div>
      <div className={`${classes.stepTimes} figures`}>
        <span>{t(operationStateKey(operation.state))}</span>
        <span className="dim">
          {operation.actual_s !== null
            ? t("actual_of_planned", { actual: f.duration(seconds(operation.actual_s)), planned: f.duration(seconds(operation.planned_s)) })
            : operation.started_at
              ? t("started_at", { time: f.dateTime(operation.started_at) })
              : t("planned_time", { time: f.duration(seconds(operation.planned_s)) })}
        </span>
      </div>
    </li>
  );
}
