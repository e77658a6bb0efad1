import { expect, test } from "bun:test";
import { Glob } from "bun";
import fs from "node:fs";

// docs/conformance.md promises a test for each row: a title with the row's number

/** This row is about the tests themselves. */
const withoutTest = "111";

const rows = [...fs.readFileSync("docs/conformance.md", "utf8").matchAll(/^\| (\d+|[TF]\d+) \|/gm)].map(
  ([, id]) => id!,
);

/** `34, F16` → 34, F16; `14–16` → 14, 15, 16 */
function readIds(list: string): string[] {
  return list.split(",").flatMap((part) => {
    const [, from, to] = part.trim().match(/^(\d+)–(\d+)$/) ?? [];
    if (from === undefined) return [part.trim()];
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => String(Number(from) + index));
  });
}

const id = String.raw`(?:[TF]?\d{1,3}(?:–\d{1,3})?)`;
const list = `${id}(?:, ${id})*`;
/** `test("asks once more (39, F25)"` */
const titles = new RegExp(String.raw` \((${list})\)["'\`]`, "g");

const titled = new Map<string, string[]>();
for (const path of new Glob("{src,e2e,scripts}/**/*.{test.ts,test.tsx,e2e.ts}").scanSync(".")) {
  for (const [, ids] of fs.readFileSync(path, "utf8").matchAll(titles)) {
    for (const found of readIds(ids!)) titled.set(found, [...(titled.get(found) ?? []), path]);
  }
}

test("finds a test title with the number of every row of docs/conformance.md", () => {
  expect(rows.length).toBeGreaterThan(112);
  expect(rows.filter((row) => row !== withoutTest && !titled.has(row))).toEqual([]);
});

test("finds a row of docs/conformance.md for every number in a title", () => {
  const known = new Set(rows);
  const unknown = [...titled].filter(([found]) => !known.has(found)).map(([found, paths]) => `${found}: ${paths[0]}`);
  expect(unknown).toEqual([]);
});
