import { expect, test } from "bun:test";
import type { Cue } from "#shared/video/cues.ts";
import { shownAt, textBeside, withNeighbours, withOffset } from "./line-at.ts";

const cue = (start: number, end: number, text = `${start}`): Cue => ({ start, end, text });
const lines = [cue(1, 2, "a"), cue(3, 5, "b"), cue(4, 9, "c"), cue(4.5, 4.6, "d"), cue(10, 11, "e")];

test.each([
  [0, -1],
  [1, 0],
  [1.999, 0],
  [2, -1],
  [3.5, 1],
  [4.2, 2],
  [4.55, 3],
  [4.7, 2],
  [8.9, 2],
  [9, -1],
  [10.5, 4],
  [99, -1],
])("finds the line at %p s; of several that are shown, the one that began last", (time, index) => {
  expect(shownAt(lines, time)).toBe(index);
});

test("gives a line with two lines before and after it", () => {
  expect(withNeighbours(lines, 2)).toEqual({ cue: lines[2]!, index: 2, before: ["a", "b"], after: ["d", "e"] });
  expect(withNeighbours(lines, 0)).toMatchObject({ before: [], after: ["b", "c"] });
  expect(withNeighbours(lines, -1)).toBeNull();
});

test("moves the lines by the offset, and leaves out what would end before the video begins", () => {
  expect(withOffset([cue(1, 2), cue(3, 5)], -2.5)).toEqual([{ start: 0.5, end: 2.5, text: "3" }]);
  expect(withOffset([cue(1, 2)], -1.5)).toEqual([{ start: 0, end: 0.5, text: "1" }]);
  expect(withOffset(lines, 0)).toBe(lines);
});

test("puts the lines of the second track beside the line with which they are shown", () => {
  const second = [cue(0.9, 2.1, "A"), cue(2.9, 3.9, "B1"), cue(3.9, 4.9, "B2"), cue(10.9, 13, "late")];
  expect(textBeside(second, lines[0]!)).toBe("A");
  expect(textBeside(second, lines[1]!)).toBe("B1\nB2");
  expect(textBeside(second, lines[4]!)).toBe("");
});
