/** State of the history entry that a dropped file opens: nobody has chosen what to look at yet. */
export const justDropped = { dropped: true } as const;

export const isJustDropped = (state: unknown): boolean =>
  typeof state === "object" && state !== null && "dropped" in state && state.dropped === true;
