import { expect, test } from "bun:test";
import fc from "fast-check";
import { deflateSync } from "node:zlib";
import { findUnread, readEmbedded } from "./read-embedded.ts";

// files that no program at hand writes, made byte by byte

const { signal } = new AbortController();
const utf8 = (text: string) => [...new TextEncoder().encode(text)];
const numberIn = (value: number, bytes: number) =>
  Array.from({ length: bytes }, (_, index) => Math.floor(value / 256 ** (bytes - 1 - index)) % 256);
const fileOf = (bytes: readonly number[]) => new Blob([new Uint8Array(bytes)]);

/** An element of Matroska: its id, a size of four bytes, its content. */
const element = (id: number, content: readonly number[]): number[] => {
  const idBytes = numberIn(id, 4);
  return [
    ...idBytes.slice(idBytes.findIndex((byte) => byte !== 0)),
    ...numberIn(0x10000000 + content.length, 4),
    ...content,
  ];
};

type Frames = { encodings?: number[]; lacing?: number; block: number[] };

/** A file with one track and one block at 2 s; a frame lasts 1 s. */
function matroska({ encodings = [], lacing = 0, block }: Frames): Blob {
  const track = [
    ...element(0xd7, [1]),
    ...element(0x86, utf8("S_TEXT/UTF8")),
    ...element(0x23e383, numberIn(1e9, 4)),
    ...encodings,
  ];
  const cluster = [...element(0xe7, numberIn(2_000, 2)), ...element(0xa3, [0x81, 0, 0, lacing << 1, ...block])];
  const segment = [...element(0x1654ae6b, element(0xae, track)), ...element(0x1f43b675, cluster)];
  return fileOf([...element(0x1a45dfa3, element(0x4282, utf8("matroska"))), ...element(0x18538067, segment)]);
}

const compressed = (algorithm: number, settings: number[] = []) =>
  element(
    0x6d80,
    element(0x6240, [
      ...element(0x5033, [0]),
      ...element(0x5034, [...element(0x4254, [algorithm]), ...element(0x4255, settings)]),
    ]),
  );
const read = async (file: Blob) => (await readEmbedded(file, "embedded:1", signal)).cues.map(({ text }) => text);
const code = (file: Blob) => readEmbedded(file, "embedded:1", signal).catch((error: { code?: string }) => error.code);

const line = fc
  .array(fc.constantFrom("猫", "が", "好き", "字幕", "カ", "가", "다"), { minLength: 1, maxLength: 400 })
  .map((letters) => letters.join(""));

test("reads blocks that are packed by zlib", async () => {
  await fc.assert(
    fc.asyncProperty(line, async (text) => {
      const block = [...deflateSync(new Uint8Array(utf8(text)))];
      expect(await read(matroska({ encodings: compressed(0), block }))).toEqual([text]);
    }),
    { numRuns: 30 },
  );
  expect(await code(matroska({ encodings: compressed(0), block: utf8("no zlib") }))).toBe("no_lines");
  // a few bytes that would become a great many
  const bomb = [...deflateSync(new Uint8Array(50_000_000))];
  expect(await code(matroska({ encodings: compressed(0), block: bomb }))).toBe("no_lines");
});

test("puts back the bytes that were stripped from the beginning of each block", async () => {
  await fc.assert(
    fc.asyncProperty(line, fc.nat(), async (text, at) => {
      const bytes = utf8(text);
      const cut = at % (bytes.length + 1);
      const encodings = compressed(3, bytes.slice(0, cut));
      expect(await read(matroska({ encodings, block: bytes.slice(cut) }))).toEqual([text]);
    }),
    { numRuns: 30 },
  );
});

/** The sizes of all frames but the last, as the ways of lacing write them. */
const xiph = (sizes: number[]) =>
  sizes.flatMap((size) => [...Array<number>(Math.floor(size / 255)).fill(255), size % 255]);
const ebml = (sizes: number[]) =>
  sizes.flatMap((size, index) =>
    index === 0 ? numberIn(0x4000 + size, 2) : numberIn(0x4000 + size - sizes[index - 1]! + 8_191, 2),
  );

