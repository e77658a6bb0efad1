import type { Shape } from "#web/i18n/shape.ts";

/** The strings about subtitles: tracks, the list of lines, and how much of a film the learner knows. */
export const captions = {
  title: "Subtitles",
};
export type CaptionsStrings = Shape<typeof captions>;
