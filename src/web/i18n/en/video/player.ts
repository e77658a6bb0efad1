import type { Shape } from "#web/i18n/shape.ts";

/** The strings about the video page, its player and what can go wrong with it. */
export const player = {
  title: "Video",
};
export type PlayerStrings = Shape<typeof player>;
