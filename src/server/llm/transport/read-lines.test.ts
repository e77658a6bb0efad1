import { expect, test } from "bun:test";
import fc from "fast-check";
import { readAtMost, readEvents, readLines } from "./read-lines.ts";

const slicings = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 });
const content = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, ""));

async function* sliced(text: string, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
    const end = start + (lengths[turn % lengths.length] ?? 1);
    yield bytes.subarray(start, end);
    start = end;
  }
}

test("reads the same lines that are not empty, however the bytes are sliced, also through characters", async () => {
  const ends = fc.constantFrom("\n", "\r\n");
  await fc.assert(
    fc.asyncProperty(fc.array(content), ends, fc.boolean(), slicings, async (lines, end, isOpen, lengths) => {
      const text = lines.join(end) + (isOpen || lines.length === 0 ? "" : end);
      const read = await Array.fromAsync(readLines("test", sliced(text, lengths)));
      expect(read.map((line) => line.text)).toEqual(lines.filter((line) => line.trim() !== ""));
      expect(read.filter(({ isLast }) => isLast).length).toBe(isOpen && (lines.at(-1) ?? "").trim() !== "" ? 1 : 0);
    }),
  );
});

test("reads events between comments and empty lines, with several data lines, in any slicing", async () => {
  const stream = ': ping\n\nevent: a\ndata: 一\ndata:二\nid: 7\n\n\n:\ndata: 三\r\n\r\nerror: {"e":1}\n\ndata: 四';
  await fc.assert(
    fc.asyncProperty(slicings, async (lengths) => {
      expect(await Array.fromAsync(readEvents("test", sliced(stream, lengths)))).toEqual([
        { event: "a", data: "一\n二", error: "", isLast: false },
        { event: "", data: "三", error: "", isLast: false },
        { event: "", data: "", error: '{"e":1}', isLast: false },
        { event: "", data: "四", error: "", isLast: true },
      ]);
    }),
  );
});

test("throws when a line exceeds the limit, however it is sliced", async () => {
  const read = (chunks: AsyncIterable<Uint8Array>) => Array.fromAsync(readLines("test", chunks, 10));
  const tooLong = { code: "invalid_response", message: "test sent a line of more than 10 bytes" };
  for (const size of [1, 3, 100]) {
    await expect(read(sliced("a".repeat(11), [size]))).rejects.toMatchObject(tooLong);
    await expect(read(sliced(`${"a".repeat(11)}\nb`, [size]))).rejects.toMatchObject(tooLong);
    await expect(read(sliced(`b\n${"a".repeat(11)}`, [size]))).rejects.toMatchObject(tooLong);
    expect(await read(sliced(`${"a".repeat(10)}\n${"b".repeat(10)}\n`, [size]))).not.toBeEmpty();
  }
});

test("reads no more bytes than the limit", async () => {
  let given = 0;
  const chunks = (async function* () {
    for (;;) {
      given += 1;
      yield new Uint8Array(10).fill(97);
    }
  })();
  expect(await readAtMost(chunks, 25)).toBe("a".repeat(25));
  expect(given).toBe(3);
});

async function* endless(text: string): AsyncGenerator<Uint8Array> {
  const chunk = new TextEncoder().encode(text.repeat(Math.ceil(65_536 / text.length)));
  for (;;) yield chunk;
}

test.each(["\n", " \r\n", "\t\n"])("ends a stream of nothing but %j", async (text) => {
  await expect(Array.fromAsync(readLines("test", endless(text)))).rejects.toMatchObject({ code: "invalid_response" });
});

test.each([
  ["empty lines", "\n"],
  ["comments", ": ping\n\n"],
  ["fields of no use", "event: ping\n\n"],
  ["fields without an end", "id: 1\n"],
  ["one event without an end", "data: x\n"],
  ["empty data of one event", "data:\n"],
])("ends a stream of nothing but %s", async (_name, text) => {
  await expect(Array.fromAsync(readEvents("test", endless(text)))).rejects.toMatchObject({ code: "invalid_response" });
});

test("lets timers run while it reads lines that say nothing", async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1));
  await Array.fromAsync(readEvents("test", endless(`:${"x".repeat(1_000)}\n`))).catch(() => {});
  clearInterval(timer);
  expect(turns).toBeGreaterThan(1);
});
