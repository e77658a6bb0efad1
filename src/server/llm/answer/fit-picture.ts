import { type Picture, toPicture } from "./images.ts";
import { LLMError } from "#server/llm/types.ts";

/** In pixels, and in characters of base64. */
type Limits = { maxEdge: number; maxBase64: number };

/** A small file that claims more is a decompression bomb. */
const maxPixels = 60_000_000;
/** Long edge and JPEG quality, the better one first. */
const attempts = [
  { edge: 2_000, quality: 85 },
  { edge: 1_568, quality: 70 },
];

/** The picture as it is, where a server takes it; else scaled down and written anew as JPEG. Throws `unsupported` or `too_large`. */
export async function fitPicture(provider: string, image: string, limits: Limits): Promise<Picture> {
  const picture = toPicture(provider, image);
  const bytes = Buffer.from(picture.base64, "base64");
  // what we cannot read the model may still
  const size = await new Bun.Image(bytes, { maxPixels: Number.MAX_SAFE_INTEGER }).metadata().catch(() => null);
  const edge = size ? Math.max(size.width, size.height) : 0;
  if (edge <= limits.maxEdge && picture.base64.length <= limits.maxBase64) return picture;
  for (const { edge: wanted, quality } of attempts) {
    const most = Math.min(wanted, limits.maxEdge);
    const jpeg = await new Bun.Image(bytes, { maxPixels })
      .resize(most, most, { fit: "inside", withoutEnlargement: true })
      .jpeg({ quality })
      .bytes()
      .catch(() => null);
    const base64 = jpeg && Buffer.from(jpeg).toString("base64");
    if (base64 && base64.length <= limits.maxBase64) return { type: "image/jpeg", base64 };
  }
  throw new LLMError("too_large", "this picture is too large to be sent", { provider, retryable: false });
}
