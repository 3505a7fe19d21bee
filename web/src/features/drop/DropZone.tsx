import { Button } from "@mantine/core";
import { IconFolder, IconUpload } from "@tabler/icons-react";
import { useRef, type ChangeEvent } from "react";
import { useText } from "../../lib/preferences";
import { pick, type PickedFiles } from "./files";
import classes from "./DropZone.module.css";

interface Props {
  readonly compact: boolean;
  readonly over: boolean;
  readonly onFiles: (picked: PickedFiles) => void;
}

export const acceptedExtensions = ".step,.stp,.p21,.brep,.brp,.stl,.obj,.3mf";

export function DropZone({ compact, over, onFiles }: Props) {
  const { t } = useText();
  const filesInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    if (event.currentTarget.files) onFiles(pick(event.currentTarget.files));
    event.currentTarget.value = "";
  };
  return (
    <section className={classes.zone} data-compact={compact || undefined} data-over={over || undefined} aria-label={t("drop_label")}>
      <div className={classes.art} aria-hidden="true">
        <svg viewBox="0 0 120 96" width="120" height="96">
          <g fill="none" stroke="currentColor" strokeWidth="1.600" strokeLinejoin="round" strokeLinecap="round">
            <path d="M18 58 60 78l42-20V46L60 66 18 46z" />
            <path d="M18 46 60 26l42 20" />
            <path d="M60 66v12" />
            <path d="M42 34V14l18-8 18 8v20" />
            <path d="M42 14l18 8 18-8M60 22v24" />
            <ellipse cx="38" cy="47" rx="6" ry="3" />
            <ellipse cx="82" cy="47" rx="6" ry="3" />
            <ellipse cx="60" cy="57" rx="6" ry="3" />
          </g>
        </svg>
      </div>
      <div className={classes.words}>
        {compact ? <h2>{t("drop_more_title")}</h2> : <h1>{t("drop_title")}</h1>}
        <p>{t("drop_text")}</p>
      </div>
      <div className={classes.actions}>
        <Button size={compact ? "sm" : "md"} leftSection={<IconUpload size={18} aria-hidden="true" />} onClick={() => filesInput.current?.click()}>
          {t("drop_choose_files")}
        </Button>
        <Button
          size={compact ? "sm" : "md"}
          variant="default"
          leftSection={<IconFolder size={18} aria-hidden="true" />}
          onClick={() => folderInput.current?.click()}
        >
          {t("drop_choose_folder")}
        </Button>
      </div>
      {compact ? null : <p className={classes.small}>{t("drop_formats")}</p>}
      <input ref={filesInput} type="file" multiple accept={acceptedExtensions} hidden onChange={take} data-testid="files" aria-label={t("drop_choose_files")} />
      <input ref={folderInput} type="file" multiple hidden onChange={take} aria-label={t("drop_choose_folder")} {...{ webkitdirectory: "" }} />
    </section>
  );
}
