// The signs of geometric tolerances (ISO 1101), drawn because few fonts have them.

import type { ReactNode } from "react";

const signs: Readonly<Record<string, ReactNode>> = {
  straightness: <path d="M3 12H21" />,
  flatness: <path d="M3 17L9 7H21L15 17Z" />,
  roundness: <circle cx="12" cy="12" r="7.5" />,
  cylindricity: (
    <>
      <circle cx="12" cy="12" r="5" />
      <path d="M3 19L9 5M15 19L21 5" />
    </>
  ),
  "line profile": <path d="M3 17A9 9 0 0 1 21 17" />,
  "surface profile": <path d="M3 17A9 9 0 0 1 21 17Z" />,
  angularity: <path d="M20 18H4L18 6" />,
  perpendicularity: <path d="M3 19H21M12 19V4" />,
  parallelism: <path d="M5 19L11 5M13 19L19 5" />,
  position: (
    <>
      <circle cx="12" cy="12" r="5.5" />
      <path d="M3 12H21M12 3V21" />
    </>
  ),
  concentricity: (
    <>
      <circle cx="12" cy="12" r="8" />
      <circle cx="12" cy="12" r="3.6" />
    </>
  ),
  symmetry: <path d="M7 7H17M3 12H21M7 17H17" />,
  "circular runout": <path d="M6 19L17 6M17 6L15.6 11.4M17 6L11.9 8.2" />,
  "total runout": <path d="M3 19L11 8M11 8L9.8 12.6M11 8L6.7 9.9M12 19L20 8M20 8L18.8 12.6M20 8L15.7 9.9M3 19H12" />,
};

export function ToleranceSymbol({ type }: { readonly type: string }) {
  const sign = signs[type === "coaxiality" ? "concentricity" : type];
  if (!sign) return null;
  return (
    <svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round" aria-hidden="true">
      {sign}
    </svg>
  );
}
