import type { Ref } from "react";
import { useText } from "../../lib/preferences";
import type { ViewName } from "../../scene/viewer";
import classes from "./ViewCube.module.css";

type Side = Exclude<ViewName, "iso">;
const sides: readonly Side[] = ["front", "back", "left", "right", "top", "bottom"];

/** Turns the cube as the camera sees the part; called for every frame, so it bypasses React. */
export function turnCube(element: HTMLElement | null, rotation: readonly number[]): void {
  if (!element) return;
  const r = (index: number): string => (rotation[index] ?? 0).toFixed(4);
  const minus = (index: number): string => (-(rotation[index] ?? 0)).toFixed(4);
  // Screen y points down in CSS and up on the camera: the second row changes sign.
  element.style.transform = `matrix3d(${r(0)},${minus(1)},${r(2)},0,${r(3)},${minus(4)},${r(5)},0,${r(6)},${minus(7)},${r(8)},0,0,0,0,1)`;
}

/** The mouse's way to turn to a side. The keyboard has the view menu and the keys 1 to 7. */
export function ViewCube({ onView, ref }: { readonly onView: (view: ViewName) => void; readonly ref: Ref<HTMLDivElement> }) {
  const { t } = useText();
  return (
    <div className={classes.space} aria-hidden="true">
      <div ref={ref} className={classes.cube}>
        {sides.map((side) => (
          <button key={side} type="button" tabIndex={-1} className={classes.side} data-side={side} onClick={() => onView(side)}>
            {t(`view_${side}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
