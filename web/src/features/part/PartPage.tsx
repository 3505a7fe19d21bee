import { Tabs } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useLocation, useNavigate, useParams, useSearchParams } from "react-router";
import { isAnalysed, useCatalog, useFindings, useFindingsElsewhere, usePart, useQuoteFor, useStructure } from "../../api/queries";
import type { Part, QuoteRequest } from "../../api/types";
import { isJustDropped } from "../../domain/justDropped";
import { moneyText } from "../../domain/money";
import { ProblemNotice } from "../../domain/Problem";
import { numberFindings, partName } from "../../domain/state";
import { useText } from "../../lib/preferences";
import { AnalysisPanel } from "./AnalysisPanel";
import { AssemblyPanel } from "./AssemblyPanel";
import { DrawingPanel } from "./DrawingPanel";
import { FactsPanel } from "./FactsPanel";
import { FindingsPanel } from "./FindingsPanel";
import { OrderBar } from "./OrderBar";
import { PartHeader } from "./PartHeader";
import { PricePanel } from "./PricePanel";
import { UnitQuestion } from "./UnitQuestion";
import { ViewerPane } from "./ViewerPane";
import { isAssembly } from "./assembly";
import { choose, offersOf, quantitiesFor } from "./choice";
import { nothingChosen, parseViewState, tabs, withViewState, type Tab, type ViewState } from "./viewState";
import classes from "./PartPage.module.css";

export function PartPage() {
  const { partId = "" } = useParams();
  const part = usePart(partId);
  if (part.error) {
    return (
      <div className={classes.alone}>
        <ProblemNotice cause={part.error} onRetry={() => void part.refetch()} />
      </div>
    );
  }
  return part.data ? <Workspace key={partId} part={part.data} /> : null;
}

export type ChangeView = (change: Partial<ViewState>, options?: { readonly push?: boolean }) => void;

