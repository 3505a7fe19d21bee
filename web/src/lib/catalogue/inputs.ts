// Names that formulas use, in words. "symbol|words": formulas show the symbol, lists both.

import type { Language } from "../messages";

type Names = Readonly<Record<string, readonly [en: string, de: string]>>;

const symbols: Names = {
  D: ["D|tool diameter", "D|Werkzeugdurchmesser"],
  ap: ["ap|depth of cut", "ap|Schnitttiefe"],
  ae: ["ae|width of cut", "ae|Schnittbreite"],
  vc: ["vc|cutting speed", "vc|Schnittgeschwindigkeit"],
  kc: ["kc|specific cutting force", "kc|spezifische Schnittkraft"],
  kc11: ["kc1.1|cutting force at 1 mm", "kc1.1|Schnittkraft bei 1 mm"],
  mc: ["mc|rise of the cutting force", "mc|Anstieg der Schnittkraft"],
  fz_d10: ["fz10|feed per tooth at 10 mm", "fz10|Vorschub je Zahn bei 10 mm"],
  rpm: ["n|spindle speed", "n|Drehzahl"],
  rpm_max: ["n max|highest spindle speed", "n max|höchste Drehzahl"],
  mrr: ["Q|removal rate", "Q|Zeitspanvolumen"],
};

