import fs from "node:fs/promises";
import { join } from "node:path";
import type { ImageRow } from "#server/db/messages.ts";
import { AppError } from "#server/errors.ts";
import { drawOnWhite } from "./bitmap.ts";
import { keepFile } from "./keep-file.ts";
import { preparedFolder } from "./prepared.ts";
import type { Size } from "./views.ts";

/** A picture of a page from a good phone; a small file that claims more is a decompression bomb. */
const maxPixels = 60_000_000;
/** In pixels. Beyond the first models scale down themselves; of a video frame a part may be looked at alone. */
const longEdge = { photo: 1_568, frame: 1_920 };
const transparent = new Set<string>(["png", "webp", "gif"]);

/** Keeps a learner's photo in the data folder. Throws `invalid_image`. */
export async function saveImage(dataDir: string, base64: string): Promise<ImageRow> {
  const { jpeg, size } = await toJpeg(base64, longEdge.photo);
  const id = crypto.randomUUID();
  await keepFile(imagePath(dataDir, id), jpeg);
  return { id, mediaType: "image/jpeg", ...size };
}

/** Keeps a video frame, or another picture that is read outside a conversation. The same one is kept once: its id is its hash. */
export async function saveFrame(dataDir: string, base64: string): Promise<Size & { id: string }> {
  const { jpeg, size } = await toJpeg(base64, longEdge.frame);
  const id = Buffer.from(await crypto.subtle.digest("SHA-256", jpeg)).toString("hex");
  await keepFile(framePath(dataDir, id), jpeg);
  return { id, ...size };
}

/** With all that was drawn of it. */
export async function removeImage(dataDir: string, id: string) {
  await fs.rm(imagePath(dataDir, id), { force: true });
  await fs.rm(preparedFolder(dataDir, id), { force: true, recursive: true });
}

/** The id comes from our database or from `saveImage`, never from a request. */
export const imagePath = (dataDir: string, id: string) => join(dataDir, "images", `${id}.jpg`);
/** The id comes from our database or from `saveFrame`. */
export const framePath = (dataDir: string, id: string) => join(dataDir, "frames", `${id}.jpg`);

/**
 * Decoded, turned upright, scaled down, laid on white and written anew, so that nothing else that was in the file (EXIF,
 * scripts, a second format) lives on.
 */
async function toJpeg(base64: string, edge: number): Promise<{ jpeg: Uint8Array<ArrayBuffer>; size: Size }> {
  const bytes = decode(base64);
  const open = () =>
    new Bun.Image(bytes, { maxPixels }).resize(edge, edge, { fit: "inside", withoutEnlargement: true });
  try {
    const { format } = await open().metadata();
    const onWhite = transparent.has(format) ? await drawOnWhite(open()) : null;
    const jpeg = await (onWhite ? new Bun.Image(onWhite) : open()).jpeg({ quality: 90 }).bytes();
    const { width, height } = await new Bun.Image(jpeg).metadata();
    return { jpeg: new Uint8Array(jpeg), size: { width, height } };
  } catch (error) {
    throw new AppError("invalid_image", `This is not a picture that can be read (${codeOf(error)}).`);
  }
}

/** `data:image/png;base64,iVBOR… → bytes`; also without its prefix, url-safe, with line breaks */
function decode(text: string): Uint8Array {
  const base64 = text
    .replace(/^data:[\w/+.-]*;base64,/, "")
    .replace(/\s/g, "")
    .replaceAll("-", "+")
    .replaceAll("_", "/");
  if (base64 === "" || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
    throw new AppError("invalid_image", "A picture must be sent as base64.");
  }
  return Buffer.from(base64, "base64");
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : "unknown");
