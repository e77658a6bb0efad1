import type { CaptionsStrings } from "./en/video/captions.ts";
import type { FramesStrings } from "./en/video/frames.ts";
import type { MomentsStrings } from "./en/video/moments.ts";
import type { PlayerStrings } from "./en/video/player.ts";
import { createNamespace } from "./use-translate.ts";

type VideoStrings = PlayerStrings & {
  captions: CaptionsStrings;
  frames: FramesStrings;
  moments: MomentsStrings;
};

/** The strings of the video page: `const t = useVideoStrings()`, then `t.title` and `t.captions.title`. */
export const useVideoStrings = createNamespace<VideoStrings>({
  en: () => import("./en/video.ts").then((part) => part.video),
  ja: () => import("./ja/video.ts").then((part) => part.video),
  "zh-Hans": () => import("./zh-Hans/video.ts").then((part) => part.video),
  "zh-Hant": () => import("./zh-Hant/video.ts").then((part) => part.video),
  ko: () => import("./ko/video.ts").then((part) => part.video),
});
