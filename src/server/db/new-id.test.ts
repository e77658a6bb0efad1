import { expect, test } from "bun:test";
import { newId } from "./new-id.ts";

test("makes ids of 20 letters that are all different and stand in their order", () => {
  const ids = Array.from({ length: 20_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[\da-z]{20}$/.test(id))).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
});
