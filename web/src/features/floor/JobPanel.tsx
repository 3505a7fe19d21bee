import { Button, Modal, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconMinus, IconPlayerPlay, IconPlus } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { Link } from "react-router";
import { newKey, revisionOf, usePart, useTransition, useWorkOrder } from "../../api/queries";
import type { Transition } from "../../api/types";
import { PartPicture } from "../../domain/PartPicture";
import { ProblemNotice } from "../../domain/Problem";
import { operationStateKey } from "../../domain/state";
import { useText } from "../../lib/preferences";
import { seconds } from "../../lib/units";
import { Fact, FactList } from "../../ui/Fact";
import { Meter } from "../../ui/Meter";
import { elapsedSeconds, waitsFor, type Job } from "./queue";
import classes from "./JobPanel.module.css";

const scrapReasons = ["tool_broke", "wrong_size", "surface", "material", "print_failed", "clamping"] as const;

interface Props {
  readonly job: Job;
  readonly operator: string;
  readonly now: number;
  readonly onDone: () => void;
}

/** One operation as a person at the machine needs it. Nothing can be undone here: metal is gone. */
export function JobPanel({ job, operator, now, onDone }: Props) {
  const { t, f, code, say } = useText();
  const { work, operation } = job;
  const part = usePart(work.part_id);
  const full = useWorkOrder(work.id);
  const transition = useTransition();
  const [scrapping, setScrapping] = useState(false);
  // What has been scrapped on this operation cannot be good any more.
  const goodMax = Math.max(0, work.quantity - operation.scrap_quantity);
  const [wanted, setGood] = useState(work.quantity);
  const good = Math.min(wanted, goodMax);
  const key = useRef(newKey());
  const waiting = waitsFor(job);
  const elapsed = elapsedSeconds(operation, now);
  const share = operation.planned_s > 0 ? elapsed / operation.planned_s : 0;
  const planned = full.data?.plan?.operations.find((entry) => entry.sequence === operation.sequence);
  const act = (what: Transition): void =>
    transition.mutate(
      { workOrder: work.id, operation: operation.id, etag: operation.etag, key: key.current, what: { ...what, ...(operator ? { operator_name: operator } : {}) } },
      {
        onSuccess: () => {
          key.current = newKey();
          setScrapping(false);
          if (what.kind === "finish") onDone();
        },
        onError: () => setScrapping(false),
      },
    );

  return (
    <section className={classes.panel} aria-label={t("job_label")}>
      <div className={classes.head}>
        <PartPicture
          partId={work.part_id}
          revision={part.data?.model_url ? revisionOf(part.data) : undefined}
          label={t("picture_of", { name: work.part_name })}
          width={232}
          height={164}
        />
        <div className={classes.title}>
          <span className="dim">{code("centre", operation.work_centre, operation.work_centre_name)}</span>
          <h2>{code("kind", operation.kind, operation.name)}</h2>
          {operation.name === code("kind", operation.kind, operation.name) ? null : <p>{say(operation.name, operation.name_i18n)}</p>}
          <p>
            <Link to={`/parts/${work.part_id}`}>{work.part_name}</Link> · {t("pieces", { count: work.quantity })} · {work.material_name}
          </p>
          {work.replaces ? (
            <p className={classes.replaces}>
              <IconAlertTriangle size={16} aria-hidden="true" /> {t("work_replaces", { count: work.quantity })}
            </p>
          ) : null}
        </div>
      </div>

      <div className={`${classes.clock} figures`} role="group" aria-label={t("times_label")}>
        <div>
          <span className="dim">{operation.state === "running" ? t("elapsed") : t("state")}</span>
          <strong>{operation.state === "running" ? f.clock(seconds(elapsed)) : t(operationStateKey(operation.state))}</strong>
        </div>
        <div>
          <span className="dim">{t("planned")}</span>
          <strong>{f.clock(seconds(operation.planned_s))}</strong>
        </div>
        <div>
          <span className="dim">{t("due_title")}</span>
          <strong>{f.day(work.due_at)}</strong>
        </div>
      </div>
      {operation.state === "running" ? (
        <Meter share={Math.min(1, share)} tone={share > 1 ? "warn" : "accent"} label={t("planned_share", { share: f.percent(share) })} />
      ) : null}

      {transition.error ? <ProblemNotice cause={transition.error} /> : null}

      {operation.state === "running" ? (
        <div className={classes.finish}>
          <Stepper label={t("good_pieces")} value={good} min={0} max={goodMax} onChange={setGood} />
          <Button
            className={classes.big ?? ""}
            leftSection={<IconCheck size={26} aria-hidden="true" />}
            loading={transition.isPending}
            onClick={() => act({ kind: "finish", good_quantity: good })}
          >
            {t("finish")}
          </Button>
          <Button
            className={classes.big ?? ""}
            variant="default"
            leftSection={<IconAlertTriangle size={24} aria-hidden="true" />}
            disabled={transition.isPending}
            onClick={() => setScrapping(true)}
          >
            {t("scrap")}
          </Button>
        </div>
      ) : (
        <div className={classes.start}>
          <Button
            className={classes.big ?? ""}
            leftSection={<IconPlayerPlay size={26} aria-hidden="true" />}
            loading={transition.isPending}
            disabled={operation.state !== "ready"}
            onClick={() => act({ kind: "start" })}
          >
            {t("start")}
          </Button>
          {operation.state === "waiting" && waiting ? (
            <p className="dim">{t("waits_for", { operation: code("kind", waiting.kind, waiting.name) })}</p>
          ) : null}
        </div>
      )}

      <FactList>
        <Fact name={t("work_order")}>{work.id}</Fact>
        <Fact name={t("order_title")}>
          <Link to={`/orders/${work.order_id}`}>{work.order_id}</Link>
        </Fact>
        <Fact name={t("fact_machine")}>{work.machine_name}</Fact>
        {planned && planned.set_up > 0 ? <Fact name={t("set_up")}>{f.integer(planned.set_up)}</Fact> : null}
        {planned && planned.tools.length > 0 ? <Fact name={t("tools")}>{planned.tools.map((tool) => tool.tool).join(", ")}</Fact> : null}
      </FactList>
      <ol className={classes.steps} aria-label={t("operations_title")}>
        {work.operations.map((entry) => (
          <li key={entry.id} data-state={entry.state} aria-current={entry.id === operation.id ? "step" : undefined}>
            {code("kind", entry.kind, entry.name)}
            <span className="sr-only">: {t(operationStateKey(entry.state))}</span>
            {entry.actual_s !== null ? <small>{f.clock(seconds(entry.actual_s))}</small> : <small>{f.clock(seconds(entry.planned_s))}</small>}
          </li>
        ))}
      </ol>
      <ScrapDialog
        opened={scrapping}
        quantity={Math.max(1, goodMax)}
        busy={transition.isPending}
        onClose={() => setScrapping(false)}
        onScrap={(count, reason) => act({ kind: "scrap", scrap_quantity: count, reason })}
      />
    </section>
  );
}

