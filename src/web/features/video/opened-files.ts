import { useSyncExternalStore } from "react";
import type { VideoKey } from "#shared/video/video.ts";

type Opened = { file: File; subtitles: File[] };
const opened = new Map<VideoKey, Opened>();
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The files that the learner has opened in this window. They stay open while the learner looks at other pages of Blossom. */
export const openedFiles = {
  get: (key: VideoKey): File | null => opened.get(key)?.file ?? null,
  /** `subtitles`: what was opened together with the video. */
  add: (key: VideoKey, file: File, subtitles: File[]) => {
    opened.set(key, { file, subtitles });
    for (const listener of listeners) listener();
  },
  /** The subtitles that were opened with a video, once. */
  takeSubtitles: (key: VideoKey): File[] => opened.get(key)?.subtitles.splice(0) ?? [],
};

/** The file of a video, if it is open in this window. */
export const useOpenedFile = (key: VideoKey): File | null =>
  useSyncExternalStore(subscribe, () => openedFiles.get(key));
