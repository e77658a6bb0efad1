import { describe, expect, test } from "bun:test";
import { Glob } from "bun";
import fs from "node:fs";
import { allExamples } from "./examples.ts";
import { languages } from "./index.ts";
import { learningLanguages } from "./types.ts";

describe.each([...learningLanguages])("%s", (code) => {
  const { script, canBeReading, looksLikeReading, toRuby } = languages[code];

  test("writes its own name and its examples in its script", () => {
    expect(languages[code].code).toBe(code);
    for (const text of [languages[code].name, ...allExamples(code)]) expect(text).toMatch(script);
  });

  test("does not mistake a meaning for a reading", () => {
    for (const meaning of ["cat", "to go", "(object)", "猫 (kucing)", ""])
      expect(looksLikeReading(meaning)).toBe(false);
    expect(canBeReading("猫", "cat!")).toBe(false);
  });

  test("draws a word without a reading as it is", () => {
    expect(toRuby("猫が", "")).toEqual([{ base: "猫が", ruby: "" }]);
  });

  test("has its own fonts", () => {
    expect(fs.readFileSync("src/web/styles/base.css", "utf8")).toContain(`:lang(${code})`);
  });
});

test("compares no value with a language code, because the descriptors hold all differences", () => {
  const comparison = /(===|!==|case) "(ja|ko|zh|zh-Hans|zh-Hant)"|switch \((\w+\.)?\w*[lL]anguage\)/;
  const files = [...new Glob("src/{shared,server,web}/**/*.{ts,tsx}").scanSync()].filter(
    (path) => !/[.]test[.]/.test(path),
  );
  expect(files.length).toBeGreaterThan(300);
  expect(files.filter((path) => comparison.test(fs.readFileSync(path, "utf8")))).toEqual([]);
});
