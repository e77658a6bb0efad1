import { drawPng } from "./pixels.ts";

/** A picture that no compression makes smaller, as base64; the same noise every time. */
export async function noisePng(width: number, height: number): Promise<string> {
  let value = 1;
  const next = () => (value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0) >>> 24;
  return Buffer.from(await drawPng(width, height, () => [next(), next(), next(), 255])).toString("base64");
}
