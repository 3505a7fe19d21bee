// The one place that turns numbers into text. Everything goes through Intl for the locale, units are
// always shown, and small lengths keep the digits a machinist needs.

import {
  gramsPerPound,
  mmPerInch,
  type Degrees,
  type Gram,
  type Kilograms,
  type MinorUnits,
  type Mm,
  type Mm2,
  type Mm3,
  type Seconds,
  type UnitSystem,
} from "./units";

/** A space that does not break between a number and its unit. */
const nbsp = "\u00a0";

export interface Formatter {
  readonly locale: string;
  readonly system: UnitSystem;
  number(value: number, digits?: number): string;
  integer(value: number): string;
  percent(share: number): string;
  money(minor: MinorUnits, currency: string): string;
  /** An unrounded amount in major units, as a cost figure carries it. */
  amount(major: number, currency: string): string;
  length(value: Mm): string;
  /** A length without its unit, with the digits that tolerances have. */
  bareLength(value: Mm): string;
  /** The unit of bareLength(). */
  readonly lengthUnit: string;
  size(values: readonly Mm[]): string;
  area(value: Mm2): string;
  volume(value: Mm3): string;
  mass(value: Gram): string;
  co2e(value: Kilograms): string;
  angle(value: Degrees): string;
  duration(value: Seconds): string;
  /** A duration for the floor, always h:mm:ss so that two can be compared at a glance. */
  clock(value: Seconds): string;
  date(iso: string): string;
  day(iso: string): string;
  dateTime(iso: string): string;
  time(iso: string): string;
  relative(iso: string, nowMs: number): string;
  bytes(value: number): string;
  days(value: number): string;
  /** Any figure of the server, by the name of its unit. */
  quantity(value: number, unit: string): string;
}

/** Digits after the point so that about `significant` digits are shown, at most `max`. */
export function fractionDigits(value: number, significant: number, max: number): number {
  const magnitude = Math.abs(value);
  if (!Number.isFinite(magnitude) || magnitude === 0) return 0;
  const before = Math.floor(Math.log10(magnitude)) + 1;
  return Math.min(max, Math.max(0, significant - before));
}

