import { afterAll, expect, test } from "bun:test";
import fs from "node:fs";
import os from "node:os";
import { basename, join } from "node:path";
import { buildPage, findGroups, findPreloads } from "./build-page.ts";
import { mergeScripts } from "./merge-scripts.ts";

const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-build-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const { metafile } = await buildPage(folder);
if (!metafile) throw new Error("Bun says nothing about the build.");
const groups = findGroups(metafile);
const names = await mergeScripts(folder, groups);
const scripts = fs.readdirSync(folder).filter((name) => name.endsWith(".js"));
const read = (name: string) => fs.readFileSync(join(folder, name), "utf8");

test("makes one script of the first visit", () => {
  const linked = [...read("index.html").matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file]) => file);
  expect(linked).toEqual([expect.stringMatching(/^first-visit-[0-9a-f]{8}\.js$/)]);
  expect(read(linked[0]!)).not.toMatch(/\bfrom\s*"|^import\s*"/m);
});

test("names each file by its group", () => {
  const merged = groups.map(({ files }) => names.get(basename(files[0]!)));
  expect(merged).toEqual(groups.map(({ name }) => expect.stringMatching(new RegExp(`^${name}-[0-9a-f]{8}\\.js$`))));
});

test("leaves every import with a file that exports its names", () => {
  const exported = new Map(
    scripts.map((name) => {
      const lists = [...read(name).matchAll(/export\s*\{([^}]*)\}/g)].flatMap(([, list = ""]) => list.split(","));
      return [name, new Set(lists.map((one) => one.trim().split(" as ").at(-1)!))];
    }),
  );
  for (const script of scripts) {
    for (const [, list = "", file = ""] of read(script).matchAll(/import\s*\{([^}]*)\}\s*from\s*"\/([^"]+)"/g)) {
      const missing = list.split(",").filter((one) => !exported.get(file)?.has(one.trim().split(" as ")[0]!));
      expect({ script, file, missing }).toEqual({ script, file, missing: [] });
    }
    for (const [, file = ""] of read(script).matchAll(/import\s*\(?\s*"\/([^"]+\.js)"/g))
      expect(scripts).toContain(file);
  }
});

test("links only to files that exist", () => {
  const links = Object.values(findPreloads(metafile, names)).flatMap((byLanguage) =>
    Object.values(byLanguage).flatMap(({ files }) => files),
  );
  expect(links.length).toBeGreaterThan(20);
  // on a phone, each file is a turn on one of six connections
  const conversation = findPreloads(metafile, names).conversation?.en?.files ?? [];
  expect(conversation[0]).toStartWith("/first-visit-");
  expect(conversation.length).toBeWithin(3, 9);
  for (const link of links) expect(scripts).toContain(link.slice(1));
});
