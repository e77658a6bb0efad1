import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { type Piece, splitLearnerText } from "./learner-text.ts";

/** `[…]` a sentence to press, `{…}` words in the language's fonts, everything else unchanged. */
const shown = (text: string, language: LearningLanguage) => shownPieces(splitLearnerText(text, language));
const shownPieces = (pieces: readonly Piece[]) =>
  pieces
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
    ["ja", "彼は「行きます。」と言いました。そうですか。", "[彼は「行きます。」と言いました。][そうですか。]"],
    ["ja", "「え？本当？」と聞かれた。", "[「え？本当？」と聞かれた。]"],
    ["ja", "「行きます。明日も来ます。」", "[「行きます。明日も来ます。」]"],
    ["ja", "「行きます。」彼は出た。", "[「行きます。」][彼は出た。]"],
    ["ja", "「まだ閉じない。次の行\nです。", "[「まだ閉じない。次の行]\n[です。]"],
    ["zh-Hans", "“你好！”他说。我走了。", "[“你好！”他说。][我走了。]"],
    ["zh-Hant", "他說：「我不去。你呢？」我說好。", "[他說：「我不去。你呢？」我說好。]"],
    ["ko", "“내일 가요.”라고 했어요. 그래요.", "[“내일 가요.”라고 했어요.] [그래요.]"],
    ["ja", "A：こんにちは。\nB：はい、元気です。", "A：[こんにちは。]\nB：[はい、元気です。]"],
    ["ja", "1、食べます。\n（2）飲みます。\n①行きます。", "1、[食べます。]\n（2）[飲みます。]\n①[行きます。]"],
    ["ja", "- 食べます。\n– 飲みます。\n-5度です。", "- [食べます。]\n– [飲みます。]\n[-5度です。]"],
    ["ja", "3、4日かかります。", "[3、4日かかります。]"],
    ["ja", "Google Maps を使って駅まで歩いて行きます。", "[Google Maps を使って駅まで歩いて行きます。]"],
    ["ja", "日本に行きたいです。(Nihon ni ikitai desu.)", "[日本に行きたいです。](Nihon ni ikitai desu.)"],
    ["ja", "昨日 (kinou) は寒かったですね。", "[昨日 (kinou) は寒かったですね。]"],
    ["ja", "日本に行きたいです (Nihon ni ikitai desu)。", "[日本に行きたいです] (Nihon ni ikitai desu)。"],
    ["ja", "To say it: 昨日りんごを食べました。 It is past.", "To say it: [昨日りんごを食べました。] It is past."],
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

describe("tells text about a language from the language, if both have Chinese characters", () => {
  test.each([
    ["ja", "zh-Hant", "「に」表示目的地。", "{「に」}表示目的地。"],
    ["ja", "zh-Hant", "我去東京。", "我去東京。"],
    ["ja", "zh-Hant", "東京へ行きます。", "[東京へ行きます。]"],
    [
      "ja",
      "zh-Hant",
      "動詞連用形 + に + 行く 表示去做某件事：見に行く「去看」，食べに行く「去吃」。",
      "動詞連用形 + {に} + {行く} 表示去做某件事：{見に行く}「去看」，{食べに行く}「去吃」。",
    ],
    [
      "ja",
      "zh-Hans",
      "动词连用形 + に + 行く 表示去做某事：見に行く“去看”，食べに行く“去吃”。",
      "动词连用形 + {に} + {行く} 表示去做某事：{見に行く}“去看”，{食べに行く}“去吃”。",
    ],
    ["ja", "zh-Hans", "时间がありません。", "[时间がありません。]"],
    ["ja", "zh-Hant", "政府は経済対策を決定した。", "[政府は経済対策を決定した。]"],
    ["ja", "zh-Hans", "に：表示到达的地点", "{に}：表示到达的地点"],
    ["ja", "zh-Hant", "你可以說：\n映画を見ました。\n看了電影。", "你可以說：\n[映画を見ました。]\n看了電影。"],
    ["zh-Hant", "ja", "「了」は完了を表します。", "「{了}」は完了を表します。"],
    ["zh-Hant", "ja", "我吃飯了。\nご飯を食べました。", "[我吃飯了。]\nご飯を食べました。"],
    ["ja", "ja", "時間厳守。", "[時間厳守。]"],
    ["ja", "en", "時間厳守。", "[時間厳守。]"],
    ["ko", "zh-Hant", "「같이」是「一起」的意思。", "{「같이」}是「一起」的意思。"],
  ] as const)("%s in %s: %s", (language, about, text, expected) => {
    const pieces = splitLearnerText(text, language, about);
    expect(shownPieces(pieces)).toBe(expected);
    expect(pieces.map((piece) => piece.text).join("")).toBe(text);
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
