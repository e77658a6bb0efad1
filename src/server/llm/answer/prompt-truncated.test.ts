import { describe, expect, test } from "bun:test";
import { countTokens as cl100k } from "gpt-tokenizer/encoding/cl100k_base";
import { countTokens as o200k } from "gpt-tokenizer/encoding/o200k_base";
import { countTokens as r50k } from "gpt-tokenizer/encoding/r50k_base";
import { fewestTokens } from "#shared/estimate-tokens.ts";
import { readSentences } from "#test/sentences/sentences.ts";
import { isPromptTruncated, isSilentlyTruncated } from "./prompt-truncated.ts";

/** The second is made for English and takes up to three tokens for a character, as SmolLM2's does. */
const tokenizers = { o200k, cl100k, r50k };

const sentences = readSentences();
const proseIn = (code: string) =>
  sentences.flatMap(({ language, text }) => (language === code ? [text] : [])).join(code === "ko" ? " " : "");
const repeated = (text: string) => text.repeat(Math.ceil(6_000 / text.length));

/** Texts that a learner may send or paste. */
const texts: [string, string][] = [
  ...["ja", "ko", "zh-Hans", "zh-Hant"].map((code): [string, string] => [`prose in ${code}`, proseIn(code)]),
  ["English prose", repeated("The quick brown fox jumps over the lazy dog, and nobody in the village was surprised. ")],
  ["German prose", repeated("Donaudampfschifffahrtsgesellschaften beförderten Landwirtschaftsausstellungsbesucher. ")],
  ["thanks", repeated("ありがとうございます。")],
  ["a polite phrase", repeated("よろしくお願いいたします。")],
  ["greetings in Korean", repeated("안녕하세요 감사합니다 ")],
  ["greetings in Chinese", repeated("你好，谢谢你。")],
  ["laughter in Korean", repeated("ㅋ")],
  ["laughter in Japanese", repeated("w")],
  ["laughter in Chinese", repeated("哈")],
  ["long vowels", repeated("ー")],
  ["a vowel", repeated("あ")],
  ["full stops", repeated("。")],
  ["dashes", repeated("-")],
  ["spaces", repeated(" ")],
  ["empty lines", repeated("\n")],
  ["code", repeated("    if (value === null) {\n        return undefined;\n    }\n")],
  ["a table", repeated("| 言葉       | 意味             |\n|------------|------------------|\n")],
  ["subtitles", repeated("12\n00:01:02,500 --> 00:01:04,000\n行ってきます。\n\n")],
  ["numbers", repeated("3.14159 2026-11-26 ")],
  ["emoji", repeated("😀😂🎉❤️")],
  ["decomposed kana", repeated("か\u3099き\u3099")],
  ["half-width kana", repeated("ｱﾘｶﾞﾄｳ")],
];

const instructions = "You are a Japanese tutor: warm, curious and patient. ".repeat(8);
const ask = (content: string, system = instructions) => ({
  system,
  messages: [{ role: "user" as const, content }],
  contextTokens: 8_192,
});
const other = { window: undefined, mayBeOllama: false };
const ollama = { window: undefined, mayBeOllama: true };

describe.each(Object.entries(tokenizers))("with the tokenizer %s", (_name, count) => {
  test.each(texts)("%s take no fewer tokens than the lower estimate", (_kind, text) => {
    for (const length of [100, 1_000, 6_000]) {
      const part = text.slice(0, length);
      expect(fewestTokens(part)).toBeLessThanOrEqual(count(part));
    }
  });

  test.each(texts)("%s that were read as a whole raise no alarm", (_kind, text) => {
    for (const length of [50, 900, 2_300, 6_000]) {
      const content = text.slice(0, length);
      const input = count(instructions) + count(content) + 12;
      const counts = [
        { input },
        { input: 3, cacheRead: input - 3 },
        { input: 3, cacheRead: 0, cacheWrite: input - 3 },
        { input: input + 1_100 }, // with a picture
        {},
        { input: 0 },
      ];
      for (const usage of counts) expect(isSilentlyTruncated(ask(content), usage, other)).toBe(false);
      const messages = [{ role: "system", content: instructions }, ...ask(content).messages];
      expect(isPromptTruncated({ messages, options: { num_ctx: 131_072 } }, input)).toBe(false);
    }
  });

  test.each([2_048, 4_096, 8_192])("a prompt that Ollama cut to half of a window of %d is found", (window) => {
    for (const code of ["ja", "ko", "zh-Hans", "zh-Hant"]) {
      const prose = repeated(proseIn(code))
        .repeat(4)
        .slice(0, window * 3);
      if (count(prose) <= window * 1.2) continue;
      const usage = { input: window / 2 + 2, output: 9 };
      expect(isSilentlyTruncated(ask(prose), usage, ollama)).toBe(true);
      expect(isSilentlyTruncated(ask(prose), usage, { window, mayBeOllama: true })).toBe(true);
    }
  });
});

test.each(["ja", "ko", "zh-Hans", "zh-Hant"])(
  "a count far below the estimate is found whatever the window is: %s",
  (code) => {
    const prose = proseIn(code).repeat(4).slice(0, 16_000);
    for (const read of [2_000, 2_500, 3_000])
      expect(isSilentlyTruncated(ask(prose), { input: read }, other)).toBe(true);
  },
);

test("half of another window than the server's own is no sign", () => {
  const prose = "今日は友達と映画を見に行きました。".repeat(180);
  expect(isSilentlyTruncated(ask(prose), { input: 2_050 }, { window: 32_768, mayBeOllama: true })).toBe(false);
  expect(isSilentlyTruncated(ask(prose), { input: 2_050 }, ollama)).toBe(true);
  expect(isSilentlyTruncated(ask(prose), { input: 2_050 }, other)).toBe(false);
});