const words: Names = {
  acceleration: ["acceleration", "Beschleunigung"],
  am_operator_per_h: ["operator rate", "Satz Anlagenbediener"],
  area: ["area", "Fläche"],
  aux_energy_factor: ["auxiliary energy factor", "Zuschlag Nebenenergie"],
  base: ["base", "Grundwert"],
  bore: ["boring pass", "Ausdrehen"],
  box_dm3: ["volume of the box", "Volumen der Hülle"],
  bridge: ["bridges", "Brücken"],
  chip_credit_per_kg: ["credit for chips", "Erlös für Späne"],
  co2e_kg_per_kg: ["CO₂e per kg", "CO₂e je kg"],
  consumables_kg: ["consumables", "Hilfsstoffe"],
  coolant_co2e_kg_per_kg: ["CO₂e of the coolant", "CO₂e des Kühlschmierstoffs"],
  coolant_kg_min: ["coolant loss", "Verlust an Kühlschmierstoff"],
  count: ["number", "Anzahl"],
  cusp: ["cusp height", "Rillenhöhe"],
  days_factor: ["factor on the days", "Faktor auf die Tage"],
  density: ["density", "Dichte"],
  depth: ["depth", "Tiefe"],
  derate: ["reduction for long tools", "Minderung für lange Werkzeuge"],
  diameter: ["diameter", "Durchmesser"],
  edges: ["length of edges", "Kantenlänge"],
  efficiency: ["efficiency", "Wirkungsgrad"],
  energy_kg: ["energy", "Energie"],
  energy_kwh: ["energy", "Energie"],
  engineer_per_h: ["engineer rate", "Satz Programmierung"],
  external_perimeter: ["outer perimeters", "Außenkonturen"],
  extruded: ["extruded", "Gefördert"],
  features: ["features", "Formelemente"],
  feed: ["feed", "Vorschub"],
  feed_per_D: ["feed per diameter", "Vorschub je Durchmesser"],
  filament_flow_max: ["highest flow of the filament", "höchster Durchsatz des Filaments"],
  floor_per_part: ["minimum per part", "Mindestpreis je Teil"],
  flow_max: ["highest flow", "höchster Durchsatz"],
  flutes: ["flutes", "Zähne"],
  fz_factor: ["finishing factor", "Schlichtfaktor"],
  gap_fill: ["gap fill", "Lückenfüllung"],
  grid_kg_co2e_per_kwh: ["CO₂e of the grid", "CO₂e des Stromnetzes"],
  grip: ["grip", "Spannhöhe"],
  hours_per_day: ["hours per day", "Stunden je Tag"],
  infill_share: ["infill share", "Füllgrad"],
  inspection_days: ["days of inspection", "Tage für die Prüfung"],
  inspector_per_h: ["inspector rate", "Satz Prüfung"],
  labour: ["labour", "Arbeitszeit"],
  labour_h: ["labour per part", "Arbeitszeit je Teil"],
  layer_change: ["layer changes", "Schichtwechsel"],
  layer_height: ["layer height", "Schichthöhe"],
  layer_time_min: ["shortest time per layer", "Mindestzeit je Schicht"],
  layers: ["layers", "Schichten"],
  learning_rate: ["learning rate", "Lernrate"],
  load: ["loading", "Beladen"],
  machine: ["machine time", "Maschinenzeit"],
  machines: ["machines", "Maschinen"],
  machinist_per_h: ["machinist rate", "Satz Zerspanung"],
  margin: ["margin", "Marge"],
  margin_points: ["discount on the margin", "Nachlass auf die Marge"],
  margin_share: ["margin", "Marge"],
  mass: ["mass", "Masse"],
  material: ["material", "Material"],
  material_kg: ["material", "Material"],
  min_per_cm2: ["minutes per cm²", "Minuten je cm²"],
  min_per_part: ["minutes per part", "Minuten je Teil"],
  minimum: ["minimum price", "Mindestpreis"],
  oee: ["availability", "Verfügbarkeit"],
  overhead: ["overhead", "Gemeinkosten"],
  overhead_share: ["overhead", "Gemeinkosten"],
  packaging: ["packaging", "Verpackung"],
  packaging_base: ["packaging, base", "Verpackung, Grundwert"],
  packaging_co2e_kg_per_kg: ["CO₂e of the packaging", "CO₂e der Verpackung"],
  packaging_kg: ["packaging", "Verpackung"],
  packaging_kg_base: ["mass of packaging, base", "Masse der Verpackung, Grundwert"],
  packaging_kg_per_kg: ["mass of packaging per kg", "Masse der Verpackung je kg"],
  packaging_per_sqrt_dm3: ["packaging by size", "Verpackung nach Größe"],
  part_g: ["mass of the part", "Masse des Teils"],
  part_volume: ["volume of the part", "Volumen des Teils"],
  parts_in_run: ["parts in a run", "Teile je Lauf"],
  pass: ["width of a pass", "Bahnabstand"],
  peck: ["pecking factor", "Faktor für Entspänen"],
  per_feature: ["per feature", "je Formelement"],
  per_setup: ["per set-up", "je Aufspannung"],
  perimeter: ["perimeters", "Konturen"],
  plate: ["plate allowance", "Plattenaufmaß"],
  power: ["cutting power", "Schnittleistung"],
  price_factor: ["price factor", "Preisfaktor"],
  price_per_kg: ["price per kg", "Preis je kg"],
  probe: ["probing", "Antasten"],
  programming: ["programming", "Programmierung"],
  quantity: ["quantity", "Menge"],
  queued_h: ["hours before it", "Stunden davor"],
  rate: ["rate", "Leistung"],
  rate_per_h: ["machine rate", "Maschinensatz"],
  removed: ["removed", "Abgetragen"],
  retract: ["retractions", "Rückzüge"],
  returned_g: ["returned", "Zurückgegeben"],
  review_days: ["days of review", "Tage für die Durchsicht"],
  runs: ["runs", "Läufe"],
  saw_loss: ["loss in sawing", "Sägeverlust"],
  set_up: ["set-up", "Rüsten"],
  set_ups: ["set-ups", "Aufspannungen"],
  setup: ["set-up", "Rüsten"],
  setup_h: ["set-up", "Rüsten"],
  shipping_km_truck: ["distance by lorry", "Strecke im Lkw"],
  shipping_km_van: ["distance by van", "Strecke im Transporter"],
  side: ["side allowance", "Seitenaufmaß"],
  solid_infill: ["solid infill", "volle Füllung"],
  sparse_infill: ["sparse infill", "Füllung"],
  spindle: ["spindle power", "Spindelleistung"],
  spindle_use: ["use of the spindle", "Auslastung der Spindel"],
  spot: ["spotting", "Anbohren"],
  start: ["start of the run", "Start des Laufs"],
  stepover: ["stepover", "Zustellung quer"],
  stick_out: ["stick-out", "Auskragung"],
  stock_volume: ["volume of the stock", "Volumen des Rohteils"],
  stock_x: ["stock in X", "Rohteil in X"],
  stock_y: ["stock in Y", "Rohteil in Y"],
  stock_z: ["stock in Z", "Rohteil in Z"],
  support: ["supports", "Stützen"],
  support_interface: ["tops of supports", "Stützenoberseiten"],
  supported_area: ["supported area", "gestützte Fläche"],
  supports: ["supports", "Stützen"],
  taken_g: ["material taken", "entnommenes Material"],
  tier: ["delivery", "Lieferzeit"],
  tool_change: ["tool change", "Werkzeugwechsel"],
  tool_changes: ["tool changes", "Zahl der Werkzeugwechsel"],
  tooling: ["tool wear", "Werkzeugverschleiß"],
  tooling_per_part: ["tool wear per part", "Werkzeugverschleiß je Teil"],
  top_infill: ["top infill", "Deckflächen"],
  transport_kg: ["transport", "Transport"],
  travel: ["travel", "Leerfahrten"],
  truck_g_per_tkm: ["CO₂e of the lorry", "CO₂e des Lkw"],
  van_g_per_tkm: ["CO₂e of the van", "CO₂e des Transporters"],
  volume: ["volume", "Volumen"],
  wall_ap: ["depth per pass", "Tiefe je Bahn"],
  waste: ["waste factor", "Verschnittfaktor"],
  work_h: ["hours of work", "Arbeitsstunden"],
  yield: ["yield", "Gutanteil"],
};