interface StepperProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  onChange(value: number): void;
}

function Stepper({ label, value, min, max, onChange }: StepperProps) {
  const { t, f } = useText();
  return (
    <div className={classes.stepper} role="group" aria-label={label}>
      <span>{label}</span>
      <div>
        <button type="button" aria-label={t("less")} disabled={value <= min} onClick={() => onChange(Math.max(min, value - 1))}>
          <IconMinus size={24} />
        </button>
        <output aria-live="polite">
          {f.integer(value)}
          <small> / {f.integer(max)}</small>
        </output>
        <button type="button" aria-label={t("more")} disabled={value >= max} onClick={() => onChange(Math.min(max, value + 1))}>
          <IconPlus size={24} />
        </button>
      </div>
    </div>
  );
}

interface ScrapProps {
  readonly opened: boolean;
  readonly quantity: number;
  readonly busy: boolean;
  onClose(): void;
  onScrap(count: number, reason: string): void;
}

function ScrapDialog({ opened, quantity, busy, onClose, onScrap }: ScrapProps) {
  const { t } = useText();
  const [count, setCount] = useState(1);
  const [other, setOther] = useState("");
  return (
    <Modal opened={opened} onClose={onClose} title={t("scrap_title")} size="lg" centered closeButtonProps={{ "aria-label": t("close"), size: 48 }}>
      <div className={classes.scrap}>
        <p>{t("scrap_text")}</p>
        <Stepper label={t("scrap_pieces")} value={count} min={1} max={quantity} onChange={setCount} />
        <div className={classes.reasons} role="group" aria-label={t("scrap_reason")}>
          {scrapReasons.map((reason) => (
            <Button key={reason} variant="default" className={classes.big ?? ""} disabled={busy} onClick={() => onScrap(count, reason)}>
              {t(`scrap_${reason}`)}
            </Button>
          ))}
        </div>
        <form
          className={classes.other}
          onSubmit={(event) => {
            event.preventDefault();
            if (other.trim()) onScrap(count, other.trim());
          }}
        >
          <TextInput size="lg" aria-label={t("scrap_other")} placeholder={t("scrap_other")} value={other} onChange={(event) => setOther(event.currentTarget.value)} />
          <Button type="submit" size="lg" disabled={other.trim() === "" || busy}>
            {t("scrap")}
          </Button>
        </form>
      </div>
    </Modal>
  );
}
