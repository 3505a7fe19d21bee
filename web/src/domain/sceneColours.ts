import type { SceneColours } from "../scene/stage";

const light: SceneColours = {
  part: "#b4bdc9",
  edge: "#2a323d",
  background: "#f1f3f6",
  hover: "#5b9bf0",
  selected: "#1667d0",
  advisory: "#e09a1a",
  required: "#d23b30",
  cap: "#e2a45c",
  overlay: "#9c1185",
};
const dark: SceneColours = {
  part: "#97a3b2",
  edge: "#0b0e12",
  background: "#1a2027",
  hover: "#7db0f6",
  selected: "#3b8bf5",
  advisory: "#f0b13e",
  required: "#ef5b50",
  cap: "#c98b45",
  overlay: "#f08be0",
};

/** Colours of the 3D scene, with the part in the colour of its material where that is known. */
export function sceneColours(scheme: "light" | "dark", material?: string): SceneColours {
  const base = scheme === "dark" ? dark : light;
  return material && /^#[0-9a-fA-F]{6}$/.test(material) ? { ...base, part: material } : base;
}
