import { describe, expect, test } from "bun:test";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import type { Word } from "#shared/card.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { levels } from "#shared/setting-values.ts";
import { pickExample } from "./example.ts";
import { askToExplain, buildQuestion } from "./prompt.ts";
import type { ExplainQuestion } from "./question.ts";
import { createExplainReader } from "./reader.ts";

/** A word of a sentence: surface, the first meaning of the dictionary, the readings if they are open. */
type Given = [surface: string, meaning: string, candidates?: string[]];

/** Eight words, one of them open, and a sentence before and after. */
const sentences: Record<LearningLanguage, { before: string; after: string; words: Given[] }> = {
  ja: {
    before: "週末は暇だった。",
    after: "とても面白かった。",
    words: [
      ["昨日", "yesterday", ["きのう", "さくじつ"]],
      ["友達", "friend"],
      ["と", ""],
      ["映画", "movie"],
      ["を", ""],
      ["見", "to see"],
      ["に", ""],
      ["行きました", "to go"],
    ],
  },
  "zh-Hans": {
    before: "周末我有空。",
    after: "电影很有意思。",
    words: [
      ["我", "I"],
      ["昨天", "yesterday"],
      ["还", "still; to give back", ["hái", "huán"]],
      ["跟", "with"],
      ["朋友", "friend"],
      ["看", "to look at"],
      ["了", ""],
      ["电影", "movie"],
    ],
  },
  "zh-Hant": {
    before: "週末我有空。",
    after: "電影很有意思。",
    words: [
      ["我", "I"],
      ["昨天", "yesterday"],
      ["還", "still; to give back", ["hái", "huán"]],
      ["跟", "with"],
      ["朋友", "friend"],
      ["看", "to look at"],
      ["了", ""],
      ["電影", "movie"],
    ],
  },
  ko: {
    before: "주말에 시간이 있었어요.",
    after: "정말 재미있었어요.",
    words: [
      ["어제", "yesterday"],
      ["공원", "park"],
      ["에서", ""],
      ["친구", "friend"],
      ["와", ""],
      ["잠자리", "dragonfly; bed", ["잠자리", "잠짜리"]],
      ["를", ""],
      ["봤어요", "to see"],
    ],
  },
};

function toWord([surface, meaning, candidates = []]: Given): Word {
  const state = candidates.length > 0 ? "open" : "known";
  const dictionaryMeanings = meaning === "" ? [] : meaning.split("; ");
  const partOfSpeech = meaning === "" ? ("particle" as const) : ("noun" as const);
  const common = { start: 0, end: surface.length, verdict: "unchecked" as const, partOfSpeech };
  return { surface, ...common, reading: candidates[0] ?? "", state, candidates, meaning: "", dictionaryMeanings };
}

type More = { explanationLanguage?: string; ask?: ExplainQuestion["ask"]; level?: (typeof levels)[number] };

function questionFor(language: LearningLanguage, { explanationLanguage = "en", ask, level = "beginner" }: More = {}) {
  const { before, after, words } = sentences[language];
  return buildQuestion({
    learner: { language, explanationLanguage, level },
    sentence: words.map(([surface]) => surface).join(language === "ko" ? " " : ""),
    words: words.map(toWord),
    before: ["An earlier sentence.", before],
    after: [after, "A later sentence."],
    lookUp: (word) => ({
      candidates: word.candidates.map((reading, index) => {
        return { reading, meanings: (word.dictionaryMeanings ?? []).slice(index, index + 1) };
      }),
    }),
    ...(ask && { ask }),
  });
}

const tokensOf = ({ system, messages }: ReturnType<typeof askToExplain>) =>
  [system, ...messages.map(({ content }) => content)].reduce((sum, text) => sum + countTokens(text), 0);
const withoutMeanings = (question: ExplainQuestion): ExplainQuestion => ({
  ...question,
  words: question.words.map((word) => ({ ...word, meanings: [] })),
});

/** The explanation languages with an example, and one without. */
const explanationLanguages = ["en", "ja", "zh-Hans", "zh-Hant", "ko", "de"];

