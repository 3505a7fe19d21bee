// The part's surface: a lit material that also shows a heat map and the state of single faces. The
// field is looked up per pixel, so a large triangle shows a true gradient and not mixed colours.

import {
  Color,
  DataTexture,
  DoubleSide,
  LinearFilter,
  MeshStandardMaterial,
  RGBAFormat,
  SRGBColorSpace,
  Vector2,
  type WebGLProgramParametersWithUniforms,
} from "three";
import { rampTexels } from "./colormap";

/** What a face is shown as; the value goes into the vertex attribute `aMark`. */
export const marks = { none: 0, hover: 1, selected: 2, advisory: 3, required: 4 } as const;
export type Mark = keyof typeof marks;

export interface MarkColours {
  readonly hover: string;
  readonly selected: string;
  readonly advisory: string;
  readonly required: string;
}

export class PartMaterial extends MeshStandardMaterial {
  private readonly partUniforms = {
    uRamp: { value: makeRamp() },
    uMapOn: { value: 0 },
    uRange: { value: new Vector2(0, 1) },
    uReverse: { value: 0 },
    uHover: { value: new Color() },
    uSelected: { value: new Color() },
    uAdvisory: { value: new Color() },
    uRequired: { value: new Color() },
  };

  constructor() {
    super({ metalness: 0.15, roughness: 0.55, side: DoubleSide, polygonOffset: true, polygonOffsetFactor: 1, polygonOffsetUnits: 1 });
    this.onBeforeCompile = (shader) => this.extend(shader);
  }

  setMap(range: { min: number; max: number } | undefined, reverse: boolean): void {
    this.partUniforms.uMapOn.value = range ? 1 : 0;
    this.partUniforms.uReverse.value = reverse ? 1 : 0;
    if (range) this.partUniforms.uRange.value.set(range.min, range.max);
  }

  setMarkColours(colours: MarkColours): void {
    this.partUniforms.uHover.value.set(colours.hover);
    this.partUniforms.uSelected.value.set(colours.selected);
    this.partUniforms.uAdvisory.value.set(colours.advisory);
    this.partUniforms.uRequired.value.set(colours.required);
  }

  override dispose(): void {
    this.partUniforms.uRamp.value.dispose();
    super.dispose();
  }

  private extend(shader: WebGLProgramParametersWithUniforms): void {
    Object.assign(shader.uniforms, this.partUniforms);
    shader.vertexShader = shader.vertexShader
      .replace(
        "#include <common>",
        `#include <common>
attribute float aField;
attribute float aKnown;
attribute float aMark;
varying float vField;
varying float vKnown;
varying float vMark;`,
      )
      .replace(
        "#include <begin_vertex>",
        `#include <begin_vertex>
vField = aField;
vKnown = aKnown;
vMark = aMark;`,
      );
    // A corner that was not measured counts for nothing: the value is the mean of those that were.
    shader.fragmentShader = shader.fragmentShader
      .replace(
        "#include <common>",
        `#include <common>
uniform sampler2D uRamp;
uniform float uMapOn;
uniform vec2 uRange;
uniform float uReverse;
uniform vec3 uHover;
uniform vec3 uSelected;
uniform vec3 uAdvisory;
uniform vec3 uRequired;
varying float vField;
varying float vKnown;
varying float vMark;`,
      )
      .replace(
        "#include <color_fragment>",
        `#include <color_fragment>
if (uMapOn > 0.5) {
  if (vKnown > 0.02) {
    float share = clamp((vField / vKnown - uRange.x) / max(uRange.y - uRange.x, 1e-6), 0.0, 1.0);
    if (uReverse > 0.5) share = 1.0 - share;
    diffuseColor.rgb = texture2D(uRamp, vec2(share * (255.0 / 256.0) + 0.5 / 256.0, 0.5)).rgb;
  } else {
    diffuseColor.rgb = vec3(0.5);
  }
}
if (vMark > 3.5) diffuseColor.rgb = mix(diffuseColor.rgb, uRequired, 0.82);
else if (vMark > 2.5) diffuseColor.rgb = mix(diffuseColor.rgb, uAdvisory, 0.82);
else if (vMark > 1.5) diffuseColor.rgb = mix(diffuseColor.rgb, uSelected, 0.8);
else if (vMark > 0.5) diffuseColor.rgb = mix(diffuseColor.rgb, uHover, 0.3);`,
      );
  }
}

function makeRamp(): DataTexture {
  const texture = new DataTexture(rampTexels(), 256, 1, RGBAFormat);
  texture.colorSpace = SRGBColorSpace;
  texture.magFilter = LinearFilter;
  texture.minFilter = LinearFilter;
  texture.needsUpdate = true;
  return texture;
}
