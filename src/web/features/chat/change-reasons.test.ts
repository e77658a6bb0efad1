import { afterAll, expect, setDefaultTimeout, test } from "bun:test";
import type { z } from "zod";
import type { analysisSchema } from "#shared/analysis.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { openApp } from "#test/open-app.ts";
import { reasonsOf, toEdits } from "./change-reasons.ts";
import { diffSentences } from "./diff-sentences.ts";

setDefaultTimeout(30_000); // dictionaries load here, while the machine may be busy

const app = await openApp();
afterAll(() => app[Symbol.asyncDispose]());

/** `removed→added: reasons`, with the words of the engine. */
async function explained(language: LearningLanguage, original: string, corrected: string): Promise<string[]> {
  const { texts } = await app.json<z.infer<typeof analysisSchema>>("POST", "/api/analyse", {
    language,
    texts: [original, corrected],
  });
  const edits = toEdits(diffSentences(original, corrected, language));
  const words = { original: texts[0]!.words, corrected: texts[1]!.words, language };
  return edits.map((edit) => `${edit.removed}→${edit.added}: ${reasonsOf(edit, edits, words).join(", ")}`);
}

test.each<[LearningLanguage, original: string, corrected: string, reasons: string[]]>([
  ["ja", "日本語が勉強しています。", "日本語を勉強しています。", ["が→を: particle"]],
  ["ja", "友達を会いました。", "友達に会いました。", ["を→に: particle"]],
  ["ja", "私学生です。", "私は学生です。", ["→は: particle"]],
  ["ja", "東京に住んでです。", "東京に住んでいます。", ["んでです→んでいます: ending"]],
  ["ja", "昨日は寒いでした。", "昨日は寒かったです。", ["寒いでした→寒かったです: ending"]],
  ["ja", "京都に行くました。", "京都に行きました。", ["行くました→行きました: ending"]],
  ["ja", "明日、京都に行きました。", "明日、京都に行きます。", ["行きました→行きます: tense"]],
  ["ja", "先生、明日来る？", "先生、明日来ますか？", ["来る→来ますか: politeness"]],
  ["ja", "昨日映画を見る。", "昨日映画を見ました。", ["見る→見ました: tense, politeness"]],
  ["ja", "漢字は難しいだと思います。", "漢字は難しいと思います。", ["だ→: ending"]],
  ["ja", "友達に合いました。", "友達に会いました。", ["合→会: character"]],
  ["ja", "毎日水を食べます。", "毎日水を飲みます。", ["食べます→飲みます: word"]],
  ["ja", "コーヒが好きです。", "コーヒーが好きです。", ["コーヒ→コーヒー: spelling"]],
  ["zh-Hans", "我学习汉语在大学。", "我在大学学习汉语。", ["→在大学: order", "在大学→: order"]],
  ["zh-Hans", "明天我在来。", "明天我再来。", ["在→再: character"]],
  ["zh-Hans", "我想卖一本书。", "我想买一本书。", ["卖→买: character"]],
  ["zh-Hans", "他跑的很快。", "他跑得很快。", ["的→得: particle"]],
  ["zh-Hans", "他是很高。", "他很高。", ["是→: extra"]],
  ["zh-Hans", "我不有钱。", "我没有钱。", ["不→没: word"]],
  ["ko", "친구에게 만났어요.", "친구를 만났어요.", ["에게→를: particle"]],
  ["ko", "도서관에 공부해요.", "도서관에서 공부해요.", ["→서: particle"]],
  ["ko", "어제 학교에 가요.", "어제 학교에 갔어요.", ["가요→갔어요: tense"]],
  ["ko", "선생님, 어디 가?", "선생님, 어디 가세요?", ["가→가세요: politeness"]],
  ["ko", "음악을 듣어요.", "음악을 들어요.", ["듣어요→들어요: ending"]],
  ["ko", "날씨가 춥어요.", "날씨가 추워요.", ["춥어요→추워요: ending"]],
  ["ko", "김치찌게를 먹었어요.", "김치찌개를 먹었어요.", ["찌게를→찌개를: spelling"]],
  ["ko", "이 옷은 너무 비싸다. 하지만 예뻐요.", "이 옷은 너무 비싸요. 하지만 예뻐요.", ["다→요: politeness"]],
  ["ja", "私は元気だ。", "私は元気です。", ["だ→です: politeness"]],
  ["ja", "昨日は雨です。", "昨日は雨でした。", ["です→でした: tense"]],
  ["ja", "私わ学生です。", "私は学生です。", ["わ→は: particle"]],
  ["zh-Hans", "我有两个书。", "我有两本书。", ["个→本: word"]],
  ["zh-Hant", "我昨天去臺北了三天。", "我昨天去了臺北三天。", ["→了: order", "了→: order"]],
  ["ko", "저는학생이에요.", "저는 학생이에요.", ["저는학생이에요→저는 학생이에요: spelling"]],
  ["ko", "저는 물을 좋아요.", "저는 물을 좋아해요.", ["좋아요→좋아해요: word"]],
])("%s: %s → %s", async (language, original, corrected, reasons) => {
  expect(await explained(language, original, corrected)).toEqual(reasons);
});