describe.each(learningLanguages)("a question about a sentence of eight words: %s", (language) => {
  test("stays within the bars for tokens in every explanation language", () => {
    for (const explanationLanguage of explanationLanguages) {
      const question = questionFor(language, { explanationLanguage });
      const ask = askToExplain(question, "lines");
      expect(tokensOf(ask)).toBeLessThanOrEqual(330);
      expect(countTokens(ask.system)).toBeLessThanOrEqual(100);
    }
    expect(tokensOf(askToExplain(withoutMeanings(questionFor(language)), "lines"))).toBeLessThanOrEqual(260);
  });

  test("adds at most 90 tokens to what a server has read, without the dictionary's meanings", () => {
    const last = askToExplain(withoutMeanings(questionFor(language)), "lines").messages.at(-1);
    expect(countTokens(last?.content ?? "")).toBeLessThanOrEqual(90);
  });

  test("has the same front for every sentence and every request of a learner", () => {
    for (const level of levels) {
      const whole = askToExplain(questionFor(language, { level }), "lines");
      const other = askToExplain(
        { ...questionFor(language, { level }), sentence: "x", before: [], after: [] },
        "lines",
      );
      const again = askToExplain(
        questionFor(language, { level, ask: { translation: false, words: [2], note: false } }),
        "object",
      );
      for (const ask of [other, again]) {
        expect(ask.system).toBe(whole.system);
        expect(ask.messages.slice(0, -1)).toEqual(whole.messages.slice(0, -1));
      }
    }
  });

  test("shows an example with a line for each word, in every explanation language", () => {
    for (const explanationLanguage of explanationLanguages) {
      const { words, dictionary, meanings, note, translation, isOwn } = pickExample(language, explanationLanguage);
      expect(meanings).toHaveLength(words.length);
      expect(dictionary).toHaveLength(words.length);
      expect([note, translation]).not.toContain("");
      expect(translation).not.toStartWith(meanings[0] ?? ""); // Gemma 3 270M then goes on with line 2
      expect(isOwn).toBe(explanationLanguage !== "de");
    }
  });
});

test("lists the context, the sentence and its words with readings and meanings", () => {
  const { messages, temperature } = askToExplain(questionFor("zh-Hans"), "lines");
  expect(temperature).toBe(0);
  expect(messages.at(-1)?.content).toBe(
    [
      "Before: 周末我有空。",
      "After: 电影很有意思。",
      "0. 我昨天还跟朋友看了电影",
      "1. 我 = I",
      "2. 昨天 = yesterday",
      "3. 还 [hái|huán] = still; to give back",
      "4. 跟 = with",
      "5. 朋友 = friend",
      "6. 看 = to look at",
      "7. 了 = particle",
      "8. 电影 = movie",
      "9. grammar note",
    ].join("\n"),
  );
});

test("asks again only for what is missing, and not in the same way", () => {
  const ask = { translation: false, words: [2, 7], note: false };
  const { messages, temperature } = askToExplain(questionFor("ja", { ask }), "lines");
  expect(temperature).toBe(0.6);
  expect(messages.at(-1)?.content.split("\n").slice(2)).toEqual([
    "Only these lines:",
    "昨日友達と映画を見に行きました",
    "2. 友達 = friend",
    "7. に = particle",
  ]);
});

test("asks with ? for the reading of a word that the engine cannot read", () => {
  const question = questionFor("ja");
  const words = question.words.map(({ word }) => word);
  const unread = buildQuestion({
    learner: question,
    sentence: question.sentence,
    words: words.map((word) => ({ ...word, state: "none" as const, candidates: [] })),
  });
  const lines = askToExplain(unread, "lines").messages.at(-1)?.content;
  expect(lines).toContain("2. 友達 [?] = friend");
  expect(lines).toContain("3. と = particle\n");
});

test("asks for an object with a key for each line that is missing", () => {
  const keysOf = (more?: More) => {
    const { schema } = askToExplain(questionFor("ko", more), "object");
    return schema?.schema.required;
  };
  expect(keysOf()).toEqual([
    "0 translation",
    "1 어제",
    "2 공원",
    "3 에서",
    "4 친구",
    "5 와",
    "6 잠자리",
    "7 를",
    "8 봤어요",
    "9 note",
  ]);
  expect(keysOf({ ask: { translation: false, words: [3], note: false } })).toEqual(["3 에서"]);
});

test("gives a longer answer more room", () => {
  const limit = (ask: ExplainQuestion["ask"]) => askToExplain(questionFor("ja", { ask }), "lines").maxTokens;
  const all = limit({ translation: true, words: [1, 2, 3, 4, 5, 6, 7, 8], note: true });
  expect(all).toBeGreaterThan(limit({ translation: false, words: [1], note: false }) + 200);
  expect(all).toBeLessThan(500);
});

test("gives short meanings, one for each open reading, and none for a particle", () => {
  const [first, ...rest] = sentences.ja.words.map(toWord);
  const long = { ...first!, state: "known" as const, dictionaryMeanings: ["to eat (a meal), to have", "to live on"] };
  const particle = { ...first!, partOfSpeech: "particle" as const };
  const { words } = buildQuestion({ learner: questionFor("ja"), sentence: "", words: [long, particle, ...rest] });
  expect(words.map(({ meanings }) => meanings).slice(0, 3)).toEqual([["to eat"], [], ["friend"]]);
});

test.each(learningLanguages)(
  "takes the example's answer when the learner's sentence is the example: %s",
  (language) => {
    const { sentence, words, translation, meanings, note } = pickExample(language, "en");
    const question = buildQuestion({
      learner: { language, explanationLanguage: "en", level: "beginner" },
      sentence,
      words: words.map((word) => toWord([word.replace(/ .*/, ""), ""])),
    });
    const reader = createExplainReader(question);
    const answer = [translation, ...meanings, note].map((line, number) => `${number}. ${line}`).join("\n");
    const found = [...reader.add(`${answer}\n`), ...reader.end()];
    expect(found[0]).toEqual({ type: "translation", text: translation });
    expect(found).toHaveLength(words.length + 2);
  },
);
