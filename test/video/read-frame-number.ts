type Pixels = { data: ArrayLike<number>; width: number; height: number };

/**
 * The number that a frame of a clip shows, from its RGBA pixels at any size. Null if the upper edge does not show one. Uses
 * nothing outside itself, so a test can run it in a page.
 */
export function readFrameNumber({ data, width, height }: Pixels): number | null {
  const [squares, edge, pictureHeight] = [16, 20, 180];
  const y = Math.floor((edge / 2 / pictureHeight) * height);
  let number = 0;
  for (let k = 0; k < squares; k++) {
    const at = (y * width + Math.floor(((k + 0.5) / squares) * width)) * 4;
    const light = ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3;
    if (light > 80 && light < 176) return null;
    if (light >= 176) number += 2 ** k;
  }
  return number;
}
