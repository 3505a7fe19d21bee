// What a file states about its part, in the words and signs of a drawing.

import type { Statement } from "../../api/types";
import type { Text } from "../../lib/preferences";
import { mm } from "../../lib/units";

export type StatementKind = Statement["kind"];
const kinds: readonly StatementKind[] = ["dimension", "tolerance", "datum", "thread", "note"];

export interface StatementGroup {
  readonly kind: StatementKind;
  /** Positions in the list of the facts. */
  readonly members: readonly number[];
}

/** By kind; dimensions that the file gives no value stand last. */
export function groupStatements(statements: readonly Statement[]): StatementGroup[] {
  const valueless = (index: number): number => (statements[index]?.kind === "dimension" && statements[index].nominal === null ? 1 : 0);
  return kinds
    .map((kind) => ({
      kind,
      members: statements.flatMap((statement, index) => (statement.kind === kind ? [index] : [])).sort((a, b) => valueless(a) - valueless(b)),
    }))
    .filter((group) => group.members.length > 0);
}

/** Whether it says more than its kind. */
export const saysSomething = (statement: Statement): boolean => statement.kind !== "dimension" || statement.nominal !== null;

type Words = Pick<Text, "t" | "f" | "code">;
type Formats = Pick<Text, "f">;

// The letters that drawings write in a circle.
const circled: Readonly<Record<string, string>> = {
  maximum_material_requirement: "M",
  maximum_material_condition: "M",
  least_material_requirement: "L",
  least_material_condition: "L",
  regardless_of_feature_size: "S",
  reciprocity_requirement: "R",
  free_state: "F",
  tangent_plane: "T",
  projected_tolerance_zone: "P",
  projected: "P",
  unequally_disposed: "U",
};
const shownElsewhere = new Set(["theoretical", "auxiliary"]);
const isZone = (modifier: string): boolean => modifier.endsWith(" zone");
const plain = (code: string): string => code.replaceAll("_", " ");

const bare = (value: number, statement: Statement, f: Text["f"]): string =>
  statement.unit === "deg" ? f.number(value, 3) : f.bareLength(mm(value));
const unitOf = (statement: Statement, f: Text["f"]): string => (statement.unit === "deg" ? "°" : `\u00a0${f.lengthUnit}`);

function signOf(type: string): string {
  const sphere = type.includes("spherical") ? "S" : "";
  if (type.includes("diameter")) return `${sphere}⌀`;
  return type.includes("radius") ? `${sphere}R` : "";
}

/** "⌀35 +0.2 / 0 mm"; undefined where the file gives no value. */
export function dimensionText(statement: Statement, { f }: Formats): string | undefined {
  if (statement.nominal === null) return undefined;
  const signed = (value: number): string => {
    const text = bare(Math.abs(value), statement, f);
    return /[1-9]/.test(text) ? `${value < 0 ? "−" : "+"}${text}` : "0";
  };
  const fit = statement.modifiers.filter((modifier) => /^[A-Za-z]{1,2}\d{1,2}$/.test(modifier));
  let text = [signOf(statement.type) + bare(statement.nominal, statement, f), ...fit].join(" ");
  const { upper, lower } = statement;
  if (upper !== null && lower !== null) {
    text += Math.abs(upper + lower) < 1e-9 ? ` ±${bare(Math.abs(upper), statement, f)}` : ` ${signed(upper)} / ${signed(lower)}`;
  } else if (upper !== null || lower !== null) {
    text += ` ${signed(upper ?? lower ?? 0)}`;
  }
  return text + unitOf(statement, f);
}

/** A letter of a drawing with those that stand in a circle behind it. */
export interface Lettered {
  readonly text: string;
  readonly circled: readonly string[];
}

/** "B(M)" is B with M in a circle. */
export function datumReference(name: string): Lettered {
  const marks = [...name.matchAll(/\(([^)]*)\)/g)].map((match) => circled[(match[1] ?? "").toLowerCase()] ?? match[1] ?? "");
  return { text: name.replace(/\([^)]*\)/g, ""), circled: marks };
}

/** The width of the zone, with the form of the zone before it and its conditions behind it. */
export function zoneText(statement: Statement, { f }: Formats): Lettered | undefined {
  if (statement.nominal === null) return undefined;
  const zone = statement.modifiers.find(isZone) ?? "";
  const form = /spher/.test(zone) ? "S⌀" : /cylind|circ/.test(zone) ? "⌀" : "";
  return {
    text: form + bare(statement.nominal, statement, f) + unitOf(statement, f),
    circled: statement.modifiers.flatMap((modifier) => circled[modifier] ?? []),
  };
}

export const typeText = (statement: Statement, { code }: Pick<Text, "code">): string => code("pmi", statement.type, plain(statement.type));

/** What the signs do not say: conditions without a letter, and how many faces it is about. */
export function statementNotes(statement: Statement, { t }: Pick<Text, "t">): string[] {
  const notes = statement.modifiers.filter(
    (modifier) => !circled[modifier] && !isZone(modifier) && !shownElsewhere.has(modifier) && !/^[A-Za-z]{1,2}\d{1,2}$/.test(modifier),
  );
  if (statement.modifiers.includes("theoretical")) notes.push(t("statement_exact"));
  if (statement.modifiers.includes("auxiliary")) notes.push(t("statement_auxiliary"));
  notes.push(statement.faces.length > 0 ? t("finding_faces", { count: statement.faces.length }) : t("statement_no_face"));
  return notes.map(plain);
}

/** One line of text for a place that has no room for signs. */
export function statementText(statement: Statement, words: Words): string {
  switch (statement.kind) {
    case "dimension":
      return dimensionText(statement, words) ?? typeText(statement, words);
    case "tolerance": {
      const zone = zoneText(statement, words);
      const marked = (one: Lettered): string => one.text + one.circled.map((letter) => ` (${letter})`).join("");
      return [typeText(statement, words), zone ? marked(zone) : "", ...statement.datums.map((name) => marked(datumReference(name)))]
        .filter(Boolean)
        .join(" ");
    }
    case "datum":
      return words.t("statement_datum", { name: statement.text });
    case "thread":
    case "note":
      return statement.text;
  }
}
