// The server's event stream keeps the query cache fresh: each event says which data is out of date.

import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { keys } from "./queries";
import type { ShopEvent } from "./types";

export type Liveness = "connecting" | "live" | "lost";

let liveness: Liveness = "connecting";
const listeners = new Set<() => void>();
function setLiveness(next: Liveness): void {
  if (next === liveness) return;
  liveness = next;
  for (const listener of listeners) listener();
}

/** The query keys that an event makes stale. */
export function staleKeys(event: Pick<ShopEvent, "type" | "subject">): readonly (readonly string[])[] {
  const topic = event.type.split(".")[0];
  switch (topic) {
    case "part":
      return [keys.parts, keys.part(event.subject)];
    case "quote":
      return [];
    default:
      return [keys.workOrders, ["work-order"], keys.orders, ["order"]];
  }
}

function isEvent(value: unknown): value is ShopEvent {
  return typeof value === "object" && value !== null && "type" in value && "subject" in value;
}

/** Opens the stream; events within a moment are answered by one refresh. @return closes it. */
export function followEvents(client: QueryClient): () => void {
  const stale = new Map<string, readonly string[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    for (const key of stale.values()) void client.invalidateQueries({ queryKey: key });
    stale.clear();
  };
  const source = new EventSource("/api/v1/events");
  source.onopen = () => {
    // Whatever happened while the line was down is caught up with once.
    if (liveness === "lost") void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== keys.quotes[0] });
    setLiveness("live");
  };
  source.onerror = () => setLiveness("lost");
  source.onmessage = (message: MessageEvent<string>) => {
    const event: unknown = JSON.parse(message.data);
    if (!isEvent(event)) return;
    for (const key of staleKeys(event)) stale.set(key.join("/"), key);
    timer ??= setTimeout(flush, 120);
  };
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

export function useLiveness(): Liveness {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => liveness,
  );
}
