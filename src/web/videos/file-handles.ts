import type { VideoKey } from "#shared/video/video.ts";
import { inBrowser } from "./in-browser.ts";

/** A file on the disk that the browser lets the page open again, after a press. Chromium has these, and only at a secure address. */
export type FileHandle = FileSystemFileHandle & {
  queryPermission: (options: { mode: "read" }) => Promise<PermissionState>;
  requestPermission: (options: { mode: "read" }) => Promise<PermissionState>;
};

const handles = new WeakMap<File, FileHandle>();
const nameOf = (key: VideoKey) => `video-file:${key}`;
const isHandle = (value: unknown): value is FileHandle =>
  value instanceof Object && "getFile" in value && "queryPermission" in value;

/** The files of handles; each file remembers its handle. A file that was moved meanwhile is left out. */
export async function filesOf(given: readonly unknown[]): Promise<File[]> {
  const files = await Promise.all(
    given.filter(isHandle).map(async (handle) => {
      const file = await handle.getFile().catch(() => null);
      if (file) handles.set(file, handle);
      return file;
    }),
  );
  return files.filter((file) => file !== null);
}

/** The files of a drop, with their handles where the browser gives them. Call it before the event ends. */
export async function droppedFiles(files: readonly File[], transfer: DataTransfer | null): Promise<readonly File[]> {
  const items = [...(transfer?.items ?? [])].filter(({ kind }) => kind === "file");
  const asked = items.map((item) => Promise.resolve((item as Dropped).getAsFileSystemHandle?.()).catch(() => null));
  const found = await filesOf(await Promise.all(asked));
  return found.length === files.length ? found : files;
}
type Dropped = DataTransferItem & { getAsFileSystemHandle?: () => Promise<unknown> };

/** Remembers how to open a video's file again. A browser that stores nothing asks for the file each time. */
export async function keepHandle(key: VideoKey, file: File): Promise<void> {
  const handle = handles.get(file);
  if (handle) await inBrowser.keep(nameOf(key), handle);
}

export async function findHandle(key: VideoKey): Promise<FileHandle | null> {
  const stored = await inBrowser.read(nameOf(key));
  return isHandle(stored) ? stored : null;
}

export const forgetHandle = (key: VideoKey) => inBrowser.forget(nameOf(key));
