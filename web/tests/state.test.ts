// State that is linked, chosen or queued.

import { describe, expect, it } from "vitest";
import { staleKeys } from "../src/api/events";
import type { Offer, Operation, Price, WorkOrder } from "../src/api/types";
import { isLate, numberFindings } from "../src/domain/state";
import { centresOf, elapsedSeconds, queueOf, waitsFor } from "../src/features/floor/queue";
import { choose, moreForTheSame, quantitiesFor } from "../src/features/part/choice";
import { parseSection, parseViewState, withViewState } from "../src/features/part/viewState";
import { catalog, findings, quote, workOrder } from "../mock/shop";

const part = { id: "prt_1", name: "bracket", file_name: "bracket.step" } as Parameters<typeof quote>[1][number];
const now = Date.parse("2026-03-02T10:00:00Z");
const offers = (request = {}): readonly Offer[] =>
  quote({ part_ids: [part.id], all_materials: false, ...request }, [part], now).parts[0]?.offers ?? [];

describe("the address of a part page", () => {
  it("carries every choice there and back", () => {
    const state = parseViewState(new URLSearchParams("tab=facts&check=sla&map=wall&cut=y_0.25_f&face=7&statement=3&show=moulding&process=milling&quantity=25&tier=fast"));
    expect(state).toMatchObject({ tab: "facts", map: "wall", section: { axis: "y", share: 0.25, flipped: true }, face: 7, statement: 3, show: "moulding", quantity: 25 });
    expect(parseViewState(withViewState(new URLSearchParams(), state))).toEqual(state);
  });
  it("leaves defaults out and keeps what it does not know", () => {
    expect(withViewState(new URLSearchParams("tab=facts&ref=mail"), { tab: "price" }).toString()).toBe("ref=mail");
  });
  it("ignores nonsense", () => {
    const state = parseViewState(new URLSearchParams("tab=x&map=y&cut=q_2&face=-1&quantity=0"));
    expect(state).toMatchObject({ tab: "price", map: undefined, section: undefined, face: undefined, quantity: undefined });
    for (const text of ["x", "x_", "x_2", "x_abc", "w_0.5", ""]) expect(parseSection(text), text).toBeUndefined();
  });
});

describe("the choice of an offer", () => {
  it("starts with the cheapest feasible one, standard delivery and one piece", () => {
    const choice = choose(offers(), { process: undefined, quantity: undefined, tier: undefined });
    expect(choice).toMatchObject({ offer: { process: "fdm" }, quantity: 1, tier: "standard" });
    expect(choice.price?.unit_price.amount_minor).toBeGreaterThan(0);
  });
  it("follows the address but never to something that cannot be made", () => {
    expect(choose(offers(), { process: "milling", quantity: 10, tier: "fast" })).toMatchObject({
      offer: { process: "milling" },
      quantity: 10,
      tier: "fast",
    });
    const blocked = offers().map((offer) => (offer.process === "milling" ? { ...offer, feasible: false, prices: [] } : offer));
    expect(choose(blocked, { process: "milling", quantity: 10, tier: "fast" }).offer?.process).toBe("fdm");
    expect(choose([], { process: "fdm", quantity: 1, tier: "fast" })).toMatchObject({ offer: undefined, price: undefined });
  });
  it("prices the visitor's own quantity between the usual ones, once", () => {
    expect(quantitiesFor(25)).toEqual([1, 10, 25, 100]);
    expect(quantitiesFor(10)).toEqual([1, 10, 100]);
    expect(quantitiesFor(undefined)).toEqual([1, 10, 100]);
  });
  it("points out a larger quantity that costs no more", () => {
    const offer = offers()[0];
    if (!offer) throw new Error("the mock quotes nothing");
    const at = (quantity: number, total: number): Price => ({
      ...(offer.prices[0] as Price),
      quantity,
      tier: "standard",
      total_price: { amount: "", amount_minor: total, currency: "USD" },
    });
    const one = at(1, 1500);
    expect(moreForTheSame({ ...offer, prices: [one, at(5, 1500), at(10, 2400)] }, one)?.quantity).toBe(5);
    expect(moreForTheSame({ ...offer, prices: [one, at(5, 1700)] }, one)).toBeUndefined();
  });
});

describe("findings", () => {
  it("are numbered through, and keep their key when one process is left out", () => {
    const all = numberFindings(findings("prt_1").processes, undefined);
    expect(all.map((entry) => entry.number)).toEqual([1, 2, 3, 4]);
    expect(numberFindings(findings("prt_1").processes, "milling").map((entry) => entry.key)).toEqual(["milling-0", "milling-1", "milling-2"]);
  });
});

describe("orders", () => {
  it("are late only while they are open", () => {
    const order = { state: "in_production" as const, promised_at: "2026-03-01T17:00:00Z" };
    expect(isLate(order, now)).toBe(true);
    expect(isLate({ ...order, state: "ready_to_ship" }, now)).toBe(false);
    expect(isLate({ ...order, promised_at: "2026-03-03T17:00:00Z" }, now)).toBe(false);
  });
});

describe("the queue of the floor", () => {
  const line = { number: 1, process: "fdm", promised_at: "2026-03-05T17:00:00Z", quantity: 2 } as Parameters<typeof workOrder>[1];
  const work = (due: string, state: Operation["state"]): WorkOrder => {
    const made = workOrder("ord_1", { ...line, promised_at: due }, part, now);
    return { ...made, operations: made.operations.map((operation, index) => (index === 0 ? { ...operation, state } : operation)) };
  };
  const works = [work("2026-03-06T17:00:00Z", "running"), work("2026-03-04T17:00:00Z", "ready"), work("2026-03-03T17:00:00Z", "finished")];

  it("shows what runs, then what can start, then what waits, earliest due first", () => {
    const queue = queueOf(works, undefined);
    expect(queue.map(({ operation }) => operation.state).slice(0, 3)).toEqual(["running", "ready", "waiting"]);
    expect(queue[2]?.work.due_at).toBe("2026-03-03T17:00:00Z");
    expect(queue.every(({ operation }) => operation.state !== "finished")).toBe(true);
  });
  it("can be kept to one work centre", () => {
    expect(new Set(queueOf(works, "bench").map(({ operation }) => operation.work_centre))).toEqual(new Set(["bench"]));
    const printer = centresOf(works, catalog.work_centres).find((centre) => centre.id === "fdm_mk4s");
    expect(printer).toMatchObject({ running: 1, startable: 1 });
  });
  it("says what an operation waits for", () => {
    const waiting = queueOf(works, undefined).find(({ operation, work: of }) => of === works[0] && operation.sequence === 2);
    expect(waiting && waitsFor(waiting)?.sequence).toBe(1);
    const first = queueOf(works, undefined)[0];
    expect(first && waitsFor(first)).toBeUndefined();
  });
  it("measures elapsed time from the start", () => {
    const operation = { ...works[0]?.operations[0], started_at: "2026-03-02T09:59:00Z" } as Operation;
    expect(elapsedSeconds(operation, now)).toBe(60);
    expect(elapsedSeconds({ ...operation, started_at: null }, now)).toBe(0);
  });
});

describe("events", () => {
  it("say which data is out of date", () => {
    expect(staleKeys({ type: "part.analysed", subject: "prt_1" })).toEqual([["parts"], ["part", "prt_1"]]);
    expect(staleKeys({ type: "operation.started", subject: "op_1" })).toContainEqual(["work-orders"]);
    expect(staleKeys({ type: "quote.made", subject: "quo_1" })).toEqual([]);
  });
});
