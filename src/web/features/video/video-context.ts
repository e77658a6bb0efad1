import { createContext, use } from "react";
import type { Video, VideoUpdate } from "#shared/video/video.ts";
import type { Player } from "./player/player.ts";

export type OpenVideo = {
  video: Video;
  /** Null until there is a player that can be told something: while it loads, or when it failed. */
  player: Player | null;
  /** The learner's own file; null for YouTube, and until the learner has opened the file again. */
  file: File | null;
  /** Remembers something of this video. Shows it at once. */
  update: (change: VideoUpdate) => void;
};

export const VideoContext = createContext<OpenVideo | null>(null);

/** The video of this page. */
export function useVideo(): OpenVideo {
  const video = use(VideoContext);
  if (!video) throw new Error("useVideo outside a video page");
  return video;
}
