import type { LLMImage } from "#server/llm/types.ts";
import { drawPng } from "./pixels.ts";

/** A JPEG of one pixel. */
export const onePixel: LLMImage = {
  type: "image/jpeg",
  base64:
    "/9j/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAABAAEDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABAX/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCIAVdf/9k=",
};

/** A picture of noise, which no compression makes small. The noise is always the same. */
export async function noisePng(width: number, height: number): Promise<Uint8Array> {
  let value = 1;
  const next = () => (value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0) >>> 24;
  return drawPng(width, height, () => [next(), next(), next(), 255]);
}

/** The same noise as a JPEG. With 1,100 × 1,000 pixels it has 1.5 MB in base64. */
export async function noiseImage(width: number, height: number): Promise<LLMImage> {
  const jpeg = await new Bun.Image(await noisePng(width, height)).jpeg({ quality: 100 }).bytes();
  return { type: "image/jpeg", base64: Buffer.from(jpeg).toString("base64") };
}
