import type { FramesStrings } from "#web/i18n/en/video/frames.ts";

export const frames: FramesStrings = {
  title: "画面",
};