function Workspace({ part }: { readonly part: Part }) {
  const { t, f, shortcuts } = useText();
  const [search] = useSearchParams();
  const state = useMemo(() => parseViewState(search), [search]);
  const navigate = useNavigate();
  const catalog = useCatalog();
  const [announcement, setAnnouncement] = useState("");
  const change = useCallback<ChangeView>(
    // The address itself is the base: two changes within one frame must not undo each other.
    (what, { push = false } = {}) =>
      void navigate(
        { search: withViewState(new URLSearchParams(window.location.search), what).toString() },
        { replace: !push, preventScrollReset: true },
      ),
    [navigate],
  );

  const name = partName(part);
  useEffect(() => {
    document.title = `${name} · Millrace`;
  }, [name]);

  const analysed = isAnalysed(part);
  const needsUnit = part.state === "needs_configuring";
  const findings = useFindings(part);
  const quantities = quantitiesFor(state.quantity);
  const base = useMemo<QuoteRequest | undefined>(
    () => (analysed && !needsUnit ? { part_ids: [part.id], quantities: quantitiesFor(state.quantity), all_materials: false } : undefined),
    [analysed, needsUnit, part.id, state.quantity],
  );
  const quote = useQuoteFor(base);
  const offers = offersOf(quote.data, part.id);

  // A material other than the process's own default needs a quote of its own.
  const standard = choose(offers, state);
  const process = standard.offer?.process;
  const special = useMemo<QuoteRequest | undefined>(
    () =>
      base && process && state.material && standard.offer?.material !== state.material
        ? { ...base, process, material: state.material }
        : undefined,
    [base, process, state.material, standard.offer?.material],
  );
  const specialQuote = useQuoteFor(special);
  const active = special && specialQuote.data ? specialQuote.data : quote.data;
  const shownOffers = special
    ? offers.map((offer) => (offer.process === process ? (offersOf(specialQuote.data, part.id)[0] ?? offer) : offer))
    : offers;
  const choice = choose(shownOffers, { ...state, process });

  const elsewhere = catalog.data?.processes_elsewhere.find((entry) => entry.id === state.check)?.id;
  const outside = useFindingsElsewhere(part, elsewhere);
  const shown = elsewhere === undefined ? findings : outside;
  const processShown = state.tab === "findings" ? state.check : (state.process ?? choice.offer?.process);
  const numbered = useMemo(() => numberFindings(shown.data?.processes ?? [], processShown), [shown.data, processShown]);
  const open = numbered.find((entry) => entry.key === state.finding);

  const step = (by: number): void => {
    if (numbered.length === 0) return;
    const at = numbered.findIndex((entry) => entry.key === state.finding);
    const next = numbered[(at + by + numbered.length) % numbered.length] ?? numbered[0];
    change({ ...nothingChosen, tab: "findings", finding: next?.key });
  };
  useHotkeys(
    shortcuts
      ? [
          ["n", () => step(1)],
          ["p", () => step(-1)],
        ]
      : [],
  );

  // Prices that change are told to a screen reader once they are there.
  const spoken = choice.price
    ? t("price_spoken", {
        price: moneyText(f, choice.price.unit_price),
        date: f.day(choice.price.ready_at),
      })
    : "";
  useEffect(() => setAnnouncement(spoken), [spoken]);

  const order = (): void => {
    if (!active || !choice.offer || !choice.price) return;
    const query = new URLSearchParams({
      quote: active.id,
      part: part.id,
      process: choice.offer.process,
      material: choice.offer.material,
      machine: choice.offer.machine,
      tier: choice.price.tier,
      quantity: String(choice.price.quantity),
    });
    void navigate(`/checkout?${query.toString()}`);
  };

  const structure = useStructure(part);
  // Who drops an assembly first wants to see what is in it.
  const dropped = isJustDropped(useLocation().state) && !search.has("tab");
  const assembled = isAssembly(structure.data);
  useEffect(() => {
    if (dropped && assembled) change({ tab: "assembly" });
  }, [dropped, assembled, change]);
  const statements = part.facts?.statements.length ?? 0;
  const materialColour = catalog.data?.materials.find((material) => material.id === choice.offer?.material)?.colour_hex;
  const findingsTotal = findings.data?.processes.reduce((sum, entry) => sum + entry.findings.length, 0);
  return (
    <div className={classes.workspace}>
      <PartHeader part={part} />
      <ViewerPane part={part} state={state} change={change} findings={numbered} open={open} materialColour={materialColour} />
      <aside className={classes.panel} aria-label={t("panel_label")}>
        <p className="sr-only" role="status">
          {announcement}
        </p>
        {part.state === "analysing" || part.failure ? (
          <AnalysisPanel part={part} />
        ) : (
          <>
            <Tabs
              value={state.tab}
              onChange={(value) => change({ tab: (tabs.find((tab) => tab === value) ?? "price") satisfies Tab }, { push: true })}
              className={classes.tabs ?? ""}
              keepMounted={false}
            >
              <Tabs.List grow aria-label={t("panel_label")}>
                <Tabs.Tab value="price">{t("tab_price")}</Tabs.Tab>
                <Tabs.Tab value="findings">
                  {t("tab_findings")}
                  {findingsTotal !== undefined ? <span className={classes.count}>{f.integer(findingsTotal)}</span> : null}
                </Tabs.Tab>
                <Tabs.Tab value="facts">{t("tab_facts")}</Tabs.Tab>
                {statements > 0 || state.tab === "drawing" ? <Tabs.Tab value="drawing">{t("tab_drawing")}</Tabs.Tab> : null}
                {assembled || state.tab === "assembly" ? <Tabs.Tab value="assembly">{t("tab_assembly")}</Tabs.Tab> : null}
              </Tabs.List>
              <div className={classes.scroll}>
                <UnitQuestion part={part} />
                <Tabs.Panel value="price">
                  <PricePanel
                    offers={shownOffers}
                    choice={choice}
                    quantities={quantities}
                    quote={quote}
                    busy={specialQuote.isFetching || (quote.isFetching && quote.data !== undefined)}
                    change={change}
                    partId={part.id}
                    catalog={catalog.data}
                  />
                </Tabs.Panel>
                <Tabs.Panel value="findings">
                  <FindingsPanel
                    findings={shown}
                    processes={catalog.data}
                    check={state.check}
                    elsewhere={elsewhere !== undefined}
                    numbered={numbered}
                    open={open}
                    change={change}
                  />
                </Tabs.Panel>
                <Tabs.Panel value="facts">
                  <FactsPanel part={part} change={change} face={state.face} feature={state.feature} show={state.show} />
                </Tabs.Panel>
                <Tabs.Panel value="drawing">
                  <DrawingPanel part={part} chosen={state.statement} face={state.face} change={change} />
                </Tabs.Panel>
                <Tabs.Panel value="assembly">
                  {structure.error ? <ProblemNotice cause={structure.error} onRetry={() => void structure.refetch()} /> : null}
                  {structure.data ? <AssemblyPanel part={part} structure={structure.data} /> : null}
                </Tabs.Panel>
              </div>
            </Tabs>
            <OrderBar part={part} choice={choice} minimum={catalog.data?.order_min} ready={active !== undefined && !specialQuote.isFetching} onOrder={order} change={change} />
          </>
        )}
      </aside>
    </div>
  );
}
