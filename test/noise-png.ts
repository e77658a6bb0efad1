/** A picture that no compression makes smaller, as base64. `width`: a multiple of four. */
export async function noisePng(width: number, height: number): Promise<string> {
  const head = 54;
  const bitmap = Buffer.alloc(head + width * height * 3);
  bitmap.write("BM", "latin1");
  bitmap.writeUInt32LE(bitmap.length, 2);
  bitmap.writeUInt32LE(head, 10);
  bitmap.writeUInt32LE(40, 14);
  bitmap.writeInt32LE(width, 18);
  bitmap.writeInt32LE(height, 22);
  bitmap.writeUInt16LE(1, 26);
  bitmap.writeUInt16LE(24, 28);
  // the same noise every time
  for (let at = head, value = 1; at < bitmap.length; at += 1) {
    value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0;
    bitmap[at] = value >>> 24;
  }
  return Buffer.from(await new Bun.Image(bitmap).png().bytes()).toString("base64");
}
