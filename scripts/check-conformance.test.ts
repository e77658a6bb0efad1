import { expect, test } from "bun:test";
import { Glob } from "bun";
import fs from "node:fs";

// docs/providers.md promises a test for each item of the conformance list: the row's files hold a test of that number.

const items = 112;
/** Is about the tests themselves: no network, no key, no model. */
const untestable = 111;
const rows = fs
  .readFileSync("docs/providers.md", "utf8")
  .split("\n")
  .filter((line) => /^\| \d/.test(line))
  .map((line) => {
    const cells = line.split("|").map((cell) => cell.trim());
    const files = [...cells[3]!.matchAll(/`([^`]+\.test\.tsx?)`/g)].map(([, file]) => file!);
    return { line, numbers: readNumbers(cells[1]!), files };
  });

/** `"77, 78" → 77, 78`, `"14–16" → 14, 15, 16`; `T47` is not one of the list. */
function readNumbers(cell: string): number[] {
  return cell.split(",").flatMap((part) => {
    const [, from, to] = part.trim().match(/^(\d+)(?:–(\d+))?$/) ?? [];
    if (from === undefined) return [];
    return Array.from({ length: Number(to ?? from) - Number(from) + 1 }, (_, index) => Number(from) + index);
  });
}

/** The numbers that tests are titled with: `test("36, 37. chats and titles…")`, `describe("108. a title")`. */
function titledNumbers(file: string): Set<number> {
  const [path] = [...new Glob(`src/**/${file}`).scanSync(".")];
  if (!path) return new Set();
  const titles = fs.readFileSync(path, "utf8").matchAll(/["'`](\d+(?:(?:, |–)\d+)*)(?:, [TF]\d+)*\.[ "'`]/g);
  return new Set([...titles].flatMap(([, numbers]) => readNumbers(numbers!)));
}

test("every item of the conformance list has its row", () => {
  const listed = new Set(rows.flatMap(({ numbers }) => numbers));
  const missing = Array.from({ length: items }, (_, index) => index + 1).filter(
    (item) => item !== untestable && !listed.has(item),
  );
  expect(missing).toEqual([]);
});

test("every row leads to a test that carries its number", () => {
  const broken = rows.flatMap(({ numbers, files }) => {
    const titled = files.map(titledNumbers);
    return numbers
      .filter((number) => !titled.some((found) => found.has(number)))
      .map((number) => `${number}: no test of that number in ${files.join(", ") || "no file"}`);
  });
  expect(broken).toEqual([]);
});