/** Figures of an operation, as in "op2_part_s". */
const ofOperation: Names = {
  lot_s: ["time per order", "Zeit je Auftrag"],
  run_s: ["time per run", "Zeit je Lauf"],
  part_s: ["time per part", "Zeit je Teil"],
  attended_share: ["attended share", "bedienter Anteil"],
  power_kw: ["power", "Leistung"],
};

/** Where a figure comes from: the parts of "catalog.materials.pla.density". */
const places: Names = {
  catalog: ["Catalogue", "Katalog"],
  materials: ["materials", "Werkstoffe"],
  machines: ["machines", "Maschinen"],
  tools: ["tools", "Werkzeuge"],
  processes: ["processes", "Verfahren"],
  policy: ["rules of the shop", "Regeln des Betriebs"],
  tiers: ["delivery", "Lieferzeiten"],
  discounts: ["discounts", "Nachlässe"],
  labour: ["labour", "Arbeitszeit"],
  cutting: ["cutting data", "Schnittdaten"],
  milling: ["milling", "Fräsen"],
  fdm: ["printing", "Drucken"],
  facts: ["Part", "Teil"],
  volume: ["volume", "Volumen"],
  box: ["size", "Größe"],
  holes: ["holes", "Bohrungen"],
  access: ["access", "Zugang"],
  corners: ["corners", "Ecken"],
  freeform_area: ["freeform area", "Freiformfläche"],
  face_types: ["faces", "Flächen"],
  builds: ["build directions", "Baurichtungen"],
  height: ["height", "Höhe"],
  overhang: ["overhang", "Überhang"],
  support: ["supports", "Stützen"],
  plan: ["Plan", "Plan"],
  operations: ["operations", "Arbeitsgänge"],
  stock: ["stock", "Rohteil"],
  size: ["size", "Größe"],
  runs: ["runs", "Läufe"],
  time: ["time", "Zeit"],
  request: ["Request", "Anfrage"],
  quantity: ["quantity", "Menge"],
  price: ["Price", "Preis"],
  lines: ["lines", "Posten"],
  footprint: ["Footprint", "Fußabdruck"],
  load: ["Promised work", "Zugesagte Arbeit"],
};

const operationWords: readonly [en: string, de: string] = ["operation {number}", "Arbeitsgang {number}"];

const pick = (entry: readonly [string, string], language: Language): string => entry[language === "de" ? 1 : 0];

export interface InputName {
  /** In a formula. */
  readonly short: string;
  /** In a list. */
  readonly long: string;
}

/** The words for a name in a formula; undefined for functions and for names that nobody has put into words. */
export function inputName(name: string, language: Language): InputName | undefined {
  const symbol = symbols[name];
  if (symbol) {
    const [short = name, description = ""] = pick(symbol, language).split("|");
    return { short, long: `${description} ${short}` };
  }
  const word = words[name];
  if (word) return { short: pick(word, language), long: pick(word, language) };
  const part = /^op(\d+)_(\w+)$/.exec(name);
  const figure = part?.[2] === undefined ? undefined : ofOperation[part[2]];
  if (!part || !figure) return undefined;
  const operation = pick(operationWords, language).replace("{number}", String(Number(part[1]) + 1));
  const text = `${operation}, ${pick(figure, language)}`;
  return { short: text, long: text };
}

export interface Crumb {
  readonly text: string;
  /** An identifier of the shop or the program; the same in every language. */
  readonly code: boolean;
}

/** "catalog.materials.pla.density" as a path to read. */
export function sourcePath(source: string, language: Language): Crumb[] {
  const parts = source.split(".");
  return parts.map((part, index) => {
    if (/^\d+$/.test(part) && parts[index - 1] === "operations")
      return { text: String(Number(part) + 1), code: false };
    const known = places[part] ?? (index === parts.length - 1 ? (words[part] ?? ofOperation[part]) : undefined);
    return known ? { text: pick(known, language), code: false } : { text: part, code: true };
  });
}
