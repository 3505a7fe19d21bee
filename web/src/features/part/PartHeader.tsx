import { IconChevronLeft } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Part } from "../../api/types";
import { partName, partStateKey, partTone } from "../../domain/state";
import { useText } from "../../lib/preferences";
import { mm, mm3 } from "../../lib/units";
import { Status } from "../../ui/Status";
import classes from "./PartHeader.module.css";

export function PartHeader({ part }: { readonly part: Part }) {
  const { t, f } = useText();
  return (
    <div className={classes.header}>
      <Link to="/parts" className={classes.back} aria-label={t("back_to_parts")}>
        <IconChevronLeft size={20} aria-hidden="true" />
      </Link>
      <div className={classes.name}>
        <h1>{partName(part)}</h1>
        <span className={classes.file}>{part.file_name}</span>
      </div>
      <Status tone={part.failure ? "bad" : partTone(part.state)}>{part.failure ? t("state_failed") : t(partStateKey(part.state))}</Status>
      {part.facts ? (
        <dl className={classes.facts}>
          <div>
            <dt>{t("fact_size")}</dt>
            <dd>{f.size(part.facts.bbox_mm.map(mm))}</dd>
          </div>
          <div>
            <dt>{t("fact_volume")}</dt>
            <dd>{f.volume(mm3(part.facts.volume_mm3))}</dd>
          </div>
          <div className={classes.optional}>
            <dt>{t("fact_wall_min")}</dt>
            <dd>{part.facts.wall ? f.length(mm(part.facts.wall.minimum_mm)) : "–"}</dd>
          </div>
        </dl>
      ) : null}
    </div>
  );
}
