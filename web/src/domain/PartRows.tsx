// Parts as rows: picture, name, size, state and what to do next.

import { useInViewport } from "@mantine/hooks";
import { IconChevronRight } from "@tabler/icons-react";
import { Link } from "react-router";
import { isAnalysed, revisionOf, usePart } from "../api/queries";
import type { Part } from "../api/types";
import { useText } from "../lib/preferences";
import { mm, mm3 } from "../lib/units";
import { Status } from "../ui/Status";
import { PartPicture } from "./PartPicture";
import { explain } from "./problems";
import { partName, partStateKey, partTone } from "./state";
import classes from "./PartRows.module.css";

export function PartRows({ parts }: { readonly parts: readonly Part[] }) {
  return (
    <ul className={classes.rows}>
      {parts.map((part) => (
        <PartRow key={part.id} part={part} />
      ))}
    </ul>
  );
}

function PartRow({ part: listed }: { readonly part: Part }) {
  const { ref, inViewport } = useInViewport<HTMLLIElement>();
  // Lists leave facts out; a row asks for them when somebody can see it.
  const details = usePart(listed.id, inViewport && isAnalysed(listed));
  const part = details.data?.state === listed.state ? details.data : listed;
  const text = useText();
  const { t, f, code } = text;
  const name = partName(part);
  const failed = part.failure ? explain(part.failure, text) : undefined;
  const required = part.findings_count.reduce((sum, entry) => sum + entry.required_changes, 0);
  const advisories = part.findings_count.reduce((sum, entry) => sum + entry.advisories, 0);
  return (
    <li ref={ref} className={classes.row}>
      <PartPicture
        partId={part.id}
        revision={isAnalysed(part) && part.model_url ? revisionOf(part) : undefined}
        label={t("picture_of", { name })}
        width={72}
        height={54}
      />
      <div className={classes.name}>
        <Link to={`/parts/${part.id}`}>{name}</Link>
        <span className="dim">
          {part.file_name}
          {part.quantity_in_file > 1 ? ` · ${t("used_times", { count: part.quantity_in_file })}` : ""}
        </span>
      </div>
      <div className={classes.size}>
        {part.facts ? (
          <>
            <span>{f.size(part.facts.bbox_mm.map(mm))}</span>
            <span className="dim">{f.volume(mm3(part.facts.volume_mm3))}</span>
          </>
        ) : failed ? (
          <span className="dim">{failed.next}</span>
        ) : null}
      </div>
      <div className={classes.state}>
        <Status tone={failed ? "bad" : partTone(part.state)}>
          {failed ? failed.title : part.state === "analysing" && part.step ? code("step", part.step, part.step) : t(partStateKey(part.state))}
        </Status>
        {!failed && required + advisories > 0 ? (
          <span className="dim">
            {[
              required > 0 ? t("count_required", { count: required }) : "",
              advisories > 0 ? t("count_advisory", { count: advisories }) : "",
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        ) : null}
      </div>
      <IconChevronRight size={18} className={classes.arrow} aria-hidden="true" />
    </li>
  );
}
