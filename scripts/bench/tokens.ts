import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { createAnalyser } from "#server/languages/index.ts";
import { askToExplain, buildQuestion } from "#server/tasks/explain/prompt.ts";
import type { ExplainQuestion } from "#server/tasks/explain/question.ts";
import { answerFor } from "#test/upstream/lessons/index.ts";
import { type Row, toRow } from "./rows.ts";

/** A sentence of eight words, two readings that fit its second word, and the sentences before and after it. */
const sentences: Record<LearningLanguage, { sentence: string; readings: string[]; before: string; after: string }> = {
  ja: {
    sentence: "昨日友達と映画を見に行きました",
    readings: ["ともだち", "ともたち"],
    before: "週末は暇だった。",
    after: "とても面白かったです。",
  },
  "zh-Hans": {
    sentence: "我昨天跟朋友去看电影了。",
    readings: ["zuótiān", "zuòtiān"],
    before: "周末我有空。",
    after: "电影很有意思。",
  },
  "zh-Hant": {
    sentence: "我昨天跟朋友去看電影了。",
    readings: ["zuótiān", "zuòtiān"],
    before: "週末我有空。",
    after: "電影很有意思。",
  },
  ko: {
    sentence: "어제 친구와 같이 영화를 보러 갔어요.",
    readings: ["친구", "칭구"],
    before: "주말에 시간이 있었어요.",
    after: "정말 재미있었어요.",
  },
};
/** Those with an example in the prompt. */
const explanationLanguages = ["en", "ja", "zh-Hans", "zh-Hant", "ko"];

/** Counts the tokens (o200k_base) of questions to explain a sentence. `outside the cache`: all after the instructions and the example. */
export async function measureTokens(): Promise<Row[]> {
  const analyser = createAnalyser("dist/data");
  const rows: Row[] = [];
  for (const language of learningLanguages) {
    const { sentence, readings, before, after } = sentences[language];
    const words = (await analyser.analyse(sentence, language)).map((word, index) =>
      index === 1 ? { ...word, state: "open" as const, candidates: readings } : word,
    );
    for (const explanationLanguage of explanationLanguages) {
      const learner = { language, explanationLanguage, level: "beginner" as const };
      const question = buildQuestion({ learner, sentence, words, before: [before], after: [after] });
      const alone = buildQuestion({ learner, sentence, words });
      const name = `explain ${words.length} words, ${language} in ${explanationLanguage}`;
      // in other languages the example is longer, and the app always has meanings to give
      if (explanationLanguage === "en")
        rows.push(
          toRow(`${name}: answer`, answerTokens(question), "tokens", { atMost: 65 }),
          toRow(`${name}: prompt`, tokensOf(withoutMeanings(question)).all, "tokens", { atMost: 260 }),
        );
      rows.push(
        toRow(`${name}: prompt with meanings`, tokensOf(question).all, "tokens", { atMost: 330 }),
        toRow(`${name}: outside the cache`, tokensOf(withoutMeanings(question)).last, "tokens", { atMost: 90 }),
        toRow(`${name}: the same with meanings, without context`, tokensOf(alone).last, "tokens", { atMost: 90 }),
      );
    }
  }
  analyser.close();
  return rows;
}

function tokensOf(question: ExplainQuestion) {
  const { system, messages } = askToExplain(question, "lines");
  const counts = [system, ...messages.map(({ content }) => content)].map((text) => countTokens(text));
  return { all: counts.reduce((sum, count) => sum + count, 0), last: counts.at(-1) ?? 0 };
}

const withoutMeanings = (question: ExplainQuestion): ExplainQuestion => ({
  ...question,
  words: question.words.map((word) => ({ ...word, meanings: [] })),
});

/** The answer of the scripted good model, which has a note. */
function answerTokens(question: ExplainQuestion): number {
  const { system, messages } = askToExplain(question, "lines");
  const { pieces = [] } = answerFor({ system, messages: messages.map((message) => ({ ...message, images: [] })) });
  if (Symbol.asyncIterator in pieces) throw new Error("A prepared answer has no pace of its own.");
  return countTokens([...pieces].join(""));
}
