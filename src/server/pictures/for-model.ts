import type { ImageRow } from "#server/db/messages.ts";
import { logger } from "#server/logger.ts";
import { readView } from "./prepared.ts";
import { imagePath } from "./save-image.ts";
import { photoView, type Reader, type Size, viewTokens } from "./views.ts";

/** What a picture takes of the window, prepared for who will look at it. */
export const pictureTokens = (reader: Reader, size: Size): number => viewTokens(reader, photoView(reader, size));

/** Pictures as this model reads them best, as base64; null for one whose file is gone. */
export async function readPictures(
  dataDir: string,
  reader: Reader,
  images: readonly ImageRow[],
): Promise<(string | null)[]> {
  return Promise.all(
    images.map(({ id, width, height }) => {
      const kept = { id, width, height, path: imagePath(dataDir, id) };
      return readView(dataDir, kept, photoView(reader, kept)).catch((error: unknown) => {
        logger.error("picture not read", { id, error });
        return null;
      });
    }),
  );
}
