// The mock API as a part of Vite's servers: `npm run dev -- --mode mock`, or
// `npm run build` and `npx vite preview --mode mock`.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import type { components } from "../src/api/schema";
import { bracketGlb } from "./part";
import { catalog, facts, findings, newId, progress, quote, structure, workOrder } from "./shop";

type S = components["schemas"];

export function mockApi(): Plugin {
  const parts: S["Part"][] = [];
  const quotes: S["Quote"][] = [];
  const orders: S["Order"][] = [];
  const listeners = new Set<ServerResponse>();
  let sequence = 0;

  const emit = (type: string, subject: string): void => {
    sequence += 1;
    const event = { specversion: "1.0", id: String(sequence), source: "urn:mock", type, subject, time: new Date().toISOString(), datacontenttype: "application/json", data: {} };
    for (const listener of listeners) listener.write(`id: ${sequence}\ndata: ${JSON.stringify(event)}\n\n`);
  };
  const send = (response: ServerResponse, body: unknown, status = 200): void => {
    response.writeHead(status, { "Content-Type": status >= 400 ? "application/problem+json" : "application/json" });
    response.end(JSON.stringify(body));
  };
  const problem = (response: ServerResponse, status: number, code: string, detail: string): void =>
    send(response, { type: `urn:millrace:problem:${code}`, title: code, status, detail, code }, status);
  const read = async (request: IncomingMessage): Promise<Buffer> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  };

  const analyse = (part: S["Part"]): void => {
    const steps = ["parse", "transfer", "facts", "check"];
    steps.forEach((step, index) =>
      setTimeout(() => {
        part.step = step;
        emit("part.step", part.id);
      }, index * 350),
    );
    setTimeout(() => {
      part.step = null;
      if (/broken/.test(part.file_name)) {
        part.state = "changes_required";
        part.failure = { type: "urn:millrace:problem:truncated", title: "Truncated", status: 422, code: "truncated", detail: "read part: the file ends in entity #1203 after 8,114 of 20,480 bytes" };
      } else {
        const mesh = part.file_name.endsWith(".stl") && part.stated_unit === null;
        part.state = mesh ? "needs_configuring" : /ready/.test(part.file_name) ? "ready" : "review_and_accept";
        part.units = mesh
          ? { unit: "mm", source: "guessed", reason: "STL carries no unit; 3.1 mm across is unusually small for a part.", doubtful: true, suggestion: "in" }
          : { unit: part.stated_unit ?? "mm", source: part.stated_unit ? "stated" : "file", reason: "The file states millimetres.", doubtful: false, suggestion: null };
        part.facts = facts;
        part.model_url = `/api/v1/parts/${part.id}/model`;
        part.structure_url = `/api/v1/parts/${part.id}/structure`;
        part.findings_count = [
          { process: "fdm", process_name: "3D printing (FDM)", required_changes: 0, advisories: 1, not_checked: 1 },
          { process: "milling", process_name: "CNC milling", required_changes: 1, advisories: 2, not_checked: 0 },
        ];
      }
      emit("part.analysed", part.id);
    }, steps.length * 350);
  };

  const summary = (order: S["Order"]): S["OrderSummary"] => ({
    id: order.id,
    quote_id: order.quote_id,
    contact: order.contact,
    reference: order.reference,
    state: order.state,
    lines_total: order.lines_total,
    minimum_added: order.minimum_added,
    total: order.total,
    created_at: order.created_at,
    promised_at: order.promised_at,
    lines_count: order.lines.length,
    progress: order.progress,
  });
  const refresh = (order: S["Order"]): void => {
    for (const work of order.work_orders) {
      work.progress = progress(work.operations);
      work.state = work.operations.every((operation) => operation.state === "finished" || operation.state === "scrapped")
        ? "finished"
        : work.operations.some((operation) => operation.state !== "waiting" && operation.state !== "ready")
          ? "running"
          : "released";
    }
    order.progress = progress(order.work_orders.flatMap((work) => work.operations));
    if (order.progress.share >= 1) order.state = "ready_to_ship";
    else if (order.work_orders.some((work) => work.state === "running")) order.state = "in_production";
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://mock");
    const path = url.pathname.split("/").filter(Boolean).slice(2);
    const post = request.method === "POST";
    const [kind, id, sub] = path;
    if (kind === "catalog") return send(response, catalog);
    if (kind === "events") {
      response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
      response.write(": hello\n\n");
      listeners.add(response);
      request.on("close", () => listeners.delete(response));
      return;
    }
    if (kind === "parts" && post && !id) {
      const body = (await read(request)).toString("latin1");
      const made = [...body.matchAll(/filename="([^"]*)"/g)].map((match): S["Part"] => {
        const file = match[1] ?? "part.step";
        return {
          id: newId("prt"),
          name: file.replace(/\.[^.]+$/, ""),
          file_name: file,
          file_sha256: String(Math.random()),
          index_in_file: 0,
          quantity_in_file: 1,
          state: "analysing",
          step: "parse",
          units: null,
          stated_unit: null,
          failure: null,
          diagnostics: [{ severity: "info", code: "schema", message: "STEP AP214, written by an unknown system." }],
          facts: null,
          findings_count: [],
          timings_ms: {},
          model_url: null,
          structure_url: null,
          created_at: new Date().toISOString(),
        };
      });
      parts.unshift(...made);
      made.forEach(analyse);
      return send(response, { items: made }, 202);
    }
    if (kind === "parts" && !id) return send(response, { items: parts.map((part) => ({ ...part, facts: null, findings_count: [] })), more: false });
    if (kind === "parts") {
      const part = parts.find((entry) => entry.id === id);
      if (!part) return problem(response, 404, "not_found", `There is no part '${id}'.`);
      if (sub === "model") {
        response.writeHead(200, { "Content-Type": "model/gltf-binary" });
        response.end(bracketGlb());
        return;
      }
      if (sub === "findings") {
        const process = url.searchParams.get("process") ?? undefined;
        return send(response, findings(part.id, catalog.processes_elsewhere.find((entry) => entry.id === process)?.id));
      }
      if (sub === "structure") return send(response, structure(part));
      if (sub === "unit") {
        part.stated_unit = (JSON.parse((await read(request)).toString()) as S["UnitStatement"]).unit;
        part.state = "analysing";
        analyse(part);
        return send(response, part, 202);
      }
      return send(response, part);
    }
    if (kind === "quotes" && post) {
      const wanted = JSON.parse((await read(request)).toString()) as S["QuoteRequest"];
      const made = quote(wanted, parts.filter((part) => wanted.part_ids.includes(part.id)), Date.now());
      quotes.push(made);
      return send(response, made, 201);
    }
    if (kind === "quotes") {
      const found = quotes.find((entry) => entry.id === id);
      return found ? send(response, found) : problem(response, 404, "not_found", `There is no quote '${id}'.`);
    }
    if (kind === "orders" && post && !id) {
      const wanted = JSON.parse((await read(request)).toString()) as S["OrderRequest"];
      const source = quotes.find((entry) => entry.id === wanted.quote_id);
      const order: S["Order"] = {
        id: newId("ord"),
        quote_id: wanted.quote_id,
        contact: wanted.contact ?? "",
        reference: wanted.reference ?? "",
        state: "confirmed",
        lines_total: { amount: "0.00", amount_minor: 0, currency: "USD" },
        minimum_added: { amount: "0.00", amount_minor: 0, currency: "USD" },
        total: { amount: "0.00", amount_minor: 0, currency: "USD" },
        created_at: new Date().toISOString(),
        promised_at: "",
        progress: progress([]),
        lines: [],
        work_orders: [],
      };
      for (const line of wanted.lines) {
        const part = parts.find((entry) => entry.id === line.part_id);
        const offer = source?.parts.find((entry) => entry.part_id === line.part_id)?.offers.find((entry) => entry.process === line.process && entry.material === line.material);
        const price = offer?.prices.find((entry) => entry.tier === line.tier && entry.quantity === line.quantity);
        if (!part || !offer || !price) return problem(response, 422, "invalid_argument", "This price is not part of the quote.");
        const made: S["OrderLine"] = {
          number: order.lines.length + 1,
          part_id: part.id,
          part_name: part.name,
          process: offer.process,
          process_name: offer.process_name,
          material: offer.material,
          material_name: offer.material_name,
          machine: offer.machine,
          machine_name: offer.machine_name,
          tier: price.tier,
          tier_name: price.tier_name,
          quantity: price.quantity,
          unit_price: price.unit_price,
          total_price: price.total_price,
          promised_at: price.ready_at,
          progress: progress([]),
        };
        order.lines.push(made);
        order.lines_total = price.total_price;
        order.total = price.total_price;
        order.promised_at = price.ready_at;
        order.work_orders.push(workOrder(order.id, made, part, Date.now()));
      }
      refresh(order);
      orders.unshift(order);
      emit("order.placed", order.id);
      return send(response, order, 201);
    }
    if (kind === "orders" && id) {
      const order = orders.find((entry) => entry.id === id);
      if (order && post) {
        order.state = "cancelled";
        for (const work of order.work_orders) {
          work.state = "cancelled";
          for (const operation of work.operations) operation.state = "cancelled";
        }
      }
      return order ? send(response, order) : problem(response, 404, "not_found", `There is no order '${id}'.`);
    }
    if (kind === "orders") {
      return send(response, { items: orders.map(summary), more: false });
    }
    if (kind === "work-orders") {
      const all = orders.flatMap((order) => order.work_orders);
      if (!id) return send(response, { items: all.filter((work) => work.state !== "finished").map((work) => ({ ...work, plan: null })), more: false });
      const work = all.find((entry) => entry.id === id);
      if (!work) return problem(response, 404, "not_found", `There is no work order '${id}'.`);
      if (!post) return send(response, work);
      const operation = work.operations.find((entry) => entry.id === path[3]);
      const order = orders.find((entry) => entry.id === work.order_id);
      if (!operation || !order) return problem(response, 404, "not_found", "There is no such operation.");
      const what = JSON.parse((await read(request)).toString()) as S["Transition"];
      if (request.headers["if-match"] !== operation.etag) return problem(response, 412, "precondition_failed", "The operation was changed meanwhile.");
      operation.etag = `"${Number(operation.etag.replaceAll('"', "")) + 1}"`;
      operation.operator_name = what.operator_name ?? "";
      const now = Date.now();
      if (what.kind === "start") {
        operation.state = "running";
        operation.started_at = new Date(now - 437_000).toISOString();
      } else {
        operation.state = what.kind === "finish" ? "finished" : "scrapped";
        operation.finished_at = new Date(now).toISOString();
        operation.actual_s = (now - new Date(operation.started_at ?? now).getTime()) / 1000;
        operation.scrap_quantity = what.scrap_quantity ?? 0;
        operation.scrap_reason = what.reason ?? "";
        const line = order.lines[0];
        const part = parts.find((entry) => entry.id === work.part_id);
        if (what.kind === "scrap" && line && part) {
          order.work_orders.push({ ...workOrder(order.id, line, part, now), replaces: work.id, quantity: operation.scrap_quantity });
        }
        const next = work.operations.find((entry) => entry.state === "waiting");
        if (next && what.kind === "finish") next.state = "ready";
      }
      refresh(order);
      emit(`operation.${what.kind}`, operation.id);
      return send(response, work);
    }
    problem(response, 404, "not_found", `There is nothing at ${url.pathname}.`);
  };

  const answer = (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    if (request.url?.startsWith("/api/v1/")) {
      handle(request, response).catch((error: unknown) => problem(response, 500, "internal", String(error)));
    } else {
      next();
    }
  };

  return {
    name: "millrace-mock-api",
    configureServer: (server) => void server.middlewares.use(answer),
    configurePreviewServer: (server) => void server.middlewares.use(answer),
  };
}
