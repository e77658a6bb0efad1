import type { Rect, Size } from "./views.ts";

// `Bun.Image` scales, but it does not crop or pad, and shows no pixel. What it writes without compression can be read, and a
// bitmap is a file that we can write.

const headBytes = 124; // a multiple of four, so that a pixel is one number
const pixelBytes = 4; // red, green, blue, alpha
const black = 0xff00_0000;

/** A part of a picture in the middle of a black canvas; a file that `Bun.Image` reads. */
export async function drawOnCanvas(image: Bun.Image, part: Rect, canvas: Size): Promise<Uint8Array> {
  const bitmap = createBitmap(canvas);
  const left = Math.floor((canvas.width - part.width) / 2);
  const top = Math.floor((canvas.height - part.height) / 2);
  const { readRows } = await decode(image);
  await readRows((row, y) => {
    const line = y - part.y;
    if (line < 0 || line >= part.height) return;
    const from = part.x * pixelBytes;
    const to = headBytes + ((top + line) * canvas.width + left) * pixelBytes;
    bitmap.set(row.subarray(from, from + part.width * pixelBytes), to);
  });
  return bitmap;
}

/** Laid on white paper: a JPEG has no transparency, and black letters on black cannot be read. Null: nothing shines through. */
export async function drawOnWhite(image: Bun.Image): Promise<Uint8Array | null> {
  const { width, height, readRows } = await decode(image);
  const bitmap = createBitmap({ width, height });
  let isClear = false;
  await readRows((row, y) => {
    isClear = blendWithWhite(row) || isClear;
    bitmap.set(row, headBytes + y * width * pixelBytes);
  });
  return isClear ? bitmap : null;
}

function blendWithWhite(row: Uint8Array): boolean {
  let isClear = false;
  for (let pixel = 0; pixel < row.length; pixel += pixelBytes) {
    const alpha = row[pixel + 3]!;
    if (alpha === 255) continue;
    isClear = true;
    for (let at = pixel; at < pixel + 3; at++) row[at] = Math.round((row[at]! * alpha) / 255 + 255 - alpha);
    row[pixel + 3] = 255;
  }
  return isClear;
}

/** A black one: the head of a BMP file with the channels in our order, and its rows from the top. */
function createBitmap({ width, height }: Size): Uint8Array {
  const bytes = new Uint8Array(headBytes + width * height * pixelBytes);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x424d); // "BM"
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, headBytes, true);
  view.setUint32(14, 108, true); // BITMAPV4HEADER, the first that names the channels
  view.setInt32(18, width, true);
  view.setInt32(22, -height, true); // negative: from the top
  view.setUint16(26, 1, true);
  view.setUint16(28, pixelBytes * 8, true);
  view.setUint32(30, 3, true); // the channels' places follow
  [0xff, 0xff00, 0xff_0000, 0xff00_0000].forEach((mask, index) => view.setUint32(54 + index * 4, mask, true));
  view.setUint32(70, 0x7352_4742, true); // "sRGB"
  new Uint32Array(bytes.buffer, headBytes).fill(black);
  return bytes;
}

type Decoded = Size & {
  /** Hands over each row of pixels, from the top. A row is only lent: the next one takes its place. */
  readRows: (take: (row: Uint8Array, y: number) => void) => Promise<void>;
};

async function decode(image: Bun.Image): Promise<Decoded> {
  const png = await image.png({ compressionLevel: 0 }).bytes();
  const view = new DataView(png.buffer, png.byteOffset);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (view.getUint16(24) !== 0x0806) throw unknownLayout(); // four channels of eight bits
  return { width, height, readRows };

  async function readRows(take: (row: Uint8Array, y: number) => void) {
    // a byte before each row says how it was written; without compression always 0, as it is
    const row = new Uint8Array(1 + width * pixelBytes);
    let filled = 0;
    let y = 0;
    // in pieces, so that no answer waits for a large picture
    for await (const piece of new Blob(dataOf(png)).stream().pipeThrough(new DecompressionStream("deflate"))) {
      for (let at = 0; at < piece.length;) {
        const taken = piece.subarray(at, at + row.length - filled);
        row.set(taken, filled);
        at += taken.length;
        filled += taken.length;
        if (filled < row.length) break;
        if (row[0] !== 0) throw unknownLayout();
        take(row.subarray(1), y++);
        filled = 0;
      }
    }
  }
}

function dataOf(png: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const view = new DataView(png.buffer, png.byteOffset);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    const isData = view.getUint32(at + 4) === 0x4944_4154; // "IDAT"
    if (isData) chunks.push(png.subarray(at + 8, at + 8 + length) as Uint8Array<ArrayBuffer>); // never shared memory
    at += 12 + length;
  }
  return chunks;
}

const unknownLayout = () => new Error("Bun.Image wrote a PNG in a way that is not known here.");
