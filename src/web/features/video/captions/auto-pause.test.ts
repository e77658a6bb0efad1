import { expect, test } from "bun:test";
import { createAutoPause } from "./auto-pause.ts";

const lines = [
  { start: 1, end: 2, text: "a" },
  { start: 2, end: 3, text: "b" },
  { start: 5, end: 6, text: "c" },
];
/** The times at which the video stops, if it is told these. */
const stops = (times: readonly number[]) => {
  const ends = createAutoPause();
  return times.filter((time) => ends(lines, time));
};

test("stops once at the end of each line, before the next one begins", () => {
  expect(stops([0, 1, 1.5, 1.93, 1.95, 1.97, 2, 2.5, 2.95, 3, 4, 5, 5.95])).toEqual([1.95, 2.95, 5.95]);
});
test("stops again at a line that is repeated", () => {
  expect(stops([1.5, 1.95, 1, 1.5, 1.95])).toEqual([1.95, 1.95]);
});
test("does not stop after a jump over the end of a line", () => {
  expect(stops([1.5, 4, 4.5])).toEqual([]);
});
