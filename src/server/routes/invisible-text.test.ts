import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Saved } from "#shared/words/words.ts";
import { hasVisibleText } from "#shared/visible-text.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";

const invisible = [
  ["nothing", ""],
  ["white space of all kinds", " \t\n\u00a0\u3000\u2003"],
  ["NUL", "\0"],
  ["control characters", "\u0007\u001b\u0085"],
  ["a zero-width space", "\u200b"],
  ["a zero-width joiner between spaces", " \u200d "],
  ["a word joiner and a byte order mark", "\u2060\ufeff"],
  ["marks of direction", "\u200e\u202e\u2066\u2069"],
  ["soft hyphens", "\u00ad\u00ad"],
  ["Hangul fillers", "\u115f\u1160\u3164\uffa0"],
  ["selectors of variants", "\ufe0f\u{e0100}"],
  ["letters of flags", "\u{e0061}\u{e007f}"],
  ["an empty Braille cell", "\u2800"],
] as const;
const visible = ["猫", "葛\u{e0100}", "👩\u200d🚀", "a\0", "\u200b한", "。", "ー", "́"];

let app: OpenApp;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app[Symbol.asyncDispose]());

describe("what shows nothing", () => {
  test.each(invisible)("is no word, no status, no message, no sentence and no title: %s", async (_what, text) => {
    const word = { language: "ja", lemma: text, reading: "" };
    for (const [method, path, body] of [
      ["POST", "/api/words", word],
      ["POST", "/api/words", { ...word, kind: "sentence" }],
      ["POST", "/api/words", { ...word, kind: "correction" }],
      ["PUT", "/api/words/status", { ...word, status: "known" }],
      ["POST", "/api/chat", { text, language: "ja" }],
      ["POST", "/api/cards", { text, language: "ja" }],
      ["PATCH", "/api/conversations/any", { title: text }],
    ] as const) {
      const response = await app.request(method, path, body);
      expect([path, response.status, ((await response.json()) as { error: { code: string } }).error.code]).toEqual([
        path,
        400,
        "invalid_request",
      ]);
    }
  });
});

test.each(visible)("%j is a word", async (lemma) => {
  expect(hasVisibleText(lemma)).toBeTrue();
  const { word } = await app.json<Saved>("POST", "/api/words", { language: "ja", lemma, reading: "" });
  expect(word.lemma).toBe(lemma);
});
