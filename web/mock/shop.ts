// An invented shop behind the API's own types. For work on the pages only; figures mean nothing.

import type { components } from "../src/api/schema";

type S = components["schemas"];
const iso = (ms: number): string => new Date(ms).toISOString();
const day = 86_400_000;
let counter = 0;
export const newId = (prefix: string): string => `${prefix}_01mock${String((counter += 1)).padStart(20, "0")}`;
const money = (amount: number): S["Money"] => ({ amount: amount.toFixed(2), amount_minor: Math.round(amount * 100), currency: "USD" });
const figure = (value: number, unit: string, provenance: S["Provenance"], formula = "", inputs: S["FigureInput"][] = []): S["Figure"] => ({
  value,
  unit,
  provenance,
  formula,
  inputs,
});

export const catalog: S["Catalog"] = {
  shop_id: "demo",
  shop_name: "Mock shop",
  version: "1",
  sha256: "0".repeat(64),
  currency: "USD",
  order_min: { amount: "35.00", amount_minor: 3500, currency: "USD" },
  quote_valid_days: 30,
  processes: [
    { id: "fdm", name: "3D printing (FDM)" },
    { id: "milling", name: "CNC milling" },
  ],
  processes_elsewhere: [
    { id: "sla", name: "sla" },
    { id: "moulding", name: "moulding" },
  ],
  materials: [
    ["al_6061", "Aluminium 6061-T6", "aluminium", "milling", "#c3cad2", 2.7, 8.2],
    ["al_7075", "Aluminium 7075-T6", "aluminium", "milling", "#b6bec8", 2.81, 9.1],
    ["st_1018", "Steel 1018", "steel", "milling", "#8d949c", 7.87, 2.1],
    ["ss_304", "Stainless 304", "stainless", "milling", "#a8adb3", 8, 4.4],
    ["pla", "PLA", "filament", "fdm", "#e7e2d6", 1.24, 3.2],
    ["petg", "PETG", "filament", "fdm", "#9fc3c9", 1.27, 3.6],
    ["asa", "ASA", "filament", "fdm", "#5a5f66", 1.07, 4.1],
  ].map(([id, name, family, process, colour, density, co2]) => ({
    id: id as string,
    name: name as string,
    family: family as string,
    processes: [process as string],
    metal: process === "milling",
    colour_hex: colour as string,
    density_g_cm3: density as number,
    co2e_kg_per_kg: co2 as number,
    recycled_share: 0,
    properties: {},
    source: "invented",
    trust: "default" as const,
  })),
  machines: [],
  tiers: [
    { id: "economy", name: "Economy", days_factor: 1.6, price_factor: 0.88 },
    { id: "standard", name: "Standard", days_factor: 1, price_factor: 1 },
    { id: "fast", name: "Fast", days_factor: 0.65, price_factor: 1.25 },
  ],
  work_centres: [
    { id: "fdm_mk4s", name: "Desktop printer" },
    { id: "vmc_3axis", name: "3-axis machining centre" },
    { id: "bench", name: "Bench" },
  ],
  limits: {
    upload_bytes_max: 268435456,
    request_bytes_max: 536870912,
    files_per_request_max: 50,
    parts_per_quote_max: 50,
    quantities_per_quote_max: 12,
    quantity_max: 1000000,
    list_max: 500,
  },
  units: ["mm", "cm", "m", "in", "ft", "um"],
};

const stated = { text: "", unit: "mm", nominal: null, upper: null, lower: null, modifiers: [], datums: [], faces: [] } as const;
const statements: S["Statement"][] = [
  { ...stated, modifiers: [], datums: [], kind: "dimension", type: "diameter", nominal: 6.6, upper: 0.1, lower: 0, faces: [6] },
  { ...stated, datums: ["A", "B(M)"], kind: "tolerance", type: "position", nominal: 0.2, modifiers: ["cylindrical or circular zone", "maximum_material_requirement"], faces: [6, 7] },
  { ...stated, modifiers: [], kind: "datum", type: "datum", text: "A", datums: ["A"], faces: [1] },
  { ...stated, modifiers: [], datums: [], kind: "thread", type: "thread", text: "M8x1.25", nominal: 8, faces: [8] },
];

