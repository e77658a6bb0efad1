import type { Download } from "#shared/downloads.ts";

/** It was stopped, or put aside, before anything had come: as if it had not been. */
export const isNothing = ({ state, completedBytes }: Download): boolean =>
  state === "cancelled" && completedBytes === 0;
