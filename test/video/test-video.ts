import type { Video } from "#shared/video/video.ts";

/** What is remembered of a video that nobody has watched yet. */
export const testVideo = (more: Partial<Video> = {}): Video => ({
  key: "yt-aaaaaaaaaaa",
  kind: "youtube",
  title: "A film",
  duration: 60,
  position: 0,
  language: "ja",
  region: null,
  track: null,
  secondTrack: null,
  offset: 0,
  poster: null,
  moments: 0,
  openedAt: 0,
  ...more,
});
