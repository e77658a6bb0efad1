import { drawOnCanvas } from "./bitmap.ts";
import { isSame, type Size, type View, wholeOf } from "./views.ts";

/** Letters read the same from here up to a PNG, and the worst picture of 1568 × 1568 stays below 2 MB. */
const quality = 85;

/** A view of a stored picture, as JPEG. */
export async function drawView(picture: Uint8Array, stored: Size, { part, scaled, canvas }: View): Promise<Uint8Array> {
  const cut = isSame(part, stored) ? picture : await drawOnCanvas(new Bun.Image(picture), part, part);
  const image = new Bun.Image(cut);
  if (!isSame(part, scaled)) image.resize(scaled.width, scaled.height);
  const filled = isSame(scaled, canvas) ? image : new Bun.Image(await drawOnCanvas(image, wholeOf(scaled), canvas));
  return filled.jpeg({ quality }).bytes();
}
