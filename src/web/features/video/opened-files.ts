import type { VideoKey } from "#shared/video/video.ts";

const opened = new Map<VideoKey, File>();

/** The files that the learner has opened in this window. They stay open while the learner looks at other pages of Blossom. */
export const openedFiles = {
  get: (key: VideoKey): File | null => opened.get(key) ?? null,
  add: (key: VideoKey, file: File) => {
    opened.set(key, file);
  },
};
