import type { MomentsStrings } from "#web/i18n/en/video/moments.ts";

export const moments: MomentsStrings = {
  title: "片段",
};
