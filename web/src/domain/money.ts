import type { Money } from "../api/types";
import type { Formatter } from "../lib/format";
import { minorUnits } from "../lib/units";

export const moneyText = (f: Formatter, money: Money): string => f.money(minorUnits(money.amount_minor), money.currency);
