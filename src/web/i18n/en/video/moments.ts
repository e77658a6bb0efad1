import type { Shape } from "#web/i18n/shape.ts";

/** The strings about translating, the timeline, and what is kept. */
export const moments = {
  title: "Moments",
};
export type MomentsStrings = Shape<typeof moments>;
