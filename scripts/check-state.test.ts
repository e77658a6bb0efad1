import { expect, test } from "bun:test";
import { Glob } from "bun";

/** Folders without module state: functions get what is known by parameter. */
const stateless = [
  "src/server/llm",
  "src/server/models",
  "src/server/dictionaries",
  "src/server/installed-dictionaries",
];

/** Finds top-level declarations only: they start at the beginning of a line. */
const declarations = /^(?:export )?(?:let|var)\s.*|^(?:export )?const\s+\w+[^=\n]*=\s*(.*)/gm;
/** Finds values that can change later. A fixed Set or Map has the type `ReadonlySet` or `ReadonlyMap`. */
const changeable =
  /^(?:new (?:Map|Set|WeakMap|WeakSet|WeakRef)\b|\[\];?$|\{\};?$|Promise\.|new Promise\b|new AbortController\b)/;

function findState(code: string): string[] {
  return [...code.matchAll(declarations)]
    .filter(
      ([line, value]) => value === undefined || (changeable.test(value) && !/:\s*Readonly(?:Set|Map)</.test(line)),
    )
    .map(([line]) => line);
}

test("finds no module state in the folders that get what is known by parameter", async () => {
  const found: string[] = [];
  for (const folder of stateless)
    for await (const path of new Glob(`${folder}/**/*.ts`).scan()) {
      if (path.endsWith(".test.ts")) continue;
      found.push(...findState(await Bun.file(path).text()).map((line) => `${path}: ${line}`));
    }
  expect(found).toEqual([]);
});

test.each([
  "let last: string | null = null;",
  "export let count = 0;",
  "const known = new Map<string, boolean>();",
  "const waiting = new WeakMap<Database, Promise<void>>();",
  "const told = new WeakSet();",
  "const names = new Set<string>();",
  "const all: string[] = [];",
  "const byName: Record<string, string> = {};",
  "let lastUpdate = Promise.resolve();",
  "const lastUpdate = Promise.resolve();",
])("finds module state: %s", (line) => {
  expect(findState(`import x from "y";\n\n${line}\n`)).toEqual([line]);
});

test.each([
  "const passesOn: ReadonlySet<string> = new Set(['connect']);",
  "const names = ['a', 'b'] as const;",
  "function f() {\n  let count = 0;\n  const known = new Map();\n}",
  "const create = () => new Map();",
])("allows values that cannot change or belong to a call: %s", (code) => {
  expect(findState(code)).toEqual([]);
});
