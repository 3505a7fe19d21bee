// What the server says, in the visitor's language. A sentence arrives in English together with its
// key and arguments ("words"); here it is made again from the key and the arguments, with numbers
// written as the visitor writes them. Whatever cannot be translated stays English.

import type { components } from "../api/schema";
import type { Formatter } from "./format";

export type Words = components["schemas"]["Words"];
type Argument = Words["args"][string];
type Inside = components["schemas"]["WordsInside"];

/** Sentences of one language by key, and the English ones they translate. */
export interface Sentences {
  readonly table: Readonly<Record<string, string>>;
  readonly english: Readonly<Record<string, string>>;
}

/** Makes the sentence; undefined when the language has none. */
export type Say = (english: string, words: Words | null | undefined) => string;

const plainWords = (text: string): string => text.replace(/[.\s]+$/, "").toLowerCase();

export function makeSay(sentences: Sentences | undefined, f: Formatter): Say {
  if (!sentences) return (english) => english;
  const plural = new Intl.PluralRules(f.locale);

  const value = (argument: Argument | undefined): string | undefined => {
    if (argument === undefined) return undefined;
    if (typeof argument === "string") return argument;
    if (Array.isArray(argument)) {
      const parts = argument.map((one: Inside) => sentence(one.key, one.args, one.text));
      return parts.every((part) => part !== undefined) ? parts.join(" ") : undefined;
    }
    if (argument.value === null) return "–";
    if (argument.unit === "%") return f.percent(argument.value / 100);
    if (argument.unit === "" || argument.unit === "count" || argument.unit === "ratio")
      return f.number(argument.value, argument.decimals < 0 ? 6 : argument.decimals);
    return f.quantity(argument.value, argument.unit);
  };

  const sentence = (key: string, args: Words["args"], english: string | undefined): string | undefined => {
    const template = sentences.table[key];
    if (template === undefined) return undefined;
    // Words of a catalogue are translated only while they are the ones that were translated.
    if (key.startsWith("rule.") && english !== undefined && plainWords(english) !== plainWords(sentences.english[key] ?? ""))
      return english;
    const forms = template.split("|");
    const count = args["count"];
    const one =
      typeof count === "object" && !Array.isArray(count) && count.value !== null && plural.select(count.value) === "one";
    let complete = true;
    const text = ((forms.length > 1 && !one ? forms[1] : forms[0]) ?? "").replace(/\{(\w+)\}/g, (_, name: string) => {
      const said = value(args[name]);
      if (said === undefined) complete = false;
      return said ?? "";
    });
    return complete ? text : undefined;
  };

  return (english, words) => (words ? (sentence(words.key, words.args, english) ?? english) : english);
}

/** A sentence that stands alone begins with a capital and ends with a full stop. */
export function alone(text: string): string {
  const begun = text.charAt(0).toLocaleUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) || begun === "" ? begun : `${begun}.`;
}
