import fs from "node:fs/promises";
import { join } from "node:path";
import { longestEdge, type Size } from "#shared/pictures.ts";
import type { FrameRow, StoredFrame } from "#server/db/frames.ts";
import type { ImageRow } from "#server/db/messages.ts";
import type { LLMImage } from "#server/llm/types.ts";
import { AppError } from "#server/errors.ts";
import { logger } from "#server/logger.ts";
import type { Drawing } from "./drawing.ts";
import { removeUnless } from "./remove-unless.ts";
import { keepFile, keepMadeFile } from "./keep-file.ts";
import { readOwnFile } from "./read-own-file.ts";
import { readUpload } from "./read-upload.ts";
import { isAsStored, photoView, type Reader, type View } from "./views.ts";

/** A video frame is stored larger than a photo, because a model may get only a part of it. */
const longestFrameEdge = 1_920;

export type Pictures = ReturnType<typeof createPictures>;

/**
 * The pictures in a data folder. Each upload is decoded and stored once, then drawn once for each kind of model that reads it. `onStored`: called
 * for each file that has a budget, see `sweep.ts`.
 */
export function createPictures(dataDir: string, drawing: Drawing, onStored: (bytes: number) => void = () => {}) {
  /** Safe as a path, because an id comes from the database or from `save…`, never from a request. */
  const photoPath = (id: string) => join(dataDir, "images", `${id}.jpg`);
  const framePath = (id: string) => join(dataDir, "frames", `${id}.jpg`);
  /** The folder with the views of one picture. May be deleted at any time; views are drawn again when needed. */
  const preparedFolder = (id: string) => join(dataDir, "prepared", id);

  const decode = (upload: string | Uint8Array, edge: number) =>
    drawing.stored(typeof upload === "string" ? readUpload(upload) : upload, edge);

  /** Reads the file of a view, or draws it if it is missing. Every turn of a conversation sends its pictures again. */
  async function readView(id: string, path: string, stored: Size, view: View): Promise<LLMImage> {
    if (isAsStored(view, stored)) return toImage(await readStored(path));
    const folder = preparedFolder(id);
    if ((await fs.lstat(folder).catch(() => null))?.isSymbolicLink()) await fs.unlink(folder); // it leads out of our folder
    const file = join(folder, `${nameOf(view)}.jpg`);
    const drawn = await readOwnFile(file).catch(() => null);
    if (drawn) {
      await markUsed(file);
      return toImage(drawn);
    }
    const { bytes } = await drawing.view(await readStored(path), view);
    await keepMadeFile(file, bytes);
    onStored(bytes.length);
    return toImage(bytes);
  }

  const remove = (path: string, recursive: boolean) =>
    fs
      .rm(path, { force: true, recursive })
      .catch((error: unknown) => logger.error("picture not deleted", { path, error }));

  /** Deletes photos and their views. One file that cannot be deleted does not stop the others. The next sweep tries it again. */
  async function removePhotos(photos: readonly Pick<ImageRow, "id">[]): Promise<void> {
    for (const { id } of photos) {
      await remove(photoPath(id), false);
      await remove(preparedFolder(id), true);
    }
  }

  return {
    photoPath,
    framePath,

    removePhotos,

    /** Deletes frames and their views, as `removePhotos` does. `isNeeded`: the same frame was stored again meanwhile. */
    async removeFrames(ids: readonly string[], isNeeded: (id: string) => boolean): Promise<void> {
      for (const id of ids) {
        removeUnless(isNeeded, id, framePath(id));
        await remove(preparedFolder(id), true);
      }
    },

    /** Stores all photos of one message or none. Throws `invalid_image` or `pictures_unavailable`. */
    async savePhotos(uploads: readonly string[]): Promise<ImageRow[]> {
      const photos: ImageRow[] = [];
      try {
        for (const upload of uploads) {
          const { bytes, size } = await decode(upload, longestEdge);
          const id = crypto.randomUUID();
          photos.push({ id, mediaType: "image/jpeg", ...size });
          await keepFile(photoPath(id), bytes);
        }
        return photos;
      } catch (error) {
        await removePhotos(photos);
        throw error;
      }
    },

    /** Stores a video frame or another picture outside a conversation, with its row. Its id is its hash, so the same picture is stored once. */
    async saveFrame(upload: string | Uint8Array, store: (row: StoredFrame) => void): Promise<FrameRow> {
      const { bytes, size } = await decode(upload, longestFrameEdge);
      const id = Buffer.from(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes))).toString("hex");
      const row = { id, ...size, bytes: bytes.length };
      await keepFile(framePath(id), bytes, () => store(row));
      onStored(bytes.length);
      return row;
    },

    /** Keeps a photo also as a frame, which stays when its conversation is deleted. Null if the photo cannot be read. */
    async keepPhoto({ id: photo, width, height }: ImageRow, store: (row: StoredFrame) => void): Promise<string | null> {
      const bytes = await readOwnFile(photoPath(photo)).catch(() => null);
      if (!bytes) return null;
      const id = Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
      await keepFile(framePath(id), bytes, () => store({ id, width, height, bytes: bytes.length }));
      onStored(bytes.length);
      return id;
    },

    /** Reads photos in the form that suits this model best. Null for a photo that cannot be read any more. */
    readPhotos: (reader: Reader, photos: readonly ImageRow[]): Promise<(LLMImage | null)[]> =>
      Promise.all(
        photos.map((photo) =>
          readView(photo.id, photoPath(photo.id), photo, photoView(reader, photo)).catch((error: unknown) => {
            logger.error("picture not read", { id: photo.id, error });
            return null;
          }),
        ),
      ),

    async readFrame(frame: FrameRow, view: View): Promise<LLMImage> {
      await markUsed(framePath(frame.id));
      return readView(frame.id, framePath(frame.id), frame, view);
    },

    /** Draws a photo that is not stored, in the form that suits this model best. */
    async draw(reader: Reader, upload: string): Promise<LLMImage> {
      const { bytes, size } = await decode(upload, longestEdge);
      const view = photoView(reader, size);
      if (isAsStored(view, size)) return toImage(bytes);
      return toImage((await drawing.view(bytes, view)).bytes);
    },
  };
}

async function readStored(path: string): Promise<Uint8Array> {
  const bytes = await readOwnFile(path);
  if (bytes === null) throw new AppError("not_found", "There is no such picture.");
  return bytes;
}

/** Marks a file as used now: the sweep deletes the least recently used files first. */
async function markUsed(path: string) {
  const now = new Date();
  await fs.utimes(path, now, now).catch(() => {}); // a read-only disk
}

const toImage = (jpeg: Uint8Array): LLMImage => ({
  type: "image/jpeg",
  base64: Buffer.from(jpeg).toString("base64"),
});

/** `0-756-1920-324_896-151_896-896` */
const nameOf = ({ part, scaled, canvas }: View) =>
  [part.x, part.y, part.width, part.height].join("-") + [scaled, canvas].map((s) => `_${s.width}-${s.height}`).join("");
