import type Sharp from "sharp";

export type ImageLibrary = typeof Sharp;

/** Rejects on a platform that sharp has no build for. */
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
