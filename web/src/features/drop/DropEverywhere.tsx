// Files can be dropped on any page: the whole window is the target.

import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { justDropped } from "../../domain/justDropped";
import { useText } from "../../lib/preferences";
import { filesMax, filesOf, type PickedFiles } from "./files";
import { uploads } from "./uploads";
import classes from "./DropEverywhere.module.css";

/** Starts the uploads. One single file is opened at once; several stay in the list. */
export function useTakeFiles(): (picked: PickedFiles) => void {
  const navigate = useNavigate();
  return (picked) => {
    if (picked.files.length === 0) return;
    uploads.add(picked.files.slice(0, filesMax));
    if (picked.files.length > 1) {
      void navigate("/");
      return;
    }
    const stop = uploads.onArrival((parts) => {
      stop();
      const first = parts[0];
      if (first && parts.length === 1) void navigate(`/parts/${first.id}`, { state: justDropped });
    });
  };
}

export function DropEverywhere({ onOver }: { readonly onOver?: (over: boolean) => void }) {
  const { t } = useText();
  const [over, setOver] = useState(false);
  const take = useTakeFiles();
  const latest = useRef({ take, onOver });
  useEffect(() => {
    latest.current = { take, onOver };
  });

  useEffect(() => {
    let depth = 0;
    const show = (visible: boolean): void => {
      setOver(visible);
      latest.current.onOver?.(visible);
    };
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth += 1;
      show(true);
    };
    const leave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) show(false);
    };
    const hover = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth = 0;
      show(false);
      void filesOf(event.dataTransfer).then((picked) => latest.current.take(picked));
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("dragover", hover);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("dragover", hover);
      window.removeEventListener("drop", drop);
    };
  }, []);

  return over ? (
    <div className={classes.veil} aria-hidden="true">
      <span>{t("drop_release")}</span>
    </div>
  ) : null;
}
