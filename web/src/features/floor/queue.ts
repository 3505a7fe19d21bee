// The queue of the floor: which operation stands where, and in which order.

import type { Operation, WorkOrder } from "../../api/types";

export interface Job {
  readonly work: WorkOrder;
  readonly operation: Operation;
}

const rank: Readonly<Record<Operation["state"], number>> = { running: 0, ready: 1, waiting: 2, finished: 3, scrapped: 3, cancelled: 3 };

const isOver = (operation: Operation): boolean => rank[operation.state] === 3;

/** Unfinished operations: running first, then what can start, then what waits; earliest due first. */
export function queueOf(works: readonly WorkOrder[], centre: string | undefined): Job[] {
  return works
    .flatMap((work) => work.operations.map((operation) => ({ work, operation })))
    .filter(({ operation }) => !isOver(operation))
    .filter(({ operation }) => centre === undefined || operation.work_centre === centre)
    .sort(
      (a, b) =>
        rank[a.operation.state] - rank[b.operation.state] ||
        a.work.due_at.localeCompare(b.work.due_at) ||
        a.work.id.localeCompare(b.work.id) ||
        a.operation.sequence - b.operation.sequence,
    );
}

export interface Centre {
  readonly id: string;
  readonly name: string;
  readonly startable: number;
  readonly running: number;
}

/** Work centres that have something to do, and those of the catalogue that could. */
export function centresOf(works: readonly WorkOrder[], known: readonly { id: string; name: string }[]): Centre[] {
  const names = new Map(known.map((centre) => [centre.id, centre.name]));
  for (const { operation } of queueOf(works, undefined)) names.set(operation.work_centre, operation.work_centre_name);
  return [...names].map(([id, name]) => {
    const mine = queueOf(works, id);
    return {
      id,
      name,
      startable: mine.filter(({ operation }) => operation.state === "ready").length,
      running: mine.filter(({ operation }) => operation.state === "running").length,
    };
  });
}

/** Why an operation cannot start yet: the one before it, or nothing. */
export function waitsFor({ work, operation }: Job): Operation | undefined {
  return work.operations.find(
    (earlier) => earlier.sequence < operation.sequence && !isOver(earlier),
  );
}

export function elapsedSeconds(operation: Operation, nowMs: number): number {
  return operation.started_at ? Math.max(0, (nowMs - new Date(operation.started_at).getTime()) / 1000) : 0;
}
