import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { expect, setDefaultTimeout, test } from "bun:test";
import { exclusions } from "./growth/calls.ts";
import { findTextFunctions } from "./growth/find-functions.ts";

setDefaultTimeout(60_000); // it measures

async function check(code: string) {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-growth-"));
  fs.writeFileSync(join(folder, "planted.ts"), code);
  const run = Bun.spawn([process.execPath, "scripts/check-growth.ts", folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output = await new Response(run.stdout).text();
  fs.rmSync(folder, { recursive: true });
  return { code: await run.exited, output };
}

test("fails for a function that looks at the whole rest for each letter", async () => {
  const { code, output } = await check(`export function count(text: string): number {
    let found = 0;
    for (let at = 0; at < text.length; at += 1)
      for (const sign of "\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006") if (text.indexOf(sign, at) >= 0) found += 1;
    return found;
  }`);
  expect(output).toMatch(/planted\.ts#count: .* ms for 25000 characters/);
  expect(code).toBe(1);
});

test("passes functions that need time in proportion to the text, and names one that it cannot call", async () => {
  expect(await check("export const trimmed = (text: string): string => text.trim();")).toEqual({
    code: 0,
    output: expect.stringMatching(/^.*processor time\n1 passed, 0 failed, 0 skipped\n$/),
  });
  const { code, output } = await check("export const odd = (text: string, how: { odd: symbol }) => [text, how];");
  expect(output).toContain("a parameter has a type without a value");
  expect(code).toBe(1);
});

test("finds functions by their signatures, and excludes only what exists", async () => {
  const functions = (await findTextFunctions(["src/shared", "src/server", "src/web"])).map(({ id }) => id);
  expect(functions).toContain("src/shared/parse-json.ts#parseJson"); // a function
  expect(functions).toContain("src/server/tasks/whole-lines.ts#wholeLines"); // an arrow function
  expect(functions).toContain("src/server/tasks/read-picture/tidy-texts.ts#tidyTexts"); // a list of texts
  expect(functions).toContain("src/server/tasks/correct/statements.ts#toStatements"); // a generator
  for (const key of Object.keys(exclusions)) expect(functions.some((id) => id.startsWith(key))).toBe(true);
});
