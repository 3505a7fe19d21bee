/** The wheel in the stream. */
export function Mark({ size = 26 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="var(--mr-mark, #1360c9)" />
      <g fill="none" stroke="#fff" strokeWidth="2.2" strokeLinecap="round">
        <circle cx="16" cy="13.500" r="5.800" />
        <path d="M16 4v19M6.500 13.500h19M9.300 6.800l13.400 13.400M22.700 6.800 9.300 20.200" strokeWidth="1.600" />
        <path d="M3.800 27c3-2.100 6.100-2.100 9.200 0s6.100 2.100 9.200 0c1.900-1.300 3.900-1.800 6-1.500" />
      </g>
    </svg>
  );
}
