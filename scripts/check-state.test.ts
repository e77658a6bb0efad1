import { expect, test } from "bun:test";
import { Glob } from "bun";

/** Where no file may keep anything from one call to the next: what is known comes in by parameter. */
const stateless = ["src/server/llm", "src/server/models"];

/** Top-level code only: a line that starts with a declaration belongs to the module. */
const declarations = /^(?:export )?(?:let|var)\s.*|^(?:export )?const\s+\w+[^=\n]*=\s*(.*)/gm;
/** Values that can change after they are made. A Set or Map of fixed content is typed `ReadonlySet`, `ReadonlyMap`. */
const changeable =
  /^(?:new (?:Map|Set|WeakMap|WeakSet|WeakRef)\b|\[\];?$|\{\};?$|Promise\.|new Promise\b|new AbortController\b)/;

function findState(code: string): string[] {
  return [...code.matchAll(declarations)]
    .filter(
      ([line, value]) => value === undefined || (changeable.test(value) && !/:\s*Readonly(?:Set|Map)</.test(line)),
    )
    .map(([line]) => line);
}

test("no module of llm/ and models/ keeps state", async () => {
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
])("allows what cannot change or belongs to a call: %s", (code) => {
  expect(findState(code)).toEqual([]);
});
