// Which offer, quantity and date are chosen, from what the address says and what the quote has.

import type { Offer, Price, Quote } from "../../api/types";

export const defaultQuantities: readonly number[] = [1, 10, 100];
export const defaultTier = "standard";

export interface Choice {
  readonly offer: Offer | undefined;
  readonly price: Price | undefined;
  readonly quantity: number;
  readonly tier: string;
}

/** The quantities to ask prices for: the usual ones and the visitor's own. */
export function quantitiesFor(own: number | undefined): number[] {
  const all = new Set([...defaultQuantities, ...(own === undefined ? [] : [own])]);
  return [...all].sort((a, b) => a - b);
}

export function offersOf(quote: Quote | undefined, partId: string): readonly Offer[] {
  return quote?.parts.find((part) => part.part_id === partId)?.offers ?? [];
}

export function priceOf(offer: Offer | undefined, quantity: number, tier: string): Price | undefined {
  return offer?.prices.find((price) => price.quantity === quantity && price.tier === tier);
}

/** The chosen process, or the cheapest that can be made; a feasible offer is preferred always. */
export function choose(
  offers: readonly Offer[],
  wanted: { readonly process: string | undefined; readonly quantity: number | undefined; readonly tier: string | undefined },
): Choice {
  const feasible = offers.filter((offer) => offer.feasible);
  const offer = feasible.find((candidate) => candidate.process === wanted.process) ?? feasible[0];
  const quantities = [...new Set(offer?.prices.map((price) => price.quantity))];
  const tiers = [...new Set(offer?.prices.map((price) => price.tier))];
  const quantity = quantities.find((candidate) => candidate === wanted.quantity) ?? quantities[0] ?? 1;
  const tier =
    tiers.find((candidate) => candidate === wanted.tier) ?? tiers.find((candidate) => candidate === defaultTier) ?? tiers[0] ?? defaultTier;
  return { offer, price: priceOf(offer, quantity, tier), quantity, tier };
}

/**
 * The largest quantity of the list whose total is no more than the total of `quantity`: with a price
 * per line that has a minimum, several parts can cost what one does.
 */
export function moreForTheSame(offer: Offer, chosen: Price): Price | undefined {
  const candidates = offer.prices.filter(
    (price) =>
      price.tier === chosen.tier &&
      price.quantity > chosen.quantity &&
      price.total_price.amount_minor <= chosen.total_price.amount_minor,
  );
  return candidates.at(-1);
}