/** A bracket with four bought screws. */
export const structure = (part: Pick<S["Part"], "id" | "name">): S["Structure"] => ({
  parts: [
    { part_id: part.id, name: part.name, quantity: 1, bought: null, colour_hex: "#b4bdc9" },
    { part_id: "prt_screw", name: "Screw", quantity: 4, bought: { kind: "screw", size: "M6", length_mm: 20, by_shape: true, by_name: false }, colour_hex: null },
  ],
  nodes: [
    { name: "Stand", quantity: 1, parent: null, part: null },
    { name: part.name, quantity: 1, parent: 0, part: 0 },
    { name: "Screw", quantity: 4, parent: 0, part: 1 },
  ],
});

export const facts: S["Facts"] = {
  statements,
  volume_mm3: 49820,
  area_mm2: 19120,
  centre_of_mass_mm: [40, 34, 17],
  bbox_mm: [80, 50, 62],
  bbox_min_mm: [0, 0, 0],
  bbox_max_mm: [80, 50, 62],
  oriented_bbox_mm: [80, 62, 50],
  oriented_axes: [[1, 0, 0], [0, 0, 1], [0, 1, 0]],
  convex_hull_volume_mm3: 140000,
  bodies: 1,
  enclosed_voids: 0,
  closed: true,
  exact: true,
  chord_error_mm: 0,
  triangles: 1284,
  mesh_defects: { open_edges: 0, non_manifold_edges: 0, flipped_edges: 0, degenerate_triangles: 0, duplicate_triangles: 0, inside_out: false },
  face_types: { plane: 10, cylinder: 7, cone: 0, sphere: 0, torus: 0, freeform: 0, facets: 0 },
  freeform_area_mm2: 0,
  holes: [
    ...[6, 7, 8, 9].map((face) => ({ diameter_mm: 6.6, depth_mm: 6, through: true, flat_bottom: false, centre_mm: [0, 0, 0] as S["Vec3"], axis: [0, 0, 1] as S["Vec3"], faces: [face] })),
    ...[16, 17].map((face) => ({ diameter_mm: 9, depth_mm: 6, through: true, flat_bottom: false, centre_mm: [0, 0, 0] as S["Vec3"], axis: [0, 1, 0] as S["Vec3"], faces: [face] })),
    { diameter_mm: 1.8, depth_mm: 6, through: true, flat_bottom: false, centre_mm: [0, 0, 0], axis: [0, 1, 0], faces: [18] },
  ],
  pins: [],
  internal_corners: [],
  pockets: [],
  wall: { minimum_mm: 1.4, p01_mm: 1.6, median_mm: 6, place: { faces: [], points_mm: [[40, 44, 60]] } },
  build_directions: [],
  access: { axes: [], unreachable_faces: [], unreachable_mm2: 0 },
  sharpest_outer_edge: { angle_deg: 90, place: { faces: [0, 2], points_mm: [] } },
};

export function findings(partId: string, elsewhere?: string): S["Findings"] {
  const one = (rule: string, process: string, severity: S["Severity"], measured: number, limit: number, unit: string, message: string, faces: number[], points: S["Vec3"][]): S["Finding"] => ({
    rule,
    process,
    severity,
    measured,
    limit,
    unit,
    message,
    reason: "Small tools break and holes close up.",
    remedy: "Drill after printing, or widen the hole.",
    place: { faces, points_mm: points },
    source: "S20a",
  });
  if (elsewhere) {
    const wall = one(`${elsewhere.toUpperCase()}-01`, elsewhere, "required_change", 0.42, 0.6, "mm", "Wall of 0.42 mm is thinner than 0.6 mm.", [14], [[40, 47, 62]]);
    return { part_id: partId, processes: [{ process: elsewhere, process_name: elsewhere, offered: false, findings: [wall], not_checked: [] }] };
  }
  return {
    part_id: partId,
    processes: [
      {
        process: "fdm",
        process_name: "3D printing (FDM)",
        offered: true,
        findings: [one("FDM-03", "fdm", "advisory", 1.8, 2, "mm", "Hole of 1.8 mm is smaller than 2 mm.", [18], [])],
        not_checked: [{ ...one("FDM-07a", "fdm", "not_checked", 0, 0, "mm", "Text is not recognised yet.", [], []), measured: null, limit: null }],
      },
      {
        process: "milling",
        process_name: "CNC milling",
        offered: true,
        findings: [
          one("MIL-01a", "milling", "required_change", 0.42, 0.5, "mm", "Wall of 0.42 mm is thinner than 0.5 mm.", [14], [[40, 47, 62]]),
          one("MIL-10", "milling", "advisory", 1.4, 1.5, "mm", "Hole of 1.4 mm is smaller than 1.5 mm.", [18], []),
          one("MIL-17", "milling", "advisory", 4, 3, "count", "4 set-up directions are more than 3.", [], []),
        ],
        not_checked: [],
      },
    ],
  };
}

