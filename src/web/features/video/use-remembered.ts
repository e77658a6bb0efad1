import { useState } from "react";
import type { Video, VideoKey, VideoUpdate } from "#shared/video/video.ts";
import { useSettings } from "#web/api/settings.ts";

/** What is remembered of a video, and the function that remembers more. */
export function useRemembered(key: VideoKey, title: string): { video: Video; update: (change: VideoUpdate) => void } {
  const { learningLanguage } = useSettings();
  const [changes, setChanges] = useState<Partial<Video>>({});
  const video: Video = {
    key,
    kind: key.startsWith("yt-") ? "youtube" : "file",
    title,
    duration: null,
    position: 0,
    language: learningLanguage,
    region: null,
    track: null,
    secondTrack: null,
    offset: 0,
    poster: null,
    moments: 0,
    openedAt: 0,
    ...changes,
  };
  return { video, update: (change) => setChanges((earlier) => ({ ...earlier, ...known(change) })) };
}

/** Without the fields that are undefined. */
const known = (change: VideoUpdate): Partial<Video> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
