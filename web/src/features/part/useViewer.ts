// Brings the 3D code in when it is needed and keeps one viewer in step with what React knows.

import { useEffect, useRef, useState, type RefObject } from "react";
import { mapKinds, type FieldRange, type MapKind } from "../../scene/colormap";
import type { Mark } from "../../scene/material";
import type { Overlay } from "../../scene/overlay";
import type { SceneColours } from "../../scene/stage";
import type { FrameInfo, PartViewer, Pick, Section } from "../../scene/viewer";

export interface ViewerInput {
  readonly bytes: ArrayBuffer | undefined;
  readonly colours: SceneColours;
  readonly map: MapKind | undefined;
  /** Wall thickness below this is not trusted. */
  readonly wallFloor: number;
  readonly section: Section | undefined;
  readonly marks: ReadonlyMap<number, Mark>;
  readonly overlay: Overlay | undefined;
  onPick(pick: Pick | undefined): void;
  onFrame(frame: FrameInfo): void;
}

export interface ViewerOutput {
  readonly viewer: PartViewer | undefined;
  /** Counts the models shown; 0 while there is none. */
  readonly shown: number;
  readonly range: FieldRange | undefined;
  readonly fields: readonly MapKind[];
  readonly failed: boolean;
}

export function useViewer(host: RefObject<HTMLDivElement | null>, input: ViewerInput): ViewerOutput {
  const [viewer, setViewer] = useState<PartViewer>();
  const [shown, setShown] = useState(0);
  const [range, setRange] = useState<FieldRange>();
  const [fields, setFields] = useState<readonly MapKind[]>([]);
  const [failed, setFailed] = useState(false);
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });

  useEffect(() => {
    let made: PartViewer | undefined;
    let gone = false;
    void import("../../scene/viewer")
      .then(({ PartViewer: Viewer }) => {
        if (gone || !host.current) return;
        made = new Viewer(host.current, latest.current.colours, {
          onPick: (pick) => latest.current.onPick(pick),
          onFrame: (frame) => latest.current.onFrame(frame),
        });
        setViewer(made);
      })
      .catch(() => setFailed(true));
    return () => {
      gone = true;
      made?.dispose();
      setViewer(undefined);
      setShown(0);
    };
  }, [host]);

  const { bytes, colours, map, wallFloor, section, marks, overlay } = input;
  useEffect(() => {
    if (!viewer || !bytes) return;
    let gone = false;
    void import("../../scene/model")
      .then(({ readModel }) => readModel(bytes))
      .then((model) => {
        if (gone) return;
        viewer.show(model);
        setFields(mapKinds.filter((kind) => model.fields[kind]?.some((value) => Number.isFinite(value))));
        setShown((count) => count + 1);
      })
      .catch(() => setFailed(true));
    return () => {
      gone = true;
    };
  }, [viewer, bytes]);

  useEffect(() => viewer?.setColours(colours), [viewer, colours]);
  useEffect(() => {
    if (viewer && shown > 0) setRange(viewer.setMap(map, map === "wall" ? wallFloor : undefined));
  }, [viewer, shown, map, wallFloor]);
  useEffect(() => {
    if (shown > 0) viewer?.setSection(section);
  }, [viewer, shown, section]);
  useEffect(() => {
    if (shown > 0) viewer?.setMarks(marks);
  }, [viewer, shown, marks]);

  useEffect(() => {
    if (shown > 0) viewer?.setOverlay(overlay);
  }, [viewer, shown, overlay]);

  return { viewer, shown, range, fields, failed };
}