const kinds: Readonly<Record<string, readonly (readonly [string, string, string, number])[]>> = {
  fdm: [
    ["set_up", "Load PETG, heat, check the plate", "fdm_mk4s", 540],
    ["print", "Print standing on its largest flat face", "fdm_mk4s", 8100],
    ["remove_support", "Remove supports", "bench", 300],
    ["inspect", "Inspect", "bench", 240],
    ["pack", "Pack", "bench", 120],
  ],
  milling: [
    ["program", "Program 3 set-ups", "bench", 2900],
    ["saw", "Saw plate 86 x 68 x 56 mm", "bench", 420],
    ["set_up", "Set up vice, tools and zero", "vmc_3axis", 1080],
    ["rough", "Rough from +Z with D12", "vmc_3axis", 610],
    ["finish_wall", "Finish walls from +Z with D10", "vmc_3axis", 240],
    ["drill", "Drill 4 holes 6.6 mm", "vmc_3axis", 95],
    ["deburr", "Deburr", "bench", 180],
    ["inspect", "Inspect", "bench", 360],
  ],
};

function plan(process: string): S["Plan"] {
  const steps = kinds[process] ?? [];
  return {
    planner: `${process} 1`,
    part_revision: "0".repeat(64),
    stock: { kind: "plate", size_mm: [86, 68, 56], taken_g: figure(884, "g", "estimated"), returned_g: figure(749, "g", "estimated"), part_g: figure(135, "g", "measured") },
    parts_per_run: 1,
    runs_reason: "single piece",
    set_ups: process === "milling" ? 3 : 0,
    build_up: null,
    operations: steps.map(([kind, name, centre, time], index) => ({
      sequence: index + 1,
      kind,
      name,
      set_up: centre === "vmc_3axis" ? 1 : 0,
      up: null,
      resource: { process, kind: "any" },
      lot_s: figure(0, "s", "estimated"),
      run_s: figure(0, "s", "estimated"),
      part_s: figure(time, "s", "estimated"),
      attended_share: 1,
      labour_role: "machinist",
      machine_time: centre !== "bench",
      tools: kind === "rough" ? [{ tool: "em_d12", cutting_min: 8 }] : [],
      power_kw: 4,
    })),
    notes: ["Stands on its largest flat face."],
  };
}

