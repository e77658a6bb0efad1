import fs from "node:fs/promises";
import { join } from "node:path";
import type { ImageRow } from "./db/messages.ts";
import { AppError } from "./errors.ts";

/** A picture of a page from a good phone; a small file that claims more is a decompression bomb. */
const maxPixels = 60_000_000;
/** Beyond this models scale down themselves. In pixels. */
const longEdge = 1_568;

/**
 * Keeps a picture in the data folder: decoded, turned upright, scaled down, written anew as JPEG, so that nothing else
 * that was in the file (EXIF, scripts, a second format) lives on. Throws `invalid_image`.
 */
export async function saveImage(dataDir: string, base64: string): Promise<ImageRow> {
  const bytes = decode(base64);
  const image = new Bun.Image(bytes, { maxPixels })
    .resize(longEdge, longEdge, { fit: "inside", withoutEnlargement: true })
    .jpeg({ quality: 90 });
  const jpeg = await image.bytes().catch((error: unknown) => {
    throw new AppError("invalid_image", `This is not a picture that can be read (${codeOf(error)}).`);
  });
  const { width, height } = await new Bun.Image(jpeg).metadata();
  const id = crypto.randomUUID();
  await fs.mkdir(join(dataDir, "images"), { recursive: true });
  await fs.writeFile(`${imagePath(dataDir, id)}.tmp`, jpeg);
  await fs.rename(`${imagePath(dataDir, id)}.tmp`, imagePath(dataDir, id));
  return { id, mediaType: "image/jpeg", width, height };
}

/** Base64 of a saved picture. */
export const readImage = async (dataDir: string, id: string): Promise<string> =>
  (await fs.readFile(imagePath(dataDir, id))).toString("base64");

export const removeImage = (dataDir: string, id: string) => fs.rm(imagePath(dataDir, id), { force: true });

/** The id comes from our database or from `saveImage`, never from a request. */
export const imagePath = (dataDir: string, id: string) => join(dataDir, "images", `${id}.jpg`);

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
