import { Button, Loader, NumberInput } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import type { Catalog, Offer, Price, Quote } from "../../api/types";
import { moneyText } from "../../domain/money";
import { ProblemNotice } from "../../domain/Problem";
import { useText } from "../../lib/preferences";
import { kilograms } from "../../lib/units";
import { Notice } from "../../ui/Notice";
import { Breakdown } from "./Breakdown";
import { MaterialPicker } from "./MaterialPicker";
import type { ChangeView } from "./PartPage";
import { moreForTheSame, priceOf, type Choice } from "./choice";
import classes from "./PricePanel.module.css";

interface Props {
  readonly offers: readonly Offer[];
  readonly choice: Choice;
  readonly quantities: readonly number[];
  readonly quote: UseQueryResult<Quote>;
  readonly busy: boolean;
  readonly change: ChangeView;
  readonly partId: string;
  readonly catalog: Catalog | undefined;
}

export function PricePanel({ offers, choice, quote, busy, change, partId, catalog }: Props) {
  const { t, f, say } = useText();
  if (quote.error) return <ProblemNotice cause={quote.error} onRetry={() => void quote.refetch()} />;
  if (!quote.data) {
    return (
      <div className={classes.pending} role="status">
        <Loader size="xs" type="dots" aria-hidden="true" />
        {quote.isFetching ? t("pricing") : t("price_needs_unit")}
      </div>
    );
  }
  const { offer, price } = choice;
  const more = offer && price ? moreForTheSame(offer, price) : undefined;
  return (
    <div className={classes.panel} aria-busy={busy}>
      <section aria-labelledby="process-title">
        <h2 id="process-title">{t("process_title")}</h2>
        <div className={classes.processes} role="radiogroup" aria-labelledby="process-title">
          {offers.map((candidate) => (
            <ProcessCard key={candidate.process} offer={candidate} choice={choice} change={change} />
          ))}
        </div>
        {offers.every((candidate) => !candidate.feasible) ? (
          <Notice
            tone="warn"
            title={t("nothing_feasible_title")}
            actions={
              <Button size="xs" variant="default" onClick={() => change({ tab: "findings" }, { push: true })}>
                {t("show_findings")}
              </Button>
            }
          >
            {t("nothing_feasible_text")}
          </Notice>
        ) : null}
      </section>

      {offer && price ? (
        <>
          <MaterialPicker partId={partId} offer={offer} choice={choice} change={change} catalog={catalog} />
          <section aria-labelledby="matrix-title">
            <h2 id="matrix-title">{t("matrix_title")}</h2>
            <Matrix offer={offer} choice={choice} change={change} />
            <OwnQuantity choice={choice} change={change} max={catalog?.limits.quantity_max ?? 1_000_000} />
            <p className={classes.why}>
              <span className="dim">{t("date_set_by")}</span> <span>{say(price.date_set_by, price.date_set_by_i18n)}</span>
            </p>
            {more ? (
              <p className={classes.why}>
                {t("more_for_same", { quantity: f.integer(more.quantity), price: moneyText(f, more.total_price) })}
              </p>
            ) : null}
          </section>
          {offer.review_reasons.length > 0 ? (
            <Notice tone="warn" title={t("review_title")}>
              {offer.review_reasons.map((reason, index) => (
                <p key={reason}>{say(reason, offer.review_reasons_i18n?.[index])}</p>
              ))}
            </Notice>
          ) : null}
          <Breakdown offer={offer} price={price} />
          <p className={classes.small}>
            {t("quote_valid", { id: quote.data.id, date: f.date(quote.data.valid_until) })}
          </p>
        </>
      ) : null}
    </div>
  );
}

