// Branded numbers: a millimetre cannot be passed where a gram is expected. The server speaks SI with
// the unit in the member name; these types keep that unit up to the pixel.

export type Mm = number & { readonly _unit: "mm" };
export type Mm2 = number & { readonly _unit: "mm2" };
export type Mm3 = number & { readonly _unit: "mm3" };
export type Gram = number & { readonly _unit: "g" };
export type Seconds = number & { readonly _unit: "s" };
export type Kilograms = number & { readonly _unit: "kg" };
export type Degrees = number & { readonly _unit: "deg" };
export type MinorUnits = number & { readonly _unit: "minor" };

export const mm = (value: number): Mm => value as Mm;
export const mm2 = (value: number): Mm2 => value as Mm2;
export const mm3 = (value: number): Mm3 => value as Mm3;
export const gram = (value: number): Gram => value as Gram;
export const seconds = (value: number): Seconds => value as Seconds;
export const kilograms = (value: number): Kilograms => value as Kilograms;
export const degrees = (value: number): Degrees => value as Degrees;
export const minorUnits = (value: number): MinorUnits => value as MinorUnits;

export type UnitSystem = "si" | "inch";

export const mmPerInch = 25.4;
export const gramsPerPound = 453.59237;
