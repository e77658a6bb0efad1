import type { CaptionsStrings } from "#web/i18n/en/video/captions.ts";

export const captions: CaptionsStrings = {
  title: "字幕",
};
