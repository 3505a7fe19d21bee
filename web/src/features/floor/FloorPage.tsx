import { TextInput } from "@mantine/core";
import { IconMoodSmile, IconUser } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { useLiveness } from "../../api/events";
import { useCatalog, useWorkOrders } from "../../api/queries";
import { LiveMark } from "../../domain/LiveMark";
import { ProblemNotice } from "../../domain/Problem";
import { operationStateKey, operationTone } from "../../domain/state";
import { readStored, useText, writeStored } from "../../lib/preferences";
import { seconds } from "../../lib/units";
import { useNow } from "../../lib/useNow";
import { Empty } from "../../ui/Empty";
import { Status } from "../../ui/Status";
import { JobPanel } from "./JobPanel";
import { centresOf, elapsedSeconds, queueOf, type Job } from "./queue";
import classes from "./Floor.module.css";

const operatorKey = "millrace.operator";

export function FloorPage() {
  const { t } = useText();
  const works = useWorkOrders();
  const catalog = useCatalog();
  const liveness = useLiveness();
  const [search, setSearch] = useSearchParams();
  const [operator, setOperator] = useState(readStored(operatorKey) ?? "");
  const now = useNow(1_000);
  const title = t("floor_title");
  useEffect(() => {
    document.title = `${title} · Millrace`;
  }, [title]);

  const all = works.data ?? [];
  const centre = search.get("centre") ?? undefined;
  const centres = centresOf(all, catalog.data?.work_centres ?? []);
  const queue = queueOf(all, centre);
  const chosen = queue.find((job) => job.operation.id === search.get("operation")) ?? queue[0];
  const go = (change: { centre?: string | undefined; operation?: string | undefined }, push = false): void => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(change)) {
      if (value === undefined) next.delete(name);
      else next.set(name, value);
    }
    setSearch(next, { replace: !push, preventScrollReset: true });
  };

  return (
    <div className={classes.floor}>
      <div className={classes.top}>
        <h1>{title}</h1>
        <LiveMark liveness={liveness} />
        <TextInput
          className={classes.operator ?? ""}
          size="lg"
          leftSection={<IconUser size={20} aria-hidden="true" />}
          aria-label={t("operator")}
          placeholder={t("operator")}
          value={operator}
          onChange={(event) => {
            setOperator(event.currentTarget.value);
            writeStored(operatorKey, event.currentTarget.value);
          }}
        />
      </div>
      <nav className={classes.centres} aria-label={t("centres_label")}>
        <button type="button" aria-pressed={centre === undefined} onClick={() => go({ centre: undefined, operation: undefined }, true)}>
          {t("centre_all")}
        </button>
        {centres.map((entry) => (
          <CentreButton key={entry.id} entry={entry} pressed={centre === entry.id} onPress={() => go({ centre: entry.id, operation: undefined }, true)} />
        ))}
      </nav>
      {works.error ? (
        <div className={classes.problem}>
          <ProblemNotice cause={works.error} onRetry={() => void works.refetch()} />
        </div>
      ) : null}
      {works.data && queue.length === 0 ? (
        <Empty icon={<IconMoodSmile size={28} stroke={1.6} />} title={t("floor_empty_title")}>
          <p>{t(centre === undefined ? "floor_empty_text" : "floor_empty_centre")}</p>
        </Empty>
      ) : (
        <div className={classes.columns}>
          <ul className={classes.queue} aria-label={t("queue_label")}>
            {queue.map((job) => (
              <QueueRow
                key={job.operation.id}
                job={job}
                now={now}
                chosen={job.operation.id === chosen?.operation.id}
                onChoose={() => go({ operation: job.operation.id })}
              />
            ))}
          </ul>
          {chosen ? (
            <JobPanel key={chosen.operation.id} job={chosen} operator={operator} now={now} onDone={() => go({ operation: undefined })} />
          ) : null}
        </div>
      )}
    </div>
  );
}

function CentreButton({
  entry,
  pressed,
  onPress,
}: {
  readonly entry: ReturnType<typeof centresOf>[number];
  readonly pressed: boolean;
  readonly onPress: () => void;
}) {
  const { t, code } = useText();
  const busy = entry.running + entry.startable;
  return (
    <button type="button" aria-pressed={pressed} onClick={onPress}>
      {code("centre", entry.id, entry.name)}
      {busy > 0 ? (
        <span className={classes.badge} data-running={entry.running > 0 || undefined}>
          <span aria-hidden="true">{busy}</span>
          <span className="sr-only">{t("centre_busy", { running: entry.running, ready: entry.startable })}</span>
        </span>
      ) : null}
    </button>
  );
}

function QueueRow({ job, now, chosen, onChoose }: { readonly job: Job; readonly now: number; readonly chosen: boolean; readonly onChoose: () => void }) {
  const { t, f, code } = useText();
  const { work, operation } = job;
  const late = new Date(work.due_at).getTime() < now;
  return (
    <li>
      <button type="button" className={classes.row} aria-pressed={chosen} onClick={onChoose} data-state={operation.state}>
        <span className={classes.rowTop}>
          <strong>{code("kind", operation.kind, operation.name)}</strong>
          <Status tone={operationTone(operation.state)}>{t(operationStateKey(operation.state))}</Status>
        </span>
        <span>
          {work.part_name} · {t("pieces", { count: work.quantity })}
        </span>
        <span className={`${classes.rowMeta} figures`}>
          <span data-late={late || undefined}>{t(late ? "due_late" : "due", { date: f.day(work.due_at) })}</span>
          <span>
            {operation.state === "running"
              ? `${f.clock(seconds(elapsedSeconds(operation, now)))} / ${f.clock(seconds(operation.planned_s))}`
              : f.duration(seconds(operation.planned_s))}
          </span>
        </span>
      </button>
    </li>
  );
}
