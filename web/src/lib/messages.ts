// A small typed message catalogue. The English text is the key's contract: its {placeholders} become
// the required arguments, and every other language must have the same keys and placeholders.

import type { en } from "./catalogue/en";

export type Language = "en" | "de";
export const languages: readonly { id: Language; name: string; locale: string }[] = [
  { id: "en", name: "English", locale: "en-US" },
  { id: "de", name: "Deutsch", locale: "de-DE" },
];

export type MessageKey = keyof typeof en;
/** "one|other" where a message has a {count} and a plural form. */
export type Catalogue = Readonly<Record<MessageKey, string>>;

type Placeholders<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type ArgumentsOf<Key extends MessageKey> = Placeholders<(typeof en)[Key]>;
export type MessageArguments<Key extends MessageKey> = [ArgumentsOf<Key>] extends [never]
  ? []
  : [values: Readonly<Record<ArgumentsOf<Key>, string | number>>];

export type Translate = <Key extends MessageKey>(key: Key, ...values: MessageArguments<Key>) => string;

/** Text for a key that is only known at run time, such as a code sent by the server. */
export type TranslateCode = (prefix: string, code: string, fallback: string) => string;

export function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").sort();
}

export function makeTranslate(catalogue: Catalogue, locale: string): Translate {
  const rules = new Intl.PluralRules(locale);
  const format = new Intl.NumberFormat(locale);
  return (key, ...values) => {
    const given: Readonly<Record<string, string | number>> = values[0] ?? {};
    const forms = catalogue[key].split("|");
    const count = given["count"];
    const one = forms.length > 1 && typeof count === "number" && rules.select(count) === "one";
    const text = (forms.length > 1 && !one ? forms[1] : forms[0]) ?? key;
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = given[name];
      if (value === undefined) return `{${name}}`;
      return typeof value === "number" ? format.format(value) : value;
    });
  };
}

export function makeTranslateCode(catalogue: Catalogue): TranslateCode {
  const table: Readonly<Record<string, string>> = catalogue;
  return (prefix, code, fallback) => table[`${prefix}_${code.replace(/[^A-Za-z0-9]+/g, "_").toLowerCase()}`] ?? fallback;
}

export function detectLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const base = tag.toLowerCase().split("-")[0];
    const known = languages.find((language) => language.id === base);
    if (known) return known.id;
  }
  return "en";
}

/** The locale for numbers and dates: the visitor's own when it is of the chosen language. */
export function localeOf(language: Language, preferred: readonly string[]): string {
  const own = preferred.find((tag) => tag.toLowerCase().startsWith(`${language}-`));
  return own ?? languages.find((entry) => entry.id === language)?.locale ?? "en-US";
}
