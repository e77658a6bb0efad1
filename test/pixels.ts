import { inflateSync } from "node:zlib";

export type Pixels = { width: number; height: number; at: (x: number, y: number) => [number, number, number, number] };

/** Reads a picture's pixels from a PNG that `Bun.Image` makes of it. */
export async function readPixels(picture: Uint8Array | string): Promise<Pixels> {
  const bytes = typeof picture === "string" ? Buffer.from(picture, "base64") : picture;
  const png = Buffer.from(await new Bun.Image(bytes).png({ compressionLevel: 0 }).bytes());
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString("latin1", at + 4, at + 8) === "IDAT")
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const rows = inflateSync(Buffer.concat(data));
  const at = (x: number, y: number) => {
    const from = y * (1 + width * 4) + 1 + x * 4;
    return [rows[from]!, rows[from + 1]!, rows[from + 2]!, rows[from + 3]!] as [number, number, number, number];
  };
  return { width, height, at };
}

type Colour = (x: number, y: number) => readonly [red: number, green: number, blue: number, alpha?: number];

/** Makes a PNG from the colour of each pixel. */
export async function drawPng(width: number, height: number, colour: Colour): Promise<Uint8Array> {
  const head = 14 + 108; // BITMAPV4HEADER, the first version with an alpha channel
  const bitmap = Buffer.alloc(head + width * height * 4);
  bitmap.write("BM", "latin1");
  bitmap.writeUInt32LE(bitmap.length, 2);
  bitmap.writeUInt32LE(head, 10);
  bitmap.writeUInt32LE(108, 14);
  bitmap.writeInt32LE(width, 18);
  bitmap.writeInt32LE(-height, 22);
  bitmap.writeUInt16LE(1, 26);
  bitmap.writeUInt16LE(32, 28);
  bitmap.writeUInt32LE(3, 30);
  [0xff, 0xff00, 0xff0000, 0xff000000].forEach((mask, index) => bitmap.writeUInt32LE(mask, 54 + index * 4));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [red, green, blue, alpha = 255] = colour(x, y);
      bitmap.set([red, green, blue, alpha], head + (y * width + x) * 4);
    }
  return new Bun.Image(bitmap).png().bytes();
}
