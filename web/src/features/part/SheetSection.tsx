import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { api } from "../../api/client";
import type { Facts, Part } from "../../api/types";
import { useText } from "../../lib/preferences";
import { degrees, mm } from "../../lib/units";
import { Fact, FactList } from "../../ui/Fact";
import { Notice } from "../../ui/Notice";
import type { ChangeView } from "./PartPage";
import { extentOf, outlinePath } from "./flatPattern";
import { nothingChosen } from "./viewState";
import panel from "./FactsPanel.module.css";
import classes from "./SheetSection.module.css";

type Sheet = NonNullable<Facts["sheet"]>;
type Flat = NonNullable<Sheet["flat"]>;

interface Props {
  readonly part: Part;
  readonly sheet: Sheet;
  readonly face: number | undefined;
  readonly change: ChangeView;
}

/** The unfolded sheet with its bends, or the reason why there is none. */
export function SheetSection({ part, sheet, face, change }: Props) {
  const { t, f, code, language } = useText();
  return (
    <section aria-labelledby="facts-sheet">
      <h2 id="facts-sheet">{t("facts_sheet")}</h2>
      {sheet.refused ? (
        <Notice tone="warn" title={t("sheet_refused")}>
          <p>{language === "en" ? sheet.refused.reason : code("sheet_reason", sheet.refused.code, "")}</p>
        </Notice>
      ) : null}
      {sheet.flat ? (
        <>
          <Pattern sheet={sheet} flat={sheet.flat} face={face} change={change} />
          <FactList>
            {sheet.thickness_mm === null ? null : <Fact name={t("sheet_thickness")}>{f.length(mm(sheet.thickness_mm))}</Fact>}
            <Fact name={t("sheet_size")}>{f.size([mm(sheet.flat.length_mm), mm(sheet.flat.width_mm)])}</Fact>
            <Fact name={t("sheet_cut")}>{f.length(mm(sheet.flat.cut_length_mm))}</Fact>
            <Fact name={t("sheet_refold")}>{f.length(mm(sheet.flat.refold_error_mm))}</Fact>
          </FactList>
          <Button
            component="a"
            href={api.flatPatternUrl(part.id)}
            download
            variant="default"
            size="sm"
            leftSection={<IconDownload size={17} aria-hidden="true" />}
          >
            {t("sheet_download")}
          </Button>
        </>
      ) : null}
      {sheet.bends.length > 0 ? (
        <table className={`${panel.table} ${classes.bends}`}>
          <caption>{t("sheet_bends")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("fact_angle")}</th>
              <th scope="col">{t("fact_radius")}</th>
              <th scope="col">{t("fact_length")}</th>
              <th scope="col">K</th>
            </tr>
          </thead>
          <tbody>
            {sheet.bends.map((bend, index) => (
              <tr key={index} data-picked={face !== undefined && bend.faces.includes(face) ? "" : undefined}>
                <td>
                  <button type="button" className={panel.pick} onClick={() => change({ ...nothingChosen, face: bend.faces[0] })}>
                    {f.angle(degrees(bend.angle_deg))} {t(bend.up ? "bend_up" : "bend_down")}
                  </button>
                </td>
                <td>{f.length(mm(bend.radius_mm))}</td>
                <td>{f.length(mm(bend.length_mm))}</td>
                <td>{f.number(bend.k_factor, 3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}

function Pattern({ sheet, flat, face, change }: { readonly sheet: Sheet; readonly flat: Flat; readonly face: number | undefined; readonly change: ChangeView }) {
  const { t, f } = useText();
  const outer = flat.loops[0];
  if (!outer) return null;
  const extent = extentOf(outer);
  const width = extent.maxX - extent.minX;
  const height = extent.maxY - extent.minY;
  const margin = Math.max(width, height) * 0.14;
  const letter = Math.max(width, height) * 0.042;
  const line = Math.max(width, height) / 420;
  const top = extent.maxY;
  const size = f.size([mm(flat.length_mm), mm(flat.width_mm)]);
  const below = height + margin * 0.5;
  const beside = -margin * 0.5;
  return (
    <svg
      className={classes.pattern}
      viewBox={`${-margin} ${-margin * 0.4} ${width + margin * 1.4} ${height + margin * 1.55}`}
      role="img"
      aria-label={t("sheet_picture", { size, count: sheet.bends.length })}
      style={{ strokeWidth: line, fontSize: letter }}
    >
      <g transform={`translate(${-extent.minX} 0)`}>
        <path className={classes.blank} d={flat.loops.map((loop) => outlinePath(loop, top)).join("")} fillRule="evenodd" />
        {sheet.bends.map((bend, index) => {
          const [fromX = 0, fromY = 0] = bend.from_mm;
          const [toX = 0, toY = 0] = bend.to_mm;
          return (
            <g
              key={index}
              className={classes.bend}
              data-up={bend.up || undefined}
              data-picked={face !== undefined && bend.faces.includes(face) ? "" : undefined}
              onClick={() => change({ ...nothingChosen, face: bend.faces[0] })}
            >
              <line x1={fromX} y1={top - fromY} x2={toX} y2={top - toY} style={{ strokeWidth: line * 1.4 }} />
              <line className={classes.hit} x1={fromX} y1={top - fromY} x2={toX} y2={top - toY} style={{ strokeWidth: letter }} />
              <text x={(fromX + toX) / 2} y={top - (fromY + toY) / 2 - letter * 0.4} textAnchor="middle">
                {f.angle(degrees(bend.angle_deg))}
              </text>
            </g>
          );
        })}
      </g>
      <g className={classes.size} aria-hidden="true">
        <path d={`M0 ${below}H${width}M0 ${below - letter / 2}v${letter}M${width} ${below - letter / 2}v${letter}`} />
        <text x={width / 2} y={below + letter * 1.3} textAnchor="middle">
          {f.length(mm(width))}
        </text>
        <path d={`M${beside} 0V${height}M${beside - letter / 2} 0h${letter}M${beside - letter / 2} ${height}h${letter}`} />
        <text transform={`translate(${beside - letter * 0.5} ${height / 2}) rotate(-90)`} textAnchor="middle">
          {f.length(mm(height))}
        </text>
      </g>
    </svg>
  );
}
