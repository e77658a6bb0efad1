import { expect, test } from "bun:test";
import fc from "fast-check";
import { storedTrackSchema } from "#shared/video/cues.ts";
import { listEmbedded, readEmbedded } from "./read-embedded.ts";
import { SubtitleTrouble } from "./subtitle-trouble.ts";

const { signal } = new AbortController();
const open = async (name: string) => new Uint8Array(await Bun.file(`test/captions/${name}`).arrayBuffer());
const japanese = [
  { start: 1, end: 2.5, text: "昨日、友達と" },
  { start: 3, end: 4, text: "映画を見た。" },
  { start: 5.5, end: 7, text: "本当？" },
];
const korean = [
  { start: 1, end: 2.5, text: "어제, 친구와" },
  { start: 5.5, end: 7, text: "정말?\n네" },
];

// the files were written by ffmpeg 5.1: with an index, as a live recording without sizes, and with tables
test.each([
  [
    "text-tracks.mkv",
    [
      ["ja", "字幕", japanese],
      ["ko", "", korean],
    ],
  ],
  [
    "live.mkv",
    [
      ["ja", "", japanese],
      ["zh", "", korean],
    ],
  ],
  ["text-track.mp4", [["ja", "", japanese]]],
  ["text-track.webm", [["ja", "", japanese]]],
] as const)("lists and reads the text tracks of %s", async (name, expected) => {
  const file = new Blob([await open(name)]);
  const tracks = await listEmbedded(file, signal);
  expect(tracks.map(({ language, label }) => [language, label])).toEqual(
    expected.map(([language, label]) => [language, label]),
  );
  for (const [index, { id }] of tracks.entries())
    expect(await readEmbedded(file, id, signal)).toEqual({ cues: [...expected[index]![2]], skipped: 0 });
});

test("reads the lines and times of a file in fragments", async () => {
  const file = new Blob([await open("fragments.mp4")]);
  const { cues } = await readEmbedded(file, "embedded:2", signal);
  // ffprobe reads the same times: fragments begin with a picture that can be shown first
  const times = [1.4, 3.4, 5.9];
  expect(cues.map(({ start, text }) => [start, text])).toEqual(japanese.map(({ text }, at) => [times[at]!, text]));
});

test("lists no tracks of other files, and says that there are no lines", async () => {
  for (const content of ["", "a", "RIFF....AVI ", "1\n00:00:01,000 --> 00:00:02,000\n猫"])
    expect(await listEmbedded(new Blob([content]), signal)).toEqual([]);
  const read = readEmbedded(new Blob(["a"]), "embedded:1", signal);
  expect(await read.catch((error: unknown) => (error as SubtitleTrouble).code)).toBe("no_lines");
});

test("stops when it is aborted, and says when the file was moved or changed", async () => {
  const file = new Blob([await open("text-tracks.mkv")]);
  expect(await listEmbedded(file, AbortSignal.abort()).catch((error: Error) => error.name)).toBe("AbortError");
  const gone = Object.assign(new Blob([await open("text-tracks.mkv")]), {
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error("NotReadableError")) }),
  });
  expect(await listEmbedded(gone, signal).catch((error: SubtitleTrouble) => error.code)).toBe("unreadable");
});

test("reads to the end of a file that was cut, and finds the next cluster behind damage", async () => {
  const bytes = await open("live.mkv");
  const cut = new Blob([bytes.subarray(0, bytes.length * 0.8)]);
  const { cues } = await readEmbedded(cut, "embedded:2", signal);
  expect(cues[0]).toEqual(japanese[0]!);
  const clusters = [...bytes.keys()].filter((at) => bytes[at] === 0x1f && bytes[at + 1] === 0x43);
  const damaged = bytes.slice();
  damaged.fill(0, clusters[0]! + 20, clusters[1]);
  const rest = await readEmbedded(new Blob([damaged]), "embedded:2", signal);
  expect(rest.cues.at(-1)).toEqual(japanese[2]!);
});

const formats = ["text-tracks.mkv", "live.mkv", "text-track.mp4", "fragments.mp4"];

/** The lines of all tracks fit the schema, or there are none. */
async function readAll(file: Blob) {
  for (const track of await listEmbedded(file, signal)) {
    const read = await readEmbedded(file, track.id, signal).catch((error: unknown) => {
      if (error instanceof SubtitleTrouble) return { cues: [], skipped: 0 };
      throw error;
    });
    storedTrackSchema.parse({ ...track, ...read });
  }
}

// a count of 4,278,190,081 entries kept the page busy for an hour
test.each(formats)("ends soon whichever byte of %s is the largest number", async (name) => {
  const bytes = await open(name);
  for (const [at, byte] of bytes.entries()) {
    bytes[at] = 0xff;
    await readAll(new Blob([bytes]));
    bytes[at] = byte;
  }
});

test("ends with lines that fit the schema, or with none, whatever bytes of a file are wrong", async () => {
  const files = await Promise.all(formats.map(open));
  const change = fc.tuple(fc.nat(), fc.constantFrom(0, 1, 0x7f, 0x80, 0xff, 0x1f, 0xa0));
  await fc.assert(
    fc.asyncProperty(
      fc.nat(3),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      fc.nat(),
      async (which, changes, end) => {
        const bytes = files[which]!.slice();
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        await readAll(new Blob([bytes.subarray(0, 1 + (end % (2 * bytes.length)))]));
      },
    ),
    { numRuns: 150 },
  );
});
