import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { Facts } from "../../api/types";
import { useText } from "../../lib/preferences";
import { mm, mm2 } from "../../lib/units";
import type { FaceShape } from "../../scene/faceShape";
import { Fact, FactList } from "../../ui/Fact";
import { featureOf } from "./feature";
import { saysSomething, statementText } from "./statements";
import classes from "./FaceCard.module.css";

/** More would cover the part; the drawing lists all. */
const statedMax = 4;

interface Props {
  readonly face: number;
  readonly shape: FaceShape | undefined;
  readonly facts: Facts | null;
  readonly onClose: () => void;
}

/** What a picked face is: its feature where one was recognised, else its shape. */
export function FaceCard({ face, shape, facts, onClose }: Props) {
  const text = useText();
  const { t, f } = text;
  const feature = featureOf(facts, face);
  const title = feature ? t(`feature_${feature.kind}`) : shape ? t(`shape_${shape.kind}`) : t("face");
  const stated = (facts?.statements ?? []).filter((statement) => statement.faces.includes(face) && saysSomething(statement)).slice(0, statedMax);
  const unreachable = facts?.access.unreachable_faces.includes(face) ?? false;
  return (
    <section className={classes.card} aria-label={t("face_card_label")}>
      <div className={classes.head}>
        <strong role="status">{title}</strong>
        <span className="dim">{t("face_number", { number: String(face + 1) })}</span>
        <ActionIcon variant="subtle" color="gray" size={30} aria-label={t("close")} onClick={onClose}>
          <IconX size={17} />
        </ActionIcon>
      </div>
      <FactList>
        {feature?.kind === "through_hole" || feature?.kind === "blind_hole" || feature?.kind === "pin" ? (
          <>
            <Fact name={t("fact_diameter")}>{f.length(mm(feature.diameter_mm))}</Fact>
            <Fact name={feature.kind === "pin" ? t("fact_length") : t("fact_depth")}>{f.length(mm(feature.length_mm))}</Fact>
          </>
        ) : feature?.kind === "corner" ? (
          <>
            <Fact name={t("fact_radius")}>{f.length(mm(feature.radius_mm))}</Fact>
            <Fact name={t("fact_depth")}>{f.length(mm(feature.depth_mm))}</Fact>
          </>
        ) : feature?.kind === "pocket" ? (
          <>
            <Fact name={t("fact_depth")}>{f.length(mm(feature.depth_mm))}</Fact>
            <Fact name={t("fact_width")}>{f.length(mm(feature.width_mm))}</Fact>
          </>
        ) : shape?.radius_mm !== undefined ? (
          <Fact name={t("fact_diameter")}>≈ {f.length(mm(Math.round(shape.radius_mm * 200) / 100))}</Fact>
        ) : null}
        {shape ? <Fact name={t("fact_area")}>≈ {f.area(mm2(shape.area_mm2))}</Fact> : null}
        {stated.length > 0 ? (
          <Fact name={t("statement_stated")}>
            {stated.map((statement, index) => (
              <span key={index} className={classes.stated}>
                {statementText(statement, text)}
              </span>
            ))}
          </Fact>
        ) : null}
        {unreachable ? <Fact name={t("fact_access")}>{t("access_none")}</Fact> : null}
      </FactList>
    </section>
  );
}
