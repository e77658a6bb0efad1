import { expect, test } from "bun:test";
import { createReader } from "./byte-reader.ts";

const mb = 1024 * 1024;

test("reads larger pieces while a walk goes on, also when it skips pictures, and little after a jump", async () => {
  const file = new Blob([new Uint8Array(32 * mb)]);
  const pieces: number[] = [];
  const slice = file.slice.bind(file);
  file.slice = (from = 0, to = 0) => {
    pieces.push((to - from) / mb);
    return slice(from, to);
  };
  const reader = createReader(file, new AbortController().signal);
  for (let at = 0; at < file.size; at += 100_000) await reader.walk(at, 12);
  expect(pieces.splice(0)).toEqual([1, 2, 4, 8, 8, 8, 8]);
  await reader.walk(0, 12);
  expect(pieces).toEqual([1]);
});
