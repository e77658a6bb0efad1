import type { ModelInfo, ProviderType } from "#shared/providers.ts";
import type { ImageRow } from "#server/db/messages.ts";
import { readImage } from "#server/images.ts";

/** Who will look at a picture. */
export type Reader = { type: ProviderType; info: ModelInfo | undefined };

/** What most models take for a picture at most. */
const usualTokens = 768;
/** Claude sees patches of so many pixels. */
const patch = 28;

/** What a picture takes of the window. */
export function pictureTokens({ type, info }: Reader, { width, height }: Pick<ImageRow, "width" | "height">): number {
  if (type === "anthropic") return Math.ceil(width / patch) * Math.ceil(height / patch);
  return info?.picture?.tokens ?? usualTokens;
}

/** Pictures as this model reads them best, as base64; null for one whose file is gone. */
export async function readPictures(dataDir: string, images: readonly ImageRow[]): Promise<(string | null)[]> {
  return Promise.all(images.map(({ id }) => readImage(dataDir, id).catch(() => null)));
}
