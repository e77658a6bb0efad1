import { expect, test } from "bun:test";
import type { Moment } from "#shared/video/moment.ts";
import { linesOfMoments } from "./lines-of-moments.ts";

const lines = [
  { start: 1, end: 9, text: "看板" },
  { start: 2, end: 2.1, text: "はい" },
  { start: 3, end: 4, text: "はい" },
  { start: 60, end: 61, text: "はい" },
];
const saved = (id: string, at: number, text: string) => ({ id, at, text, source: "cue", region: null }) as Moment;

test("finds the line of each moment by its words and its time, also below a later line", () => {
  const moments = [saved("sign", 3.5, "看板"), saved("short", 2.2, "は い"), saved("other", 30, "はい")];
  const found = [...linesOfMoments(lines, moments)].map(([line, { id }]) => [line, id]);
  expect(found).toEqual([
    [0, "sign"],
    [1, "short"],
  ]);
});
