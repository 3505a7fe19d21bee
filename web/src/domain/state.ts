// How the one status vocabulary looks. The words come from the message catalogue.

import type { Tone } from "../ui/Status";
import type { Finding, OperationState, Order, OrderState, Part, PartState, ProcessFindings } from "../api/types";

export function partTone(state: PartState): Tone {
  switch (state) {
    case "analysing":
      return "active";
    case "ready":
      return "good";
    case "needs_configuring":
    case "review_and_accept":
      return "warn";
    case "changes_required":
      return "bad";
    case "expired":
      return "neutral";
  }
}

export const partStateKey = (state: PartState): `state_${PartState}` => `state_${state}`;

export function orderTone(state: OrderState): Tone {
  switch (state) {
    case "confirmed":
      return "neutral";
    case "in_production":
      return "active";
    case "ready_to_ship":
      return "good";
    case "cancelled":
      return "bad";
  }
}

export const orderStateKey = (state: OrderState): `order_state_${OrderState}` => `order_state_${state}`;

export function operationTone(state: OperationState): Tone {
  switch (state) {
    case "waiting":
      return "neutral";
    case "ready":
      return "warn";
    case "running":
      return "active";
    case "finished":
      return "good";
    case "scrapped":
    case "cancelled":
      return "bad";
  }
}

export const operationStateKey = (state: OperationState): `operation_state_${OperationState}` => `operation_state_${state}`;

/** A name for a part that is never empty. */
export const partName = (part: Pick<Part, "name" | "file_name">): string => part.name || part.file_name;

/** A place in the list of findings that a link can carry. */
export interface NamedFinding {
  readonly key: string;
  readonly number: number;
  readonly process: string;
  readonly finding: Finding;
}

/** All findings of one process, numbered as the markers on the part are. */
export function numberFindings(processes: readonly ProcessFindings[], process: string | undefined): NamedFinding[] {
  const wanted = processes.filter((entry) => process === undefined || entry.process === process);
  let number = 0;
  return wanted.flatMap((entry) =>
    entry.findings.map((finding, index) => {
      number += 1;
      return { key: `${entry.process}-${index}`, number, process: entry.process, finding };
    }),
  );
}

/** Late when it is not ready to ship and the promise has passed. */
export function isLate(order: Pick<Order, "state" | "promised_at">, nowMs: number): boolean {
  const open = order.state === "confirmed" || order.state === "in_production";
  return open && new Date(order.promised_at).getTime() < nowMs;
}
