import { expect, test } from "bun:test";
import { encodeIn, encodeUtf16 } from "#test/captions/encode.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { decodeSubtitles } from "./decode-subtitles.ts";

const file = (...lines: string[]) =>
  lines.map((line, index) => `${index + 1}\n00:00:0${index},000 --> 00:00:0${index + 1},000\n${line}\n\n`).join("");
const texts: Record<LearningLanguage, string> = {
  ja: file("昨日、友達と映画を見に行きました。", "本当ですか？すごい！"),
  "zh-Hans": file("昨天我和朋友去看电影了。", "真的吗？你们怎么去的？"),
  "zh-Hant": file("昨天我和朋友去看電影了。", "真的嗎？你們怎麼去的？"),
  ko: file("어제 친구하고 영화를 봤어요.", "정말요? 대단해!"),
};
const written: [encoding: string, language: LearningLanguage][] = [
  ["shift_jis", "ja"],
  ["euc-jp", "ja"],
  ["gb18030", "zh-Hans"],
  ["big5", "zh-Hant"],
  ["gb18030", "zh-Hant"],
  ["euc-kr", "ko"],
];

test.each(written)(
  "reads a file in %s for a learner of %s, and as well for learners of other languages (46)",
  (encoding, language) => {
    const bytes = encodeIn(encoding, texts[language]);
    for (const learner of ["ja", "zh-Hans", "zh-Hant", "ko"] as const)
      expect(decodeSubtitles(bytes, learner)).toEqual({ text: texts[language], encoding, isGuess: true } as never);
  },
);

test("reads a file of one short line in the learner's language", () => {
  expect(decodeSubtitles(encodeIn("shift_jis", file("東京駅")), "ja")?.text).toContain("東京駅");
  expect(decodeSubtitles(encodeIn("big5", file("謝謝大家")), "zh-Hant")?.text).toContain("謝謝大家");
  expect(decodeSubtitles(encodeIn("euc-kr", file("감사합니다")), "ko")?.text).toContain("감사합니다");
});

test("reads UTF-16 with and without a mark, in both orders", () => {
  for (const isLittle of [true, false])
    for (const hasMark of [true, false]) {
      const encoding = isLittle ? "utf-16le" : "utf-16be";
      const decoded = decodeSubtitles(encodeUtf16(texts.ja, { isLittle, hasMark }), "ja");
      expect(decoded).toEqual({ text: texts.ja, encoding, isGuess: !hasMark });
    }
});

test("is sure of UTF-8, with a mark or without, and takes a file that was cut in a letter as UTF-8", () => {
  const bytes = new TextEncoder().encode(`\ufeff${texts.ko}`);
  expect(decodeSubtitles(bytes, "ko")).toEqual({ text: texts.ko, encoding: "utf-8", isGuess: false });
  expect(decodeSubtitles(bytes.subarray(3), "ko")).toMatchObject({ encoding: "utf-8", isGuess: false });
  const cut = new TextEncoder().encode(file("정말요")).subarray(0, -4);
  expect(decodeSubtitles(cut, "ko")).toMatchObject({ encoding: "utf-8", isGuess: true });
});

test("reads Japanese with escapes, and English with accents as a second track", () => {
  const escaped = new TextEncoder().encode("1\n00:00:00,000 --> 00:00:01,000\n\u001b$BF|K\\\u001b(B\n");
  expect(decodeSubtitles(escaped, "ja")?.text).toContain("日本");
  const french = Uint8Array.from(file("Déjà vu, mon chéri."), (letter) => letter.charCodeAt(0));
  expect(decodeSubtitles(french, "ja")).toMatchObject({ encoding: "windows-1252", text: file("Déjà vu, mon chéri.") });
});

test("guesses no encoding for bytes that are not text", () => {
  const bytes = Uint8Array.from({ length: 5000 }, (_, at) => (at * at * 31 + (at % 7) * 97) % 256);
  expect(decodeSubtitles(bytes, "ja")).toBeNull();
});
