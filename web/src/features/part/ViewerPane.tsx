import { ActionIcon, Loader, Menu, SegmentedControl, Select, Slider, Tooltip, useComputedColorScheme } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconArrowsHorizontal, IconCamera, IconCube, IconMaximize, IconSlice, IconX } from "@tabler/icons-react";
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useModelBytes } from "../../api/queries";
import type { Part, Place } from "../../api/types";
import { describePart } from "../../domain/describe";
import { sceneColours } from "../../domain/sceneColours";
import { partName, type NamedFinding } from "../../domain/state";
import { useText } from "../../lib/preferences";
import { mm } from "../../lib/units";
import { mapKinds, type MapKind } from "../../scene/colormap";
import type { Mark } from "../../scene/material";
import type { FrameInfo, Point, Section, SectionAxis, ViewName } from "../../scene/viewer";
import { FaceCard } from "./FaceCard";
import { Legend } from "./Legend";
import { ViewCube, turnCube } from "./ViewCube";
import type { ChangeView } from "./PartPage";
import { overlayMarks, overlayOf } from "./overlays";
import { savePicture } from "./picture";
import { useViewer } from "./useViewer";
import { nothingChosen, type ViewState } from "./viewState";
import classes from "./ViewerPane.module.css";

export const views: readonly ViewName[] = ["iso", "front", "back", "left", "right", "top", "bottom"];
const markersMax = 40;
const turnStep = Math.PI / 12;

interface Props {
  readonly part: Part;
  readonly state: ViewState;
  readonly change: ChangeView;
  readonly findings: readonly NamedFinding[];
  readonly open: NamedFinding | undefined;
  readonly materialColour: string | undefined;
}

const pointsOf = (place: Place): Point[] => place.points_mm.map(([x, y, z]) => ({ x, y, z }));
const points = (finding: NamedFinding): Point[] => pointsOf(finding.finding.place);

