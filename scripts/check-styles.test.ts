import { Glob } from "bun";
import { expect, test } from "bun:test";
import { dirname, join } from "node:path";

const root = join(import.meta.dir, "..");
const web = join(root, "src/web");
const read = (path: string) => Bun.file(path).text();
const list = (pattern: string) =>
  [...new Glob(pattern).scanSync(web)].filter((path) => !path.includes(".test.")).map((path) => join(web, path));

/** Styles that belong to no component: colours, elements, and the frame that index.html also draws. */
const global = ["styles/base.css", "styles/tokens.css", "app/layout.css"].map((path) => join(web, path));
const globalClasses = /^(for-phones|visually-hidden|layout|rail|brand|main|top-bar)$/;

type Use = { file: string; css: string; names: Set<string>; isDynamic: boolean };

async function readUses(file: string): Promise<Use[]> {
  const source = await read(file);
  return [...source.matchAll(/^import (\w+) from "([^"]+\.module\.css)";/gm)].map(([, name, specifier]) => {
    const css = specifier!.startsWith("#web/")
      ? join(web, specifier!.slice("#web/".length))
      : join(dirname(file), specifier!);
    const code = source.replace(/^import .*$/gm, "").replace(/import\("[^"]*"\)/g, "");
    const names = new Set([...code.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, "g"))].map(([, used]) => used!));
    return { file, css, names, isDynamic: code.includes(`${name}[`) };
  });
}

const classesOf = (css: string) => {
  const selectors = css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/"[^"]*"/g, "")
    .replace(/:[^{};]*;/g, "");
  return new Set([...selectors.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name]) => name!));
};
const composedIn = (css: string, path: string) =>
  [...css.matchAll(/composes: (\w+) from "([^"]+)"/g)].map(([, name, from]) => `${join(dirname(path), from!)} ${name}`);

const uses = (await Promise.all(list("**/*.tsx").map(readUses))).flat();
const modules = await Promise.all(list("**/*.module.css").map(async (path) => ({ path, css: await read(path) })));
const short = (path: string) => path.slice(web.length + 1);

test("finds the style modules and their uses", () => {
  expect(modules.length).toBeGreaterThan(40);
  expect(uses.length).toBeGreaterThan(50);
});

test("finds each class that a component uses in its module", () => {
  const defined = new Map(modules.map(({ path, css }) => [path, classesOf(css)]));
  const missing = uses.flatMap(({ file, css, names }) =>
    [...names].filter((name) => !defined.get(css)?.has(name)).map((name) => `${short(file)}: ${name}`),
  );
  expect(missing).toEqual([]);
});

test("finds a use of each class of a module in a component that imports it", () => {
  const composed = new Set(modules.flatMap(({ path, css }) => composedIn(css, path)));
  const unused = modules.flatMap(({ path, css }) => {
    const users = uses.filter((use) => use.css === path);
    if (users.some(({ isDynamic }) => isDynamic)) return [];
    const isUsed = (name: string) => users.some(({ names }) => names.has(name)) || composed.has(`${path} ${name}`);
    return [...classesOf(css)].filter((name) => !isUsed(name)).map((name) => `${short(path)}: ${name}`);
  });
  expect(unused).toEqual([]);
});

test("allows only the global style sheets to be no modules, and only their classes as text", async () => {
  expect(
    list("**/*.css")
      .filter((path) => !path.endsWith(".module.css"))
      .toSorted(),
  ).toEqual(global.toSorted());
  const written = await Promise.all(
    list("**/*.tsx").map(async (file) =>
      [...(await read(file)).matchAll(/className="([^"]*)"/g)]
        .flatMap(([, names]) => names!.split(" "))
        .filter((name) => !globalClasses.test(name))
        .map((name) => `${short(file)}: ${name}`),
    ),
  );
  expect(written.flat()).toEqual([]);
});

test("moves nothing without an end at sixty pictures a second: the computer may be busy with the model", () => {
  const animations = modules.flatMap(({ path, css }) =>
    [...css.matchAll(/animation: ([^;]*\binfinite\b[^;]*);/g)].map(([, value]) => `${short(path)}: ${value}`),
  );
  expect(animations.length).toBeGreaterThan(0);
  expect(animations.filter((each) => !each.includes("steps("))).toEqual([]);
});
