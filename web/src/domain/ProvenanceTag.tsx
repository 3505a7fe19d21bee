import type { Provenance } from "../api/types";
import { useText } from "../lib/preferences";
import classes from "./ProvenanceTag.module.css";

/** How far a figure can be trusted. */
export function ProvenanceTag({ provenance }: { readonly provenance: Provenance }) {
  const { t } = useText();
  return (
    <span className={classes.tag} data-kind={provenance} title={t(`provenance_note_${provenance}`)}>
      {t(`provenance_${provenance}`)}
    </span>
  );
}
