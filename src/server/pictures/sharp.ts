import type Sharp from "sharp";

export type ImageLibrary = typeof Sharp;

/** Rejects on a platform without a build of sharp. */
export async function loadSharp(): Promise<ImageLibrary> {
  const { default: sharp } = await import("sharp");
  // pictures are drawn one at a time and never twice, so a cache and more threads would only cost memory
  sharp.cache(false);
  sharp.concurrency(1);
  // the library also reads SVG, TIFF, PDF and more, which no upload needs
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