test("reads several lines of one block, however their sizes are written", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(line, { minLength: 2, maxLength: 6 }), async (texts) => {
      const frames = texts.map(utf8);
      const sizes = frames.slice(0, -1).map(({ length }) => length);
      for (const [lacing, written] of [
        [1, xiph(sizes)],
        [3, ebml(sizes)],
      ] as const) {
        const block = [frames.length - 1, ...written, ...frames.flat()];
        expect(await read(matroska({ lacing, block }))).toEqual(texts);
      }
    }),
    { numRuns: 30 },
  );
  const same = ["一二三", "四五六"];
  expect(await read(matroska({ lacing: 2, block: [1, ...same.flatMap(utf8)] }))).toEqual(same);
  // sizes beyond the block
  expect(await code(matroska({ lacing: 1, block: [1, 200, ...utf8("短い")] }))).toBe("no_lines");
});

test("reads no blocks that are encrypted, or packed in another way", async () => {
  const encrypted = element(0x6d80, element(0x6240, element(0x5033, [1])));
  for (const encodings of [encrypted, compressed(1), compressed(2)])
    expect(await code(matroska({ encodings, block: utf8("猫") }))).toBe("no_lines");
});

test("says that subtitles are encrypted or pictures, and that the picture is encrypted", async () => {
  const encrypted = element(0x6d80, element(0x6240, element(0x5033, [1])));
  const track = (kind: number, codec: string, more: number[] = []) =>
    element(0xae, [...element(0x83, [kind]), ...element(0x86, utf8(codec)), ...more]);
  const unread = (...tracks: number[][]) =>
    findUnread(
      fileOf([
        ...element(0x1a45dfa3, element(0x4282, utf8("matroska"))),
        ...element(0x18538067, element(0x1654ae6b, tracks.flat())),
      ]),
      signal,
    );
  const none = { pictures: 0, encrypted: 0, isProtected: false };
  expect(await unread(track(1, "V_VP9"), track(17, "S_TEXT/UTF8"))).toEqual(none);
  expect(await unread(track(17, "S_HDMV/PGS"), track(17, "S_VOBSUB"))).toEqual({ ...none, pictures: 2 });
  expect(await unread(track(17, "S_TEXT/UTF8", encrypted))).toEqual({ ...none, encrypted: 1 });
  expect(await unread(track(1, "V_VP9", encrypted))).toEqual({ ...none, isProtected: true });
  expect(await findUnread(new Blob(["a"]), signal)).toEqual(none);
});

const box = (type: string, ...content: number[][]): number[] => {
  const bytes = content.flat();
  return [...numberIn(bytes.length + 8, 4), ...utf8(type), ...bytes];
};
const full = (type: string, ...content: number[][]) => box(type, numberIn(0, 4), ...content);
const n32 = (...values: number[]) => values.flatMap((value) => numberIn(value, 4));

/** An MP4 file with a track of WebVTT whose samples last 1 s each. */
function mp4(samples: number[][]): Blob {
  const head = box("ftyp", utf8("isom"), n32(0));
  const at = head.length + 8;
  const tables = box(
    "stbl",
    full("stsd", n32(1), box("wvtt", Array<number>(8).fill(0), box("vttC", utf8("WEBVTT")))),
    full("stts", n32(1, samples.length, 1_000)),
    full("stsc", n32(1, 1, samples.length, 1)),
    full("stsz", n32(0, samples.length, ...samples.map(({ length }) => length))),
    full("stco", n32(1, at)),
  );
  const media = box("mdia", full("mdhd", n32(0, 0, 1_000, 0), [0x55, 0xc4, 0, 0]), box("minf", tables));
  const track = box("trak", full("tkhd", n32(0, 0, 1)), media);
  return fileOf([...head, ...box("mdat", samples.flat()), ...box("moov", full("mvhd", n32(0, 0, 1_000, 0)), track)]);
}

test("reads WebVTT in MP4: cues, gaps, several cues at once, and other boxes", async () => {
  const cue = (text: string) => box("vttc", box("sttg", utf8("align:start")), box("payl", utf8(text)));
  const gap = box("vtte");
  const { cues, skipped } = await readEmbedded(
    mp4([cue("<v 猫>こんにちは。</v>"), gap, [...cue("左"), ...cue("右")], box("free", utf8("猫")), cue("また。")]),
    "embedded:1",
    signal,
  );
  expect(cues).toEqual([
    { start: 0, end: 1, text: "こんにちは。" },
    { start: 2, end: 3, text: "左\n右" },
    { start: 4, end: 5, text: "また。" },
  ]);
  expect(skipped).toBe(1);
});
