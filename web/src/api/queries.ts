// Server state as React sees it. The query cache is the only store of server data.

import { useMutation, useQuery, useQueryClient, type QueryClient, type UseQueryResult } from "@tanstack/react-query";
import { ApiError, api, newKey } from "./client";
import type {
  Catalog,
  Findings,
  LengthUnit,
  Order,
  OrderRequest,
  OrderSummary,
  Part,
  Quote,
  QuoteRequest,
  Structure,
  Transition,
  WorkOrder,
} from "./types";

export const keys = {
  parts: ["parts"] as const,
  part: (id: string) => ["part", id] as const,
  findings: (id: string) => ["findings", id] as const,
  findingsElsewhere: (id: string, process: string) => ["findings", id, process] as const,
  structure: (id: string) => ["structure", id] as const,
  model: (id: string, revision: string) => ["model", id, revision] as const,
  quotes: ["quote"] as const,
  orders: ["orders"] as const,
  order: (id: string) => ["order", id] as const,
  workOrders: ["work-orders"] as const,
  workOrder: (id: string) => ["work-order", id] as const,
  catalog: ["catalog"] as const,
};

const minute = 60_000;
/** Only while the event stream could be down; events are what normally brings news. */
const pollAnalysingMs = 700;
const pollSlowMs = 15_000;

export const useCatalog = (): UseQueryResult<Catalog> =>
  useQuery({ queryKey: keys.catalog, queryFn: api.catalog, staleTime: 10 * minute });

export const useParts = (): UseQueryResult<Part[]> =>
  useQuery({
    queryKey: keys.parts,
    queryFn: async () => (await api.parts()).items,
    refetchInterval: (query) => (query.state.data?.some((part) => part.state === "analysing") ? pollAnalysingMs : false),
  });

export const usePart = (id: string, enabled = true): UseQueryResult<Part> =>
  useQuery({
    queryKey: keys.part(id),
    queryFn: () => api.part(id),
    enabled: enabled && id !== "",
    refetchInterval: (query) => (query.state.data?.state === "analysing" ? pollAnalysingMs : false),
  });

export const isAnalysed = (part: Part | undefined): boolean =>
  part !== undefined && part.state !== "analysing" && part.failure === null;

/** Changes when a part has been analysed again, for instance in another unit. */
export const revisionOf = (part: Part): string => `${part.file_sha256}/${part.units?.unit ?? ""}/${part.state === "analysing" ? "…" : ""}`;

export const useFindings = (part: Part | undefined): UseQueryResult<Findings> =>
  useQuery({
    queryKey: keys.findings(part?.id ?? ""),
    queryFn: () => api.findings(part?.id ?? ""),
    enabled: isAnalysed(part),
    staleTime: 5 * minute,
  });

/** Findings for a process that the shop does not offer; nothing is asked while `process` is undefined. */
export const useFindingsElsewhere = (part: Part | undefined, process: string | undefined): UseQueryResult<Findings> =>
  useQuery({
    queryKey: keys.findingsElsewhere(part?.id ?? "", process ?? ""),
    queryFn: () => api.findings(part?.id ?? "", process),
    enabled: isAnalysed(part) && process !== undefined,
    staleTime: 5 * minute,
  });

/** Parts and tree of the file that a part came in: they never change once it has been read. */
export const useStructure = (part: Part | undefined): UseQueryResult<Structure> =>
  useQuery({
    queryKey: keys.structure(part?.id ?? ""),
    queryFn: () => api.structure(part?.id ?? ""),
    enabled: part?.structure_url != null,
    staleTime: Infinity,
  });

export const useModelBytes = (part: Part | undefined): UseQueryResult<ArrayBuffer> =>
  useQuery({
    queryKey: keys.model(part?.id ?? "", part ? revisionOf(part) : ""),
    queryFn: () => api.model(part?.id ?? ""),
    enabled: part?.model_url != null && part.state !== "analysing",
    staleTime: Infinity,
    gcTime: 2 * minute,
  });

