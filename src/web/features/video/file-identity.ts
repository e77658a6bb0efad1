import { get, set } from "idb-keyval";
import type { VideoKey } from "#shared/video/video.ts";
import { fileKey } from "./player/file-key.ts";

const nameOf = (key: VideoKey) => `video-same:${key}`;
const isKey = (value: unknown): value is VideoKey => typeof value === "string" && /^file-[0-9a-f]{16,64}$/.test(value);

/** The video that a file is: its own, or the one that the learner said it is. */
export async function videoOf(file: File): Promise<VideoKey> {
  const own = await fileKey(file);
  const said: unknown = await Promise.resolve()
    .then(() => get(nameOf(own)))
    .catch(() => null);
  return isKey(said) ? said : own;
}

/** The learner says that this file is that video, though its bytes differ: a new download, or another format. This browser remembers it. */
export async function treatAs(file: File, video: VideoKey): Promise<void> {
  const own = await fileKey(file);
  await Promise.resolve()
    .then(() => set(nameOf(own), video))
    .catch(() => {});
}
