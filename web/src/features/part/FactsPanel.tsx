import type { Part } from "../../api/types";
import { describePart, groupHoles } from "../../domain/describe";
import { useText } from "../../lib/preferences";
import { degrees, mm, mm2, mm3 } from "../../lib/units";
import { Fact, FactList } from "../../ui/Fact";
import { DiagnosticList } from "./DiagnosticList";
import { FeatureList } from "./FeatureList";
import { MakingFacts } from "./MakingFacts";
import { SheetSection } from "./SheetSection";
import type { ChangeView } from "./PartPage";
import { nothingChosen, type Show } from "./viewState";
import classes from "./FactsPanel.module.css";

const faceKinds = ["plane", "cylinder", "cone", "sphere", "torus", "freeform", "facets"] as const;

interface Props {
  readonly part: Part;
  readonly change: ChangeView;
  readonly face: number | undefined;
  /** The feature that is chosen. */
  readonly feature: number | undefined;
  /** What is drawn on the part. */
  readonly show: Show | undefined;
}

/** What was measured, in words and numbers: the text equivalent of the picture. */
export function FactsPanel({ part, change, face, feature, show }: Props) {
  const text = useText();
  const { t, f } = text;
  const facts = part.facts;
  if (!facts) return null;
  const defects = facts.mesh_defects;
  const defectCount =
    defects.open_edges + defects.non_manifold_edges + defects.flipped_edges + defects.degenerate_triangles + defects.duplicate_triangles;
  const kinds = faceKinds.filter((kind) => facts.face_types[kind] > 0);
  const pick = (faces: readonly number[]): void => change({ ...nothingChosen, face: faces[0] });
  const holeGroups = groupHoles(facts.holes);
  return (
    <div className={classes.panel}>
      <p>{describePart(part, text)}</p>
      <section aria-labelledby="facts-shape">
        <h2 id="facts-shape">{t("facts_shape")}</h2>
        <FactList>
          <Fact name={t("fact_size")}>{f.size(facts.bbox_mm.map(mm))}</Fact>
          <Fact name={t("fact_tight_size")}>{f.size(facts.oriented_bbox_mm.map(mm))}</Fact>
          <Fact name={t("fact_volume")}>{f.volume(mm3(facts.volume_mm3))}</Fact>
          <Fact name={t("fact_area")}>{f.area(mm2(facts.area_mm2))}</Fact>
          <Fact name={t("fact_bodies")}>{f.integer(facts.bodies)}</Fact>
          <Fact name={t("fact_closed")}>{facts.closed ? t("yes") : t("no")}</Fact>
          <Fact name={t("fact_surfaces")}>{facts.exact ? t("surfaces_exact") : t("surfaces_mesh", { count: facts.triangles })}</Fact>
          {kinds.length > 0 ? (
            <Fact name={t("fact_faces")}>{kinds.map((kind) => t(`faces_${kind}`, { count: facts.face_types[kind] })).join(", ")}</Fact>
          ) : null}
          {defectCount > 0 ? <Fact name={t("fact_defects")}>{f.integer(defectCount)}</Fact> : null}
        </FactList>
      </section>
      {facts.wall ? (
        <section aria-labelledby="facts-wall">
          <h2 id="facts-wall">{t("facts_wall")}</h2>
          <FactList>
            <Fact name={t("fact_wall_min")}>{f.length(mm(facts.wall.minimum_mm))}</Fact>
            <Fact name={t("fact_wall_p01")}>{f.length(mm(facts.wall.p01_mm))}</Fact>
            <Fact name={t("fact_wall_median")}>{f.length(mm(facts.wall.median_mm))}</Fact>
          </FactList>
        </section>
      ) : null}
      {facts.sheet ? <SheetSection part={part} sheet={facts.sheet} face={face} change={change} /> : null}
      <FeatureList part={part} chosen={feature} show={show} change={change} />
      {(facts.features?.length ?? 0) === 0 && holeGroups.length > 0 ? (
        <section aria-labelledby="facts-holes">
          <h2 id="facts-holes">{t("facts_holes")}</h2>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t("fact_diameter")}</th>
                <th scope="col">{t("fact_depth")}</th>
                <th scope="col">{t("fact_kind")}</th>
              </tr>
            </thead>
            <tbody>
              {facts.holes.map((hole, index) => (
                <tr key={index} data-picked={face !== undefined && hole.faces.includes(face) ? "" : undefined}>
                  <td>
                    <button type="button" className={classes.pick} onClick={() => pick(hole.faces)}>
                      {f.length(mm(hole.diameter_mm))}
                    </button>
                  </td>
                  <td>{f.length(mm(hole.depth_mm))}</td>
                  <td>{hole.through ? t("hole_through") : hole.flat_bottom ? t("hole_flat") : t("hole_blind")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {(facts.features?.length ?? 0) === 0 && facts.pockets.length > 0 ? (
        <section aria-labelledby="facts-pockets">
          <h2 id="facts-pockets">{t("facts_pockets")}</h2>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t("fact_depth")}</th>
                <th scope="col">{t("fact_width")}</th>
              </tr>
            </thead>
            <tbody>
              {facts.pockets.map((pocket, index) => (
                <tr key={index}>
                  <td>
                    <button type="button" className={classes.pick} onClick={() => pick(pocket.place.faces)}>
                      {f.length(mm(pocket.depth_mm))}
                    </button>
                  </td>
                  <td>{f.length(mm(pocket.width_mm))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      <MakingFacts facts={facts} show={show} change={change} />
      <section aria-labelledby="facts-access">
        <h2 id="facts-access">{t("facts_access")}</h2>
        <FactList>
          <Fact name={t("fact_unreachable")}>
            {facts.access.unreachable_faces.length === 0
              ? t("unreachable_none")
              : t("unreachable_some", { count: facts.access.unreachable_faces.length, area: f.area(mm2(facts.access.unreachable_mm2)) })}
          </Fact>
          {facts.sharpest_outer_edge ? (
            <Fact name={t("fact_sharpest")}>{f.angle(degrees(facts.sharpest_outer_edge.angle_deg))}</Fact>
          ) : null}
        </FactList>
      </section>
      <DiagnosticList diagnostics={part.diagnostics} />
    </div>
  );
}