function ProcessCard({ offer, choice, change }: { readonly offer: Offer; readonly choice: Choice; readonly change: ChangeView }) {
  const { t, f, code, say } = useText();
  const chosen = offer.feasible && offer.process === choice.offer?.process;
  const price = priceOf(offer, choice.quantity, choice.tier) ?? offer.prices[0];
  const name = code("process", offer.process, offer.process_name);
  if (!offer.feasible || !price) {
    return (
      <button
        type="button"
        role="radio"
        aria-checked={false}
        aria-disabled="true"
        className={classes.process}
        data-blocked
        onClick={() => change({ tab: "findings", process: offer.process }, { push: true })}
      >
        <span className={classes.processName}>{name}</span>
        <span className={classes.blocked}>{t("cannot_make")}</span>
        {offer.blockers.slice(0, 2).map((blocker) => (
          <span key={blocker.code + blocker.message} className={classes.blocker}>
            {say(blocker.message, blocker.message_i18n)}
          </span>
        ))}
        {offer.blockers.length > 2 ? <span className={classes.blocker}>{t("more_blockers", { count: offer.blockers.length - 2 })}</span> : null}
      </button>
    );
  }
  return (
    <button
      type="button"
      role="radio"
      aria-checked={chosen}
      className={classes.process}
      data-chosen={chosen || undefined}
      onClick={() => change({ process: offer.process, material: undefined }, { push: true })}
    >
      <span className={classes.processName}>{name}</span>
      <span className={`${classes.price} figures`}>{moneyText(f, price.unit_price)}</span>
      <span className={classes.meta}>
        <span>{t("each_at", { count: price.quantity })}</span>
        <span>{t("ready_on", { date: f.day(price.ready_at) })}</span>
        <span>{offer.material_name}</span>
        {offer.co2e_kg === null ? null : <span>{f.co2e(kilograms(offer.co2e_kg))}</span>}
      </span>
    </button>
  );
}

function Matrix({ offer, choice, change }: { readonly offer: Offer; readonly choice: Choice; readonly change: ChangeView }) {
  const { t, f, code } = useText();
  const tiers = [...new Map(offer.prices.map((price) => [price.tier, price.tier_name])).entries()];
  const quantities = [...new Set(offer.prices.map((price) => price.quantity))];
  const cell = (price: Price) => {
    const chosen = price.quantity === choice.quantity && price.tier === choice.tier;
    return (
      <button
        type="button"
        className={classes.cell}
        aria-pressed={chosen}
        onClick={() => change({ quantity: price.quantity, tier: price.tier, process: offer.process }, { push: true })}
      >
        <strong>{moneyText(f, price.unit_price)}</strong>
        <span>{f.day(price.ready_at)}</span>
      </button>
    );
  };
  return (
    <table className={classes.matrix}>
      <caption className="sr-only">{t("matrix_caption")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("quantity")}</th>
          {tiers.map(([tier, name]) => (
            <th key={tier} scope="col">
              {code("tier", tier, name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {quantities.map((quantity) => (
          <tr key={quantity}>
            <th scope="row">{f.integer(quantity)}</th>
            {tiers.map(([tier]) => {
              const price = priceOf(offer, quantity, tier);
              return <td key={tier}>{price ? cell(price) : <span className="dim">–</span>}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OwnQuantity({ choice, change, max }: { readonly choice: Choice; readonly change: ChangeView; readonly max: number }) {
  const { t } = useText();
  const [text, setText] = useState<string | number>("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const value = Math.round(Number(text));
    if (Number.isFinite(value) && value >= 1) change({ quantity: Math.min(value, max), tier: choice.tier }, { push: true });
    setText("");
  };
  return (
    <form className={classes.own} onSubmit={submit}>
      <NumberInput
        size="sm"
        aria-label={t("own_quantity")}
        placeholder={t("own_quantity")}
        value={text}
        onChange={setText}
        min={1}
        max={max}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        className={classes.ownInput ?? ""}
      />
      <Button type="submit" size="sm" variant="default" disabled={text === ""}>
        {t("own_quantity_price")}
      </Button>
    </form>
  );
}