export function ViewerPane({ part, state, change, findings, open, materialColour }: Props) {
  const text = useText();
  const { t, f, shortcuts, say } = text;
  const scheme = useComputedColorScheme("light");
  const host = useRef<HTMLDivElement>(null);
  const cube = useRef<HTMLDivElement>(null);
  const markers = useRef(new Map<string, HTMLButtonElement>());
  const anchors = useRef(new Map<string, Point>());
  const settle = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [said, setSaid] = useState("");
  const bytes = useModelBytes(part);
  const colours = useMemo(() => sceneColours(scheme, materialColour), [scheme, materialColour]);
  const feature = state.feature === undefined ? undefined : part.facts?.features?.[state.feature];
  const statement = state.statement === undefined ? undefined : part.facts?.statements[state.statement];
  const marks = useMemo(() => {
    const map = new Map<number, Mark>(overlayMarks(part.facts, state.show));
    for (const face of [...(feature?.place.faces ?? []), ...(statement?.faces ?? [])]) map.set(face, "selected");
    if (state.face !== undefined) map.set(state.face, "selected");
    for (const face of open?.finding.place.faces ?? []) {
      map.set(face, open?.finding.severity === "required_change" ? "required" : "advisory");
    }
    return map;
  }, [part.facts, state.show, state.face, feature, statement, open]);
  const overlay = useMemo(() => overlayOf(part.facts, state.show, text), [part.facts, state.show, text]);
  const shownMarkers = state.tab === "findings" ? findings.slice(0, markersMax) : open ? [open] : [];

  const place = useCallback((frame: FrameInfo) => {
    turnCube(cube.current, frame.rotation);
    for (const [key, element] of markers.current) {
      const anchor = anchors.current.get(key);
      if (!anchor) {
        element.style.display = "none";
        continue;
      }
      const at = frame.project(anchor);
      element.style.display = at.inFront ? "" : "none";
      element.style.transform = `translate(${at.x.toFixed(1)}px, ${at.y.toFixed(1)}px)`;
    }
  }, []);
  const viewerRef = useRef<ReturnType<typeof useViewer>["viewer"]>(undefined);
  const onFrame = useCallback(
    (frame: FrameInfo) => {
      place(frame);
      // Whether something hides a marker is worked out when the part stands still.
      clearTimeout(settle.current);
      settle.current = setTimeout(() => {
        for (const [key, element] of markers.current) {
          const anchor = anchors.current.get(key);
          if (anchor && viewerRef.current) element.toggleAttribute("data-hidden", viewerRef.current.isHidden(anchor));
        }
      }, 90);
    },
    [place],
  );
  const onPick = useCallback(
    (pick: { face: number } | undefined) => change({ ...nothingChosen, face: pick?.face }),
    [change],
  );
  const { viewer, shown, range, fields, failed } = useViewer(host, {
    bytes: bytes.data,
    colours,
    map: state.map,
    // The measured minimum is the smallest trusted value; a little below it is rounding.
    wallFloor: (part.facts?.wall?.minimum_mm ?? 0) * 0.98,
    section: state.section,
    marks,
    overlay,
    onPick,
    onFrame,
  });
  useEffect(() => {
    viewerRef.current = viewer;
    return () => clearTimeout(settle.current);
  }, [viewer]);

  const markerKeys = shownMarkers.map((entry) => entry.key).join(" ");
  useEffect(() => {
    anchors.current.clear();
    if (!viewer || shown === 0) return;
    for (const entry of shownMarkers) {
      const anchor = viewer.anchorOf(entry.finding.place.faces, points(entry));
      if (anchor) anchors.current.set(entry.key, anchor);
    }
    viewer.setMarks(marks);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the keys name the markers
  }, [viewer, shown, markerKeys, marks]);

  const openKey = open?.key;
  useEffect(() => {
    if (viewer && shown > 0 && open) viewer.flyToPlace(open.finding.place.faces, points(open));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- flies when another finding is opened
  }, [viewer, shown, openKey]);

  const chosen = state.feature;
  useEffect(() => {
    if (viewer && shown > 0 && feature) viewer.flyToPlace(feature.place.faces, pointsOf(feature.place));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- flies when another feature is chosen
  }, [viewer, shown, chosen]);

  const stated = state.statement;
  useEffect(() => {
    if (viewer && shown > 0 && statement && statement.faces.length > 0) viewer.flyToPlace(statement.faces, []);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- flies when another statement is chosen
  }, [viewer, shown, stated]);

  const section: Section = state.section ?? { axis: "x", share: 0.5, flipped: false };
  const toggleSection = (): void => change({ section: state.section ? undefined : section });
  const toggleMap = (map: MapKind): void => {
    if (fields.includes(map)) change({ map: state.map === map ? undefined : map });
  };
  const view = (name: ViewName): void => {
    viewer?.view(name);
    setSaid(t("view_now", { view: t(`view_${name}`) }));
  };
  const picture = (): void => {
    if (viewer) void savePicture({ viewer, part, text, map: state.map, range, findings });
  };
  const axisKey = (axis: SectionAxis) => (): void => {
    if (state.section) change({ section: { ...section, axis } });
  };
  useHotkeys(
    shortcuts
      ? [
          ["f", () => viewer?.fit()],
          ...views.map((name, index): [string, () => void] => [String(index + 1), () => view(name)]),
          ["s", toggleSection],
          ["x", axisKey("x")],
          ["y", axisKey("y")],
          ["z", axisKey("z")],
          ["w", () => toggleMap("wall")],
          ["v", () => toggleMap("overhang")],
          ["k", picture],
          ["Escape", () => change({ ...nothingChosen, show: undefined })],
        ]
      : [],
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => viewer?.turn(-turnStep, 0),
      ArrowRight: () => viewer?.turn(turnStep, 0),
      ArrowUp: () => viewer?.turn(0, -turnStep),
      ArrowDown: () => viewer?.turn(0, turnStep),
      "+": () => viewer?.zoom(0.8),
      "=": () => viewer?.zoom(0.8),
      "-": () => viewer?.zoom(1.25),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };

  const description = describePart(part, text);
  const extent = viewer && shown > 0 ? viewer.extent(section.axis) : { min: 0, max: 1 };
  const cutAt = extent.min + (extent.max - extent.min) * section.share;
  const waiting = shown === 0 && !failed && !bytes.error && !part.failure;
  return (
    <section className={classes.pane} aria-label={t("viewer_label")}>
      <div
        ref={host}
        className={classes.host}
        tabIndex={0}
        role="group"
        aria-roledescription={t("viewer_role")}
        aria-label={t("picture_of", { name: partName(part) })}
        aria-describedby="part-description"
        onKeyDown={onKeyDown}
        data-ready={shown > 0 ? "" : undefined}
      />
      <p id="part-description" className="sr-only">
        {description}
      </p>
      <p className="sr-only" role="status">
        {said}
      </p>
      {waiting ? (
        <div className={classes.waiting}>
          <IconCube size={72} stroke={0.8} aria-hidden="true" />
          <span>
            <Loader size="xs" type="dots" aria-hidden="true" /> {part.state === "analysing" ? t("viewer_reading") : t("viewer_loading")}
          </span>
        </div>
      ) : null}
      {failed || bytes.error ? (
        <div className={classes.waiting}>
          <IconCube size={48} stroke={1} aria-hidden="true" />
          <p>{t("viewer_failed")}</p>
          <p className={classes.description}>{description}</p>
        </div>
      ) : null}

      <div className={classes.markers}>
        {shownMarkers.map((entry) => (
          <button
            key={entry.key}
            type="button"
            ref={(element) => {
              if (element) markers.current.set(entry.key, element);
              else markers.current.delete(entry.key);
            }}
            className={classes.marker}
            data-severity={entry.finding.severity}
            data-open={entry.key === openKey || undefined}
            style={{ display: "none" }}
            aria-label={t("marker_label", { number: entry.number, message: say(entry.finding.message, entry.finding.message_i18n) })}
            onClick={() => change({ ...nothingChosen, tab: "findings", finding: entry.key }, { push: true })}
          >
            <span>{entry.number}</span>
          </button>
        ))}
      </div>

      <div className={classes.cube}>
        <ViewCube ref={cube} onView={view} />
      </div>

      <div className={classes.left}>
        {state.map && range ? (
          <Legend kind={state.map} range={range} facts={part.facts} findings={findings} />
        ) : null}
        {state.face !== undefined && viewer && shown > 0 ? (
          <FaceCard face={state.face} shape={viewer.shapeOf(state.face)} facts={part.facts} onClose={() => change({ face: undefined })} />
        ) : null}
      </div>

      <div className={classes.bottom}>
        {state.section ? (
          <div className={classes.section} role="group" aria-label={t("section_label")}>
            <SegmentedControl
              size="xs"
              aria-label={t("section_axis")}
              value={section.axis}
              onChange={(axis) => change({ section: { ...section, axis: axis as SectionAxis } })}
              data={["x", "y", "z"].map((axis) => ({ value: axis, label: axis.toUpperCase() }))}
            />
            <Slider
              className={classes.slider ?? ""}
              min={0}
              max={1}
              step={0.005}
              value={section.share}
              onChange={(share) => change({ section: { ...section, share } })}
              label={null}
              thumbLabel={t("section_place")}
              thumbProps={{ "aria-valuetext": f.length(mm(cutAt)) }}
            />
            <output className={classes.cut}>{f.length(mm(Math.round(cutAt * 100) / 100))}</output>
            <Tooltip label={t("section_flip")}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={34}
                aria-label={t("section_flip")}
                aria-pressed={section.flipped}
                onClick={() => change({ section: { ...section, flipped: !section.flipped } })}
              >
                <IconArrowsHorizontal size={18} />
              </ActionIcon>
            </Tooltip>
            <ActionIcon variant="subtle" color="gray" size={34} aria-label={t("section_off")} onClick={toggleSection}>
              <IconX size={18} />
            </ActionIcon>
          </div>
        ) : null}
        <div className={classes.toolbar} role="toolbar" aria-label={t("viewer_tools")}>
          <Tooltip label={`${t("fit")} (F)`}>
            <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("fit")} onClick={() => viewer?.fit()}>
              <IconMaximize size={19} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
          <Menu position="top" withinPortal>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("views")}>
                <IconCube size={19} stroke={1.7} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {views.map((name, index) => (
                <Menu.Item key={name} onClick={() => view(name)} rightSection={<span className="dim">{index + 1}</span>}>
                  {t(`view_${name}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Tooltip label={`${t("section")} (S)`}>
            <ActionIcon
              variant={state.section ? "light" : "subtle"}
              color={state.section ? undefined : "gray"}
              size={36}
              aria-label={t("section")}
              aria-pressed={state.section !== undefined}
              onClick={toggleSection}
            >
              <IconSlice size={19} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
          <span className={classes.divider} />
          <Select
            size="xs"
            className={classes.map ?? ""}
            aria-label={t("map_label")}
            allowDeselect={false}
            checkIconPosition="right"
            comboboxProps={{ position: "top", withinPortal: true, width: 190 }}
            value={state.map ?? "none"}
            onChange={(value) => change({ map: mapKinds.find((kind) => kind === value) })}
            data={[
              { value: "none", label: t("map_none") },
              ...mapKinds.map((kind) => ({ value: kind, label: t(`map_${kind}_short`), disabled: shown > 0 && !fields.includes(kind) })),
            ]}
          />
          <span className={classes.divider} />
          <Tooltip label={`${t("picture_save")} (K)`}>
            <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("picture_save")} onClick={picture}>
              <IconCamera size={19} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
    </section>
  );
}
