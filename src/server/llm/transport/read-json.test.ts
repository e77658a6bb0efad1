import { expect, test } from "bun:test";
import { maxDepth, maxFields, maxItems, maxStringLength } from "./limits.ts";
import { readJson } from "./read-json.ts";

test("reads what real servers send as it is", () => {
  const said = { a: [1, "二", null, { b: true }], __proto__x: {} };
  expect(readJson(JSON.stringify(said))).toEqual(said);
  expect(readJson("{")).toBeUndefined();
});

test("cuts long texts, lists, objects and deep nesting", () => {
  expect(readJson(JSON.stringify("字".repeat(maxStringLength + 5)))).toHaveLength(maxStringLength);
  expect(readJson(`"abcdef"`, 3)).toBe("abc");
  expect(readJson(JSON.stringify(Array.from({ length: maxItems + 5 }, () => 1)))).toHaveLength(maxItems);
  const wide = Object.fromEntries(Array.from({ length: maxFields + 5 }, (_, index) => [`k${index}`, 1]));
  expect(Object.keys(readJson(JSON.stringify(wide)) as object)).toHaveLength(maxFields);
  const deep = JSON.stringify(readJson("[".repeat(10_000) + "]".repeat(10_000)));
  expect(deep).toBe(`${"[".repeat(maxDepth)}null${"]".repeat(maxDepth)}`);
});

test("reads nothing from more values than any real text has", () => {
  expect(readJson(`[${"0,".repeat(1_000_000)}0]`)).toBeUndefined();
  expect(readJson(`[${"[],".repeat(300_000)}0]`)).toBeUndefined();
  expect(readJson(`{${'"":0,'.repeat(300_000)}"":0}`)).toBeUndefined();
});

test.each([
  ["{", "}"],
  ["[", "]"],
])("cuts a short text that is nested too deeply: %s", (open, close) => {
  const nest = (depth: number) =>
    open === "[" ? "[".repeat(depth) + "]".repeat(depth) : '{"a":'.repeat(depth) + "1" + close.repeat(depth);
  const depthOf = (value: unknown): number =>
    typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
  for (const depth of [1, maxDepth - 1, maxDepth, maxDepth + 1, 3 * maxDepth])
    expect(depthOf(readJson(nest(depth)))).toBe(Math.min(depth, maxDepth));
});
