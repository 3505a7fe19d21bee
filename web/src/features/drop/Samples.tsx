import { useState } from "react";
import bracket from "../../../../examples/machined_bracket.step?url";
import plate from "../../../../examples/drilled_plate.step?url";
import housing from "../../../../examples/printed_housing.step?url";
import { useText } from "../../lib/preferences";
import type { PickedFiles } from "./files";
import classes from "./Samples.module.css";

const samples = [
  { key: "sample_bracket", url: bracket, file: "machined_bracket.step" },
  { key: "sample_housing", url: housing, file: "printed_housing.step" },
  { key: "sample_plate", url: plate, file: "drilled_plate.step" },
] as const;

/** The project's own example parts, uploaded like any other file. */
export function Samples({ onFiles }: { readonly onFiles: (picked: PickedFiles) => void }) {
  const { t } = useText();
  const [failed, setFailed] = useState(false);
  const use = async (sample: (typeof samples)[number]): Promise<void> => {
    try {
      const response = await fetch(sample.url);
      if (!response.ok) throw new Error(response.statusText);
      setFailed(false);
      onFiles({ files: [new File([await response.blob()], sample.file)], hidden: 0 });
    } catch {
      setFailed(true);
    }
  };
  return (
    <div className={classes.samples}>
      <span className="dim">{t("samples_label")}</span>
      {samples.map((sample) => (
        <button key={sample.key} type="button" onClick={() => void use(sample)}>
          {t(sample.key)}
        </button>
      ))}
      {failed ? <span role="alert">{t("sample_failed")}</span> : null}
    </div>
  );
}
