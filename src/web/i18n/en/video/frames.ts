import type { Shape } from "#web/i18n/shape.ts";

/** The strings about taking a picture out of a video, and the region that is read. */
export const frames = {
  title: "Picture",
};
export type FramesStrings = Shape<typeof frames>;
