import { expect, test } from "bun:test";
import { remember } from "./remember.ts";

test("works once for a text, as long as it is among the last ones asked for", () => {
  const made: string[] = [];
  const lengthOf = remember(2, (text) => {
    made.push(text);
    return { length: text.length };
  });
  expect(["a", "bb", "a", "ccc", "a", "bb"].map((text) => lengthOf(text).length)).toEqual([1, 2, 1, 3, 1, 2]);
  expect(made).toEqual(["a", "bb", "ccc", "bb"]);
});