export function makeFormatter(locale: string, system: UnitSystem, timeZone?: string): Formatter {
  const numberFormats = new Map<string, Intl.NumberFormat>();
  const plain = (value: number, min: number, max: number): string => {
    const key = `${min}/${max}`;
    let format = numberFormats.get(key);
    if (!format) {
      format = new Intl.NumberFormat(locale, { minimumFractionDigits: min, maximumFractionDigits: max });
      numberFormats.set(key, format);
    }
    return format.format(value === 0 ? 0 : value);
  };
  const withUnit = (text: string, unit: string): string => `${text}${nbsp}${unit}`;
  const significant = (value: number, count: number, max: number): string => {
    const digits = fractionDigits(value, count, max);
    return plain(value, 0, digits);
  };
  const currencyFormats = new Map<string, Intl.NumberFormat>();
  const currencyFormat = (currency: string): Intl.NumberFormat => {
    let format = currencyFormats.get(currency);
    if (!format) {
      format = new Intl.NumberFormat(locale, { style: "currency", currency });
      currencyFormats.set(currency, format);
    }
    return format;
  };
  const zone = timeZone === undefined ? {} : { timeZone };
  const dateFormat = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", ...zone });
  const dayFormat = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", ...zone });
  const dateTimeFormat = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    ...zone,
  });
  const timeFormat = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", ...zone });
  const relativeFormat = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const dayUnit = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "day",
    unitDisplay: "long",
    maximumFractionDigits: 1,
  });

  const valid = (iso: string): Date | undefined => {
    const date = new Date(iso);
    return Number.isNaN(date.getTime()) ? undefined : date;
  };
  const dated = (iso: string, format: Intl.DateTimeFormat): string => {
    const date = valid(iso);
    return date ? format.format(date) : "–";
  };

  const length = (value: Mm): string =>
    system === "si"
      ? withUnit(significant(value, 4, 3), "mm")
      : withUnit(significant(value / mmPerInch, 4, 4), "in");
  const area = (value: Mm2): string => {
    if (system === "inch") return withUnit(significant(value / mmPerInch ** 2, 4, 4), "in²");
    return Math.abs(value) >= 10_000
      ? withUnit(significant(value / 100, 4, 2), "cm²")
      : withUnit(significant(value, 4, 2), "mm²");
  };
  const volume = (value: Mm3): string => {
    if (system === "inch") return withUnit(significant(value / mmPerInch ** 3, 4, 4), "in³");
    return Math.abs(value) >= 1_000
      ? withUnit(significant(value / 1_000, 4, 2), "cm³")
      : withUnit(significant(value, 4, 2), "mm³");
  };
  const mass = (value: Gram): string => {
    if (system === "inch") return withUnit(significant(value / gramsPerPound, 3, 4), "lb");
    return Math.abs(value) >= 1_000
      ? withUnit(significant(value / 1_000, 4, 2), "kg")
      : withUnit(significant(value, 3, 2), "g");
  };
  const duration = (value: Seconds): string => {
    const rounded = Math.round(value);
    if (Math.abs(value) < 60) return withUnit(plain(value, 0, Math.abs(value) < 10 ? 1 : 0), "s");
    if (rounded < 3_600) {
      const minutes = Math.floor(rounded / 60);
      const rest = rounded % 60;
      return rest === 0 || minutes >= 10
        ? withUnit(plain(Math.round(rounded / 60), 0, 0), "min")
        : `${withUnit(plain(minutes, 0, 0), "min")} ${withUnit(plain(rest, 0, 0), "s")}`;
    }
    const minutesTotal = Math.round(rounded / 60);
    const hours = Math.floor(minutesTotal / 60);
    const minutes = minutesTotal % 60;
    return minutes === 0 || hours >= 100
      ? withUnit(plain(hours, 0, 0), "h")
      : `${withUnit(plain(hours, 0, 0), "h")} ${withUnit(plain(minutes, 0, 0), "min")}`;
  };
  const angle = (value: Degrees): string => `${plain(value, 0, 1)}°`;

  const quantity = (value: number, unit: string): string => {
    switch (unit) {
      case "mm":
        return length(value as Mm);
      case "mm2":
      case "mm²":
        return area(value as Mm2);
      case "mm3":
      case "mm³":
        return volume(value as Mm3);
      case "g":
        return mass(value as Gram);
      case "kg":
        return system === "inch" ? mass((value * 1000) as Gram) : withUnit(significant(value, 3, 3), "kg");
      case "s":
        return duration(value as Seconds);
      case "deg":
      case "°":
        return angle(value as Degrees);
      case "":
      case "1":
      case "ratio":
      case "count":
        return significant(value, 4, 3);
      default:
        if (/^[A-Z]{3}$/.test(unit)) {
          return new Intl.NumberFormat(locale, {
            style: "currency",
            currency: unit,
            maximumFractionDigits: Math.abs(value) < 1 ? 4 : 2,
          }).format(value);
        }
        return withUnit(significant(value, 4, 4), prettyUnit(unit));
    }
  };

  return {
    locale,
    system,
    number: (value, digits = 2) => plain(value, 0, digits),
    integer: (value) => plain(value, 0, 0),
    percent: (share) =>
      new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(share),
    money: (minor, currency) => currencyFormat(currency).format(minor / 100),
    amount: (major, currency) => currencyFormat(currency).format(major),
    length,
    bareLength: (value) => (system === "si" ? plain(value, 0, 4) : plain(value / mmPerInch, 0, 5)),
    lengthUnit: system === "si" ? "mm" : "in",
    size: (values) => {
      const digits = system === "si" ? 2 : 3;
      const factor = system === "si" ? 1 : 1 / mmPerInch;
      const text = values.map((value) => plain(value * factor, 0, digits)).join(`${nbsp}×${nbsp}`);
      return withUnit(text, system === "si" ? "mm" : "in");
    },
    area,
    volume,
    mass,
    co2e: (value) =>
      value < 1
        ? withUnit(significant(value * 1000, 3, 1), "g CO₂e")
        : withUnit(significant(value, 3, 2), "kg CO₂e"),
    angle,
    duration,
    clock: (value) => {
      const whole = Math.max(0, Math.round(value));
      const hours = Math.floor(whole / 3600);
      const two = (part: number): string => String(part).padStart(2, "0");
      return `${hours}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
    },
    date: (iso) => dated(iso, dateFormat),
    day: (iso) => dated(iso, dayFormat),
    dateTime: (iso) => dated(iso, dateTimeFormat),
    time: (iso) => dated(iso, timeFormat),
    relative: (iso, nowMs) => {
      const date = valid(iso);
      if (!date) return "–";
      const secondsFromNow = (date.getTime() - nowMs) / 1000;
      const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
        ["day", 86_400],
        ["hour", 3_600],
        ["minute", 60],
      ];
      for (const [unit, size] of steps) {
        if (Math.abs(secondsFromNow) >= size) return relativeFormat.format(Math.trunc(secondsFromNow / size), unit);
      }
      return relativeFormat.format(0, "minute");
    },
    bytes: (value) => {
      if (value < 1_000) return withUnit(plain(value, 0, 0), "B");
      if (value < 1_000_000) return withUnit(significant(value / 1_000, 3, 1), "kB");
      return withUnit(significant(value / 1_000_000, 3, 1), "MB");
    },
    days: (value) => dayUnit.format(Math.round(value * 10) / 10),
    quantity,
  };
}

/** "g_cm3" is right for a programme and wrong for a reader. */
export function prettyUnit(unit: string): string {
  return unit
    .replace(/\bmm3\b/g, "mm³")
    .replace(/\bcm3\b/g, "cm³")
    .replace(/\bdm3\b/g, "dm³")
    .replace(/\bmm2\b/g, "mm²")
    .replace(/\bcm2\b/g, "cm²")
    .replace(/\bdeg\b/g, "°")
    .replace(/CO2e/g, "CO₂e")
    .replace(/\*/g, "·");
}
