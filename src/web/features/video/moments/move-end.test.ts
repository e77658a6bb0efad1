import { expect, test } from "bun:test";
import { moveEnd, stepOf } from "./move-end.ts";

const span = { start: 10, end: 12 };

test("keeps a moment at least 0.3 s long and inside the video (51)", () => {
  expect(moveEnd(span, "start", 11.9, 60)).toEqual({ start: 11.7, end: 12 });
  expect(moveEnd(span, "end", 9, 60)).toEqual({ start: 10, end: 10.3 });
  expect(moveEnd(span, "start", -5, 60)).toEqual({ start: 0, end: 12 });
  expect(moveEnd(span, "end", 99, 60)).toEqual({ start: 10, end: 60 });
});

test("moves an end by 0.1 s, and by a second with Shift", () => {
  const press = (key: string, shiftKey = false) => stepOf({ key, shiftKey });
  expect([press("ArrowLeft"), press("ArrowRight"), press("ArrowRight", true), press("PageDown")]).toEqual([
    -0.1, 0.1, 1, -1,
  ]);
  expect([press("a"), press("Enter")]).toEqual([null, null]);
});
