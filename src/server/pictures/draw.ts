import { fitEdge, type Size } from "#shared/pictures.ts";
import { AppError } from "#server/errors.ts";
import type { ImageLibrary } from "./sharp.ts";
import type { View } from "./views.ts";

/** Enough for a page photographed with a good phone. The header of a small file can claim far more (a decompression bomb). */
const maxPixels = 60_000_000;
/** Longer than a panorama of a phone. A picture of 1 × 59,000,000 pixels took 9 s. */
const mostEdge = 30_000;
/** Higher than `sentQuality`, because most models get a stored picture encoded a second time. */
const storedQuality = 90;
/** Models read letters as well as in a PNG, and even noise of 1568 × 1568 pixels stays below 2 MB. */
const sentQuality = 85;

export type Jpeg = { bytes: Buffer; size: Size };

/**
 * Converts an upload to the form in which it is stored: decoded, upright, scaled down, on white, encoded again. Nothing else from
 * the file survives (EXIF, scripts, a second format). Keeps only the first frame of an animation. Throws `invalid_image`.
 */
export async function drawStored(sharp: ImageLibrary, upload: Uint8Array, edge: number): Promise<Jpeg> {
  try {
    // a JPEG without its end is still useful; other formats may lack too much
    const failOn = isJpeg(upload) ? "none" : "truncated";
    const image = sharp(upload, { limitInputPixels: maxPixels, failOn });
    const { autoOrient } = await image.metadata(); // reads only the header
    if (Math.max(autoOrient.width, autoOrient.height) > mostEdge) throw new Error("an edge is too long");
    const size = fitEdge(autoOrient, edge);
    const bytes = await image
      .autoOrient()
      .flatten({ background: "white" }) // transparent pixels would turn black, and black letters unreadable
      .resize({ ...size, fit: "fill" })
      .jpeg({ quality: storedQuality })
      .toBuffer();
    return { bytes, size };
  } catch {
    throw new AppError("invalid_image", "This is not a picture that can be read.");
  }
}

/** Draws a part of a stored picture, scaled, in the middle of a black canvas. */
export function drawView(sharp: ImageLibrary, stored: Uint8Array, { part, scaled, canvas }: View): Promise<Buffer> {
  const left = Math.floor((canvas.width - scaled.width) / 2);
  const top = Math.floor((canvas.height - scaled.height) / 2);
  const right = canvas.width - scaled.width - left;
  const bottom = canvas.height - scaled.height - top;
  return sharp(stored)
    .extract({ left: part.x, top: part.y, width: part.width, height: part.height })
    .resize({ width: scaled.width, height: scaled.height, fit: "fill" })
    .extend({ left, top, right, bottom, background: "black" })
    .jpeg({ quality: sentQuality })
    .toBuffer();
}

const isJpeg = (bytes: Uint8Array) => bytes[0] === 0xff && bytes[1] === 0xd8;
