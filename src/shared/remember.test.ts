import { expect, test } from "bun:test";
import { remember } from "./remember.ts";

test("computes a text only once while it is among the most recently used ones", () => {
  const made: string[] = [];
  const lengthOf = remember(2, (text) => {
    made.push(text);
    return { length: text.length };
  });
  expect(["a", "bb", "a", "ccc", "a", "bb"].map((text) => lengthOf(text).length)).toEqual([1, 2, 1, 3, 1, 2]);
  expect(made).toEqual(["a", "bb", "ccc", "bb"]);
});
