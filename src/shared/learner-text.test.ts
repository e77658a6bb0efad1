import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { splitLearnerText } from "./learner-text.ts";

/** `[…]` a sentence to press, `{…}` words in the language's fonts, everything else unchanged. */
const shown = (text: string, language: LearningLanguage) =>
  splitLearnerText(text, language)
    .map(({ kind, text: piece }) => (kind === "sentence" ? `[${piece}]` : kind === "run" ? `{${piece}}` : piece))
    .join("");

describe("makes sentences pressable", () => {
  test.each([
    ["ja", "それはよかったですね。何の映画を見ましたか。", "[それはよかったですね。][何の映画を見ましたか。]"],
    ["ja", "Try this: 日本に行きたいです。", "Try this: [日本に行きたいです。]"],
    ["ja", "In one line: 「は」は話題を示します。", "In one line: [「は」は話題を示します。]"],
    ["ja", "はい。\nそうです。", "[はい。]\n[そうです。]"],
    ["zh-Hans", "你吃饭了吗？我还没吃。", "[你吃饭了吗？][我还没吃。]"],
    ["ko", "같이 영화 보러 갈래요? 좋아요!", "[같이 영화 보러 갈래요?] [좋아요!]"],
  ] as const)("%s: %s", (language, text, expected) => {
    expect(shown(text, language)).toBe(expected);
  });
});

describe("does not make words and other languages pressable", () => {
  test.each([
    ["ja", "The particle は marks the topic.", "The particle {は} marks the topic."],
    ["ja", "Say 猫 or 犬, both work.", "Say {猫} or {犬}, both work."],
    ["zh-Hans", "日本に行きたいです。", "{日本}に{行}きたいです。"],
    ["ja", "這裡的「に」表示目的地。", "這裡的「に」表示目的地。"],
    ["ja", "你也可以說：\n東京へ行きます。", "你也可以說：\n[東京へ行きます。]"],
    ["ko", "Nothing Korean here.", "Nothing Korean here."],
    ["ja", "", ""],
  ] as const)("%s: %s", (language, text, expected) => {
    expect(shown(text, language)).toBe(expected);
  });
});

test("loses no letter of any text", () => {
  const alphabet = fc.constantFrom(...Array.from("日本に行きたい。「」 abc,.\n🌸한국어！？1𠮷e\u0301"));
  const any = fc.oneof(fc.string(), fc.string({ unit: alphabet, maxLength: 60 }));
  fc.assert(
    fc.property(any, fc.constantFrom(...learningLanguages), (text, language) => {
      expect(
        splitLearnerText(text, language)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
    }),
  );
});
