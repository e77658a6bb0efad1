import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { diffSentences } from "./diff-sentences.ts";

/** `-removed-`, `+added+` */
const shown = (language: LearningLanguage, original: string, corrected: string) =>
  diffSentences(original, corrected, language)
    .map(({ kind, text }) => (kind === "removed" ? `-${text}-` : kind === "added" ? `+${text}+` : text))
    .join("");

describe("a correction", () => {
  test.each<[LearningLanguage, original: string, corrected: string, shown: string]>([
    // a particle
    ["ja", "日本語が勉強しています。", "日本語を勉強しています。", "日本語-が-+を+勉強しています。"],
    ["ja", "友達を会いました。", "友達に会いました。", "友達-を-+に+会いました。"],
    ["ja", "友達をあいました。", "友達にあいました。", "友達-を-+に+あいました。"],
    ["ja", "私学生です。", "私は学生です。", "私+は+学生です。"],
    ["ja", "漢字は難しいだと思います。", "漢字は難しいと思います。", "漢字は難しい-だ-と思います。"],
    // a verb or an adjective
    ["ja", "昨日は寒いでした。", "昨日は寒かったです。", "昨日は-寒いでした-+寒かったです+。"],
    ["ja", "京都に行くました。", "京都に行きました。", "京都に-行くました-+行きました+。"],
    ["ja", "早く寝るました。", "早く寝ました。", "早く-寝るました-+寝ました+。"],
    ["ja", "日本に行くたいです。", "日本に行きたいです。", "日本に-行くたいです-+行きたいです+。"],
    ["ja", "明日、京都に行きました。", "明日、京都に行きます。", "明日、京都に-行きました-+行きます+。"],
    ["ja", "食べるながら話す。", "食べながら話す。", "-食べる-+食べ+ながら話す。"],
    // Chinese characters stay alone, unless they are a part of a word in both sentences
    ["zh-Hans", "我有两个书。", "我有两本书。", "我有两-个-+本+书。"],
    ["zh-Hans", "我不有钱。", "我没有钱。", "我-不-+没+有钱。"],
    ["zh-Hans", "他是很高。", "他很高。", "他-是-很高。"],
    ["zh-Hans", "我见面他。", "我跟他见面。", "我+跟他+见面-他-。"],
    ["zh-Hans", "我学习汉语在大学。", "我在大学学习汉语。", "我+在大学+学习汉语-在大学-。"],
    ["zh-Hant", "我昨天去臺北了三天。", "我昨天去了臺北三天。", "我昨天去+了+臺北-了-三天。"],
    ["zh-Hans", "我很喜欢他的衣服。", "我很喜爱他的衣服。", "我很-喜欢-+喜爱+他的衣服。"],
    // a Korean particle or ending after a clear stem
    ["ko", "친구에게 만났어요.", "친구를 만났어요.", "친구-에게-+를+ 만났어요."],
    ["ko", "도서관에 공부해요.", "도서관에서 공부해요.", "도서관에+서+ 공부해요."],
    // a Korean word
    ["ko", "어제 학교에 가요.", "어제 학교에 갔어요.", "어제 학교에 -가요-+갔어요+."],
    ["ko", "음악을 듣어요.", "음악을 들어요.", "음악을 -듣어요-+들어요+."],
    ["ko", "저는 물을 좋아요.", "저는 물을 좋아해요.", "저는 물을 -좋아요-+좋아해요+."],
    ["ko", "날씨가 춥어요.", "날씨가 추워요.", "날씨가 -춥어요-+추워요+."],
    // a space cannot be seen alone
    ["ko", "저는학생이에요.", "저는 학생이에요.", "-저는학생이에요-+저는 학생이에요+."],
    ["ko", "학교 에서 만나요.", "학교에서 만나요.", "-학교 에서-+학교에서+ 만나요."],
    ["ja", "同じです。", "同じです。", "同じです。"],
    ["ja", "", "はい。", "+はい。+"],
    ["ja", "はい。", "", "-はい。-"],
    ["ja", "👨‍👩‍👧と行く", "👨‍👩‍👦と行く", "-👨‍👩‍👧-+👨‍👩‍👦+と行く"],
  ])("%s: %s → %s", (language, original, corrected, expected) => {
    expect(shown(language, original, corrected)).toBe(expected);
  });

  test("leaves both sentences whole", () => {
    const language = fc.constantFrom<LearningLanguage>("ja", "zh-Hans", "ko");
    const sentence = fc.string({
      unit: fc.constantFrom(...Array.from("いでしたかっ寒です。行ます我在요어가 갔👨‍👩‍👧")),
      maxLength: 20,
    });
    fc.assert(
      fc.property(language, sentence, sentence, (code, original, corrected) => {
        const changes = diffSentences(original, corrected, code);
        const without = (kind: string) => changes.filter((change) => change.kind !== kind).map(({ text }) => text);
        expect(without("added").join("")).toBe(original);
        expect(without("removed").join("")).toBe(corrected);
      }),
    );
  });

  test("does not compare texts with too many changes", () => {
    const [original, corrected] = ["猫が好き。".repeat(500), "犬は嫌い。".repeat(500)];
    expect(diffSentences(original, corrected, "ja")).toEqual([
      { kind: "removed", text: original },
      { kind: "added", text: corrected },
    ]);
    const long = "猫が好き。".repeat(1_000);
    expect(diffSentences(long, `${long}!`, "ja")).toHaveLength(2);
  });
});