export function quote(request: S["QuoteRequest"], parts: readonly S["Part"][], now: number): S["Quote"] {
  const quantities = request.quantities ?? [1, 10, 100];
  const offer = (process: string, material: S["Material"]): S["Offer"] => {
    const base = (process === "fdm" ? 18.4 : 96.2) * (1 + material.density_g_cm3 / 30);
    const prices = quantities.flatMap((quantity) =>
      catalog.tiers.map((tier): S["Price"] => {
        const raw = base * tier.price_factor * (0.45 + 0.55 / Math.sqrt(quantity));
        const unit = Math.round(raw * 100) / 100;
        const shares: readonly (readonly [string, string, number, S["Provenance"]])[] = [
          ["material", "Material", 0.14, "measured"],
          ["machine", "Machine time", 0.32, "estimated"],
          ["labour", "Labour", 0.2, "estimated"],
          ["set_up", "Set-up", 0.12, "estimated"],
          ["packaging", "Packaging", 0.03, "assumed"],
          ["overhead", "Overhead", 0.07, "assumed"],
          ["margin", "Margin", 0.12, "assumed"],
        ];
        let left = Math.round(unit * 100);
        const breakdown = shares.map(([code, label, share, provenance], index): S["CostLine"] => {
          const cents = index === shares.length - 1 ? left : Math.round(unit * 100 * share);
          left -= cents;
          return {
            code,
            label,
            amount: money(cents / 100),
            figure: figure(cents / 100, "USD", provenance, "time_h · rate_per_h", [
              { name: "time_h", value: 2.31, unit: "h", provenance: "estimated", source: "plan.operations.2.part_s" },
              { name: "rate_per_h", value: 72, unit: "USD/h", provenance: "assumed", source: "catalog.machines.vmc_3axis.rate_per_h" },
            ]),
          };
        });
        const days = Math.ceil((process === "fdm" ? 3 : 7) * tier.days_factor + quantity / 40);
        return {
          quantity,
          tier: tier.id,
          tier_name: tier.name,
          unit_price: money(unit),
          total_price: money(unit * quantity),
          lead_days: days,
          ready_at: iso(now + days * 1.4 * day),
          date_set_by: process === "fdm" ? "Print standing on its largest flat face" : "queue on vmc_3axis",
          lead_inputs: [{ name: "review_days", value: 0.5, unit: "d", provenance: "assumed", source: "catalog.policy.review_days" }],
          breakdown,
        };
      }),
    );
    return {
      process,
      process_name: process === "fdm" ? "3D printing (FDM)" : "CNC milling",
      material: material.id,
      material_name: material.name,
      machine: process === "fdm" ? "fdm_mk4s" : "vmc_3axis",
      machine_name: process === "fdm" ? "Desktop printer" : "3-axis machining centre",
      feasible: true,
      blockers: [],
      review_reasons: [],
      prices,
      mass_g: 49.8 * material.density_g_cm3,
      setup_s: 2160,
      run_s_per_part: process === "fdm" ? 8100 : 1240,
      co2e_kg: process === "fdm" ? 0.41 : 1.9,
      footprint: {
        total_co2e_kg: figure(process === "fdm" ? 0.41 : 1.9, "kg", "estimated"),
        material_co2e_kg: figure(0.2, "kg", "estimated", "mass_kg · co2e_kg_per_kg"),
        energy_co2e_kg: figure(0.12, "kg", "estimated"),
        consumables_co2e_kg: figure(0.01, "kg", "assumed"),
        transport_co2e_kg: figure(0.05, "kg", "assumed"),
        packaging_co2e_kg: figure(0.03, "kg", "assumed"),
        energy_kwh: figure(0.4, "kWh", "estimated"),
        uncertainty_share: 0.3,
      },
      plan: plan(process),
    };
  };
  const processes = request.process ? [request.process] : ["fdm", "milling"];
  return {
    id: newId("quo"),
    created_at: iso(now),
    valid_until: iso(now + 30 * day),
    expired: false,
    catalog_sha256: catalog.sha256,
    engine_version: "mock",
    parts: parts.map((part) => ({
      part_id: part.id,
      name: part.name,
      file_name: part.file_name,
      offers: processes.flatMap((process) => {
        const all = catalog.materials.filter((material) => material.processes.includes(process));
        const materials = request.all_materials ? all : request.material ? all.filter((material) => material.id === request.material) : all.slice(0, 1);
        return materials.map((material): S["Offer"] => {
          const made = offer(process, material);
          if (process === "milling" && part.name.includes("deep")) {
            return { ...made, feasible: false, prices: [], footprint: null, blockers: [{ code: "MIL-01a", message: "Wall of 0.42 mm is thinner than 0.5 mm." }] };
          }
          return made;
        });
      }),
    })),
  };
}

export function workOrder(order: string, line: S["OrderLine"], part: S["Part"], now: number): S["WorkOrder"] {
  const operations = (kinds[line.process] ?? []).map(
    ([kind, name, centre, time], index): S["Operation"] => ({
      id: newId("op"),
      sequence: index + 1,
      kind,
      name,
      work_centre: centre,
      work_centre_name: catalog.work_centres.find((entry) => entry.id === centre)?.name ?? centre,
      planned_s: time,
      actual_s: null,
      state: index === 0 ? "ready" : "waiting",
      started_at: null,
      finished_at: null,
      good_quantity: 0,
      scrap_quantity: 0,
      scrap_reason: "",
      operator_name: "",
      etag: '"1"',
    }),
  );
  return {
    id: newId("wo"),
    order_id: order,
    order_line: line.number,
    part_id: part.id,
    part_name: part.name,
    quantity: line.quantity,
    process: line.process,
    process_name: line.process_name,
    material: line.material,
    material_name: line.material_name,
    machine: line.machine,
    machine_name: line.machine_name,
    state: "released",
    replaces: null,
    created_at: iso(now),
    due_at: line.promised_at,
    progress: progress(operations),
    operations,
    plan: plan(line.process),
  };
}

export function progress(operations: readonly S["Operation"][]): S["Progress"] {
  const finished = operations.filter((operation) => operation.state === "finished");
  const sum = (list: readonly S["Operation"][]): number => list.reduce((total, operation) => total + operation.planned_s, 0);
  return {
    operations_total: operations.length,
    operations_finished: finished.length,
    planned_s: sum(operations),
    finished_s: sum(finished),
    share: sum(operations) === 0 ? 0 : sum(finished) / sum(operations),
  };
}
