import type { VideoKey } from "#shared/video/video.ts";
import { inBrowser } from "#web/videos/in-browser.ts";
import { fileKey } from "./player/file-key.ts";

const nameOf = (key: VideoKey) => `video-same:${key}`;
const isKey = (value: unknown): value is VideoKey => typeof value === "string" && /^file-[0-9a-f]{16,64}$/.test(value);

/** The video that a file is: its own, or the one that the learner said it is. */
export async function videoOf(file: File): Promise<VideoKey> {
  const own = await fileKey(file);
  const said = await inBrowser.read(nameOf(own));
  return isKey(said) ? said : own;
}

/** The learner says that this file is that video, though its bytes differ: a new download, or another format. This browser remembers it. */
export async function treatAs(file: File, video: VideoKey): Promise<void> {
  await inBrowser.keep(nameOf(await fileKey(file)), video);
}
