import { expect, test } from "bun:test";
import { beginningOf } from "./beginning-of.ts";

test("cuts no surrogate pair in two", () => {
  expect(beginningOf("a😀b", 2)).toBe("a");
  expect(beginningOf("a😀b", 3)).toBe("a😀");
  expect(beginningOf("abc", 3)).toBe("abc");
});
