import fs from "node:fs";

/** An element of Matroska: its id in hex, its content. */
const element = (id: string, ...content: Buffer[]): Buffer => {
  const size = content.reduce((sum, { length }) => sum + length, 0);
  const head = Buffer.alloc(8);
  head.writeBigUInt64BE(BigInt(size) | (1n << 56n));
  return Buffer.concat([Buffer.from(id, "hex"), head, ...content]);
};
const number = (value: number) => Buffer.from([value >> 24, value >> 16, value >> 8, value].map((byte) => byte & 0xff));
const block = (track: number, time: number, data: Buffer) =>
  Buffer.concat([Buffer.from([0x80 | track, time >> 8, time & 0xff, 0x80]), data]);

/** Writes a film without an index: in each second 30 pictures and 47 pieces of sound, and lines of subtitles (track 3). The bytes of pictures are random. */
export function writeFilm(path: string, { seconds, lines, bytes }: { seconds: number; lines: number; bytes: number }) {
  const track = (index: number, kind: number, codec: string) =>
    element("ae", element("d7", number(index)), element("83", number(kind)), element("86", Buffer.from(codec)));
  const tracks = [track(1, 1, "V_MPEG4/ISO/AVC"), track(2, 2, "A_AAC"), track(3, 17, "S_TEXT/UTF8")];
  const picture = Buffer.from(crypto.getRandomValues(new Uint8Array(Math.floor(bytes / seconds / 30) - 400)));
  const sound = Buffer.alloc(256, 0x5a);
  const file = fs.openSync(path, "w");
  const write = (data: Buffer) => fs.writeSync(file, data);
  write(element("1a45dfa3", element("4282", Buffer.from("matroska"))));
  write(Buffer.from("1853806701ffffffffffffff", "hex")); // a segment of unknown size
  write(element("1549a966", element("2ad7b1", number(1_000_000))));
  write(element("1654ae6b", ...tracks));
  for (let second = 0, line = 0; second < seconds; second++) {
    const blocks: Buffer[] = [element("e7", number(second * 1000))];
    for (let index = 0; index < 30; index++) blocks.push(element("a3", block(1, index * 33, picture)));
    for (let index = 0; index < 47; index++) blocks.push(element("a3", block(2, index * 21, sound)));
    for (; line < lines && Math.floor((line * seconds) / lines) === second; line++)
      blocks.push(
        element("a0", element("a1", block(3, 100, Buffer.from(`第${line}行の字幕です。`))), element("9b", number(900))),
      );
    write(element("1f43b675", ...blocks));
  }
  fs.closeSync(file);
}
