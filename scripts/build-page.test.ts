import { expect, test } from "bun:test";
import { buildPage, filesFor } from "./build-page.ts";

const { metafile } = await buildPage();
if (!metafile) throw new Error("Bun says nothing about the build.");

const packagesOf = (sources: readonly string[]) => {
  const names = sources.map((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].toSorted();
};

/** A package in the first visit delays every learner: say in docs/decisions/009-dependencies.md why it must be there. */
test("loads only these packages before the first paint", () => {
  const files = filesFor("src/web/main.tsx", metafile);
  expect(packagesOf(files.flatMap((file) => Object.keys(metafile.outputs[file]?.inputs ?? {})))).toEqual([
    "@tanstack/query-core",
    "@tanstack/react-query",
    "hono",
    "idb-keyval",
    "react",
    "react-dom",
    "regexparam",
    "scheduler",
    "use-sync-external-store",
    "wouter",
  ]);
});

test("has no schema library anywhere in the page: what it checks is data that the build makes from the schemas", () => {
  expect(packagesOf(Object.keys(metafile.inputs))).not.toContain("zod");
});
