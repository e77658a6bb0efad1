import { expect, test } from "bun:test";
import { chunksOf } from "./json-in-slices.ts";

const many = (value: unknown) => Array.from({ length: 5_000 }, () => value);

test.each<[string, object]>([
  ["an array", many({ surface: "猫", at: 1 })],
  ["arrays in objects in arrays", { engine: "3", texts: [{ words: many(["ね", "こ"]), better: null }, { words: [] }] }],
  ["a key that needs escaping, and one without a value", { 'a"\n': many(1), b: undefined, c: { d: many("\u2028") } }],
  ["values that JSON does not know", many(undefined)],
  ["a short one", { a: [1, "b", null] }],
])("makes the same JSON in chunks: %s", (_, value) => {
  const chunks = [...chunksOf(value)];
  expect(chunks.join("")).toBe(JSON.stringify(value));
  expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThan(40_000);
});
