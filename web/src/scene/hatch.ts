import { CanvasTexture, RepeatWrapping } from "three";

/** Slanted strokes on white: how a drawing shows cut material. */
export function hatchTexture(): CanvasTexture {
  const canvas = document.createElement("canvas");
  canvas.width = 32;
  canvas.height = 32;
  const context = canvas.getContext("2d");
  if (context) {
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, 32, 32);
    context.strokeStyle = "rgba(0,0,0,0.35)";
    context.lineWidth = 4;
    context.beginPath();
    for (const shift of [-32, 0, 32]) {
      context.moveTo(shift, 32);
      context.lineTo(shift + 32, 0);
    }
    context.stroke();
  }
  const texture = new CanvasTexture(canvas);
  texture.wrapS = RepeatWrapping;
  texture.wrapT = RepeatWrapping;
  return texture;
}