/** A quote for exactly this request. Asking again within ten minutes uses the quote already made. */
export const useQuoteFor = (request: QuoteRequest | undefined): UseQueryResult<Quote> =>
  useQuery({
    queryKey: [...keys.quotes, request],
    queryFn: () => {
      if (!request) throw new Error("no request");
      return api.createQuote(request);
    },
    enabled: request !== undefined,
    staleTime: 10 * minute,
    refetchOnWindowFocus: false,
  });

export const useQuote = (id: string): UseQueryResult<Quote> =>
  useQuery({ queryKey: [...keys.quotes, id], queryFn: () => api.quote(id), enabled: id !== "", staleTime: 10 * minute });

export const useOrders = (): UseQueryResult<OrderSummary[]> =>
  useQuery({ queryKey: keys.orders, queryFn: async () => (await api.orders()).items });

export const useOrder = (id: string): UseQueryResult<Order> =>
  useQuery({ queryKey: keys.order(id), queryFn: () => api.order(id), refetchInterval: pollSlowMs });

export const useWorkOrders = (): UseQueryResult<WorkOrder[]> =>
  useQuery({ queryKey: keys.workOrders, queryFn: async () => (await api.workOrders()).items, refetchInterval: pollSlowMs });

export const useWorkOrder = (id: string): UseQueryResult<WorkOrder> =>
  useQuery({ queryKey: keys.workOrder(id), queryFn: () => api.workOrder(id), enabled: id !== "" });

export function useStateUnit(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (unit: LengthUnit) => api.stateUnit(id, unit),
    onSuccess: (part: Part) => {
      client.setQueryData(keys.part(id), part);
      client.removeQueries({ queryKey: keys.findings(id) });
      client.removeQueries({ queryKey: keys.quotes });
      void client.invalidateQueries({ queryKey: keys.parts });
    },
  });
}

export function usePlaceOrder() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ request, key }: { request: OrderRequest; key: string }) => api.createOrder(request, key),
    onSuccess: (order: Order) => {
      client.setQueryData(keys.order(order.id), order);
      void client.invalidateQueries({ queryKey: keys.orders });
      void client.invalidateQueries({ queryKey: keys.workOrders });
    },
    // The key stays the same, so a repeated request never orders twice.
    retry: (count, error) => count < 3 && error instanceof ApiError && error.isTemporary,
  });
}

export function useCancelOrder(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.cancelOrder(id),
    onSuccess: (order: Order) => client.setQueryData(keys.order(id), order),
    onSettled: () => refreshFloor(client),
    retry: (count, error) => count < 3 && error instanceof ApiError && error.isTemporary,
  });
}

export interface TransitionArguments {
  readonly workOrder: string;
  readonly operation: string;
  readonly etag: string;
  readonly what: Transition;
  readonly key: string;
}

export function useTransition() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ workOrder, operation, what, etag, key }: TransitionArguments) =>
      api.transition(workOrder, operation, what, etag, key),
    onSuccess: (workOrder: WorkOrder) => {
      client.setQueryData<WorkOrder[]>(keys.workOrders, (list) =>
        list?.map((entry) => (entry.id === workOrder.id ? { ...workOrder, plan: null } : entry)),
      );
      client.setQueryData(keys.workOrder(workOrder.id), workOrder);
    },
    onSettled: () => refreshFloor(client),
    // A tablet at the edge of the wireless network: the same key makes trying again safe.
    retry: (count, error) => count < 5 && error instanceof ApiError && error.isTemporary,
    retryDelay: (count) => Math.min(1_000 * 2 ** count, 10_000),
  });
}

export { newKey };

export function refreshFloor(client: QueryClient): void {
  for (const key of [keys.workOrders, ["work-order"], keys.orders, ["order"]]) {
    void client.invalidateQueries({ queryKey: key });
  }
}
