// Every request to the server goes through here. Answers have the generated types; anything else
// becomes an ApiError that carries the server's problem document.

import type {
  Catalog,
  Findings,
  LengthUnit,
  Order,
  OrderRequest,
  OrderSummary,
  Part,
  Problem,
  Quote,
  QuoteRequest,
  Structure,
  Transition,
  WorkOrder,
} from "./types";

const base = "/api/v1";

export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = "ApiError";
  }

  /** True when trying the same again can help. */
  get isTemporary(): boolean {
    return this.problem.status === 0 || this.problem.status === 503 || this.problem.status === 504;
  }
}

function localProblem(status: number, code: string, title: string, detail: string): Problem {
  return { type: `urn:millrace:problem:${code}`, title, status, detail, code };
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "code" in value && "detail" in value;
}

/** A key that makes sending twice safe. randomUUID needs a secure page; a shop's plain HTTP is none. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function send(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(base + path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(localProblem(0, "offline", "No answer", "The server does not answer."));
  }
  if (!response.ok) throw new ApiError(await problemOf(response));
  return response;
}

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined);
  return isProblem(body)
    ? body
    : localProblem(response.status, "unexpected", response.statusText, `The server answered ${response.status}.`);
}

// The server is the one that wrote the types: answers are trusted to have them.
async function json<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await send(path, init);
  return (await response.json()) as T;
}

function post<T>(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<T> {
  return json<T>(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

const keyHeader = (key: string): Record<string, string> => ({ "Idempotency-Key": `"${key}"` });

export const api = {
  catalog: (): Promise<Catalog> => json("/catalog"),
  parts: (): Promise<{ items: Part[]; more: boolean }> => json("/parts?limit=200"),
  partsOfFile: (sha256: string): Promise<{ items: Part[]; more: boolean }> =>
    json(`/parts?limit=500&file_sha256=${encodeURIComponent(sha256)}`),
  part: (id: string): Promise<Part> => json(`/parts/${encodeURIComponent(id)}`),
  stateUnit: (id: string, unit: LengthUnit): Promise<Part> => post(`/parts/${encodeURIComponent(id)}/unit`, { unit }),
  findings: (id: string, process?: string): Promise<Findings> =>
    json(`/parts/${encodeURIComponent(id)}/findings${process ? `?process=${encodeURIComponent(process)}` : ""}`),
  structure: (id: string): Promise<Structure> => json(`/parts/${encodeURIComponent(id)}/structure`),
  /** Where the drawing of a flat pattern is, for a link that saves it. */
  flatPatternUrl: (id: string): string => `${base}/parts/${encodeURIComponent(id)}/flat.dxf`,
  model: async (id: string): Promise<ArrayBuffer> => (await send(`/parts/${encodeURIComponent(id)}/model`)).arrayBuffer(),
  createQuote: (request: QuoteRequest): Promise<Quote> => post("/quotes", request, keyHeader(newKey())),
  quote: (id: string): Promise<Quote> => json(`/quotes/${encodeURIComponent(id)}`),
  createOrder: (request: OrderRequest, key: string): Promise<Order> => post("/orders", request, keyHeader(key)),
  orders: (): Promise<{ items: OrderSummary[]; more: boolean }> => json("/orders?limit=200"),
  order: (id: string): Promise<Order> => json(`/orders/${encodeURIComponent(id)}`),
  cancelOrder: (id: string): Promise<Order> => post(`/orders/${encodeURIComponent(id)}/cancel`, {}),
  workOrders: (): Promise<{ items: WorkOrder[]; more: boolean }> => json("/work-orders?state=released,running&limit=200"),
  workOrder: (id: string): Promise<WorkOrder> => json(`/work-orders/${encodeURIComponent(id)}`),
  transition: (workOrder: string, operation: string, what: Transition, etag: string, key: string): Promise<WorkOrder> =>
    post(`/work-orders/${encodeURIComponent(workOrder)}/operations/${encodeURIComponent(operation)}/transitions`, what, {
      ...keyHeader(key),
      "If-Match": etag,
    }),
};

export interface UploadHandle {
  readonly done: Promise<Part[]>;
  cancel(): void;
}

/** Sends one file. XMLHttpRequest because fetch does not tell how far an upload is. */
export function uploadFile(file: File, onProgress: (share: number) => void): UploadHandle {
  const request = new XMLHttpRequest();
  const done = new Promise<Part[]>((resolve, reject) => {
    request.open("POST", `${base}/parts`);
    request.setRequestHeader("Idempotency-Key", `"${newKey()}"`);
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      const body: unknown = request.response;
      if (request.status >= 200 && request.status < 300) resolve((body as { items: Part[] }).items);
      else if (isProblem(body)) reject(new ApiError(body));
      else reject(new ApiError(localProblem(request.status, "unexpected", request.statusText, `The server answered ${request.status}.`)));
    };
    request.onerror = () => reject(new ApiError(localProblem(0, "offline", "No answer", "The server does not answer.")));
    request.onabort = () => reject(new ApiError(localProblem(0, "cancelled", "Cancelled", "The upload was cancelled.")));
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
  return { done, cancel: () => request.abort() };
}
