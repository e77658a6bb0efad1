import { expect, test } from "bun:test";
import { versionSchema } from "./version.ts";
import { missingFeatures, versionWarnings } from "./version.ts";

test.each([
  ["0.1.28", ["unsafe_version", "old_version"], ["schema", "capabilities", "thinking", "truncate"]],
  ["0.5.13", ["unsafe_version", "old_version"], ["capabilities", "thinking", "truncate"]],
  ["0.12.4", ["unsafe_version"], []],
  ["0.17.0", ["unsafe_version"], []],
  ["0.17.1", [], []],
  ["0.17.1-rc0", [], []],
  ["v0.33.0-rc2", [], []],
  ["1.0.0", [], []],
  // an Ollama built from source, and text that is not a version: nothing is known, so there is no warning
  ["0.0.0", [], []],
  ["0.0.0-dirty", [], []],
  ["", [], []],
  ["latest", [], []],
  ["0.9", [], []],
  ["0.9.0.1", [], []],
  ["999999999999999999999.0.0", [], []],
  [undefined, [], []],
])("warns about an old or unsafe version, but not about an unknown one: %s (68, T48)", (version, warnings, missing) => {
  expect(versionWarnings(version)).toEqual(warnings as ReturnType<typeof versionWarnings>);
  expect(missingFeatures(version).map(({ feature }) => feature)).toEqual(missing as never);
});

test.each([
  ["0.30.1-rc0", "0.30.1-rc0"],
  ["v0.9", "v0.9"],
  ["<b>call me</b>", ""],
  ["buy now", ""],
])("reads a version, and no other text: %s", (version, read) => {
  expect(versionSchema.parse({ version })).toEqual({ version: read });
});
