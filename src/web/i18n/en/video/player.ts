import type { Shape } from "#web/i18n/shape.ts";

/** The strings about the video page, its player and what can go wrong with it. */
export const player = {
  title: "Video",
  openFile: "Open a video file",
  fileHint: "The file stays on this computer. Only the lines and frames that you translate go to your model.",
};
export type PlayerStrings = Shape<typeof player>;
