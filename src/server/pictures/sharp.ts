import type Sharp from "sharp";
import { AppError } from "#server/errors.ts";
import { logger } from "#server/logger.ts";

export type ImageLibrary = typeof Sharp;
export type LoadImageLibrary = () => Promise<ImageLibrary>;

/** Loads sharp. It takes about 150 ms and 30 MB, so nothing loads it before the first picture. Rejects where sharp has no build. */
export async function loadSharp(): Promise<ImageLibrary> {
  const { default: sharp } = await import("sharp");
  // pictures are drawn one at a time and never twice: a cache and more threads would only take memory
  sharp.cache(false);
  sharp.concurrency(1);
  // the library also reads SVG, TIFF, PDF and others; an upload never needs them
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({
    operation: [
      "VipsForeignLoadJpegBuffer",
      "VipsForeignLoadPngBuffer",
      "VipsForeignLoadWebpBuffer",
      "VipsForeignLoadNsgifBuffer",
    ],
  });
  return sharp;
}

/** Loads the library when it is first needed. Throws `pictures_unavailable` on a platform without it; everything else works there. */
export async function requireLibrary(load: LoadImageLibrary): Promise<ImageLibrary> {
  try {
    return await load();
  } catch (error) {
    logger.error("image library not loaded", { error });
    throw new AppError("pictures_unavailable", "The image library (sharp) could not be loaded on this computer.");
  }
}
