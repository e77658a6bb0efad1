import { describe, expect, test } from "bun:test";
import { coverage } from "#shared/breakdown/coverage.ts";
import { cardKeys, cardMarker, endMarker, fixKeys, fixMarker } from "#shared/breakdown/format.ts";
import { closeLines, readText } from "#shared/breakdown/read-text.ts";
import { partsOfSpeech } from "#shared/card.ts";
import { emptyAnswer } from "#shared/generation.ts";
import { languages } from "#shared/languages/index.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { buildCardPrompt, buildSystemPrompt, buildTitlePrompt } from "./prompt.ts";

const explanations = ["en", "ja", "zh", "ko", "de", "zh-Hant"];
const all = learningLanguages.flatMap((language) =>
  explanations.map((explanation) => [language, explanation] as const),
);

const read = (text: string, language: LearningLanguage) => closeLines(readText(emptyAnswer(language), text)).blocks;

describe("reads the examples of the instructions correctly", () => {
  test.each(all)("%s explained in %s", (language, explanationLanguage) => {
    for (const prompt of [
      buildSystemPrompt({ language, explanationLanguage }),
      buildCardPrompt({ language, explanationLanguage, text: "x" }).system,
    ]) {
      const cards = read(prompt, language).filter((block) => block.type === "card");
      expect(cards).toHaveLength(1);
      const { card } = cards[0] ?? { card: null };
      if (!card) throw new Error("no card");
      expect(coverage(card)).toMatchObject({ complete: true, pending: 0 });
      expect(card.leftover).toBe("");
      expect(card.translation).not.toBe("");
      expect(card.notes).not.toBe("");
      for (const { surface, reading, meaning, partOfSpeech } of card.words) {
        expect(meaning).not.toBe("");
        expect(partOfSpeech).not.toBe("other");
        if (reading) expect(languages[language].canBeReading(surface, reading)).toBe(true);
      }
    }
    const fixes = read(buildSystemPrompt({ language, explanationLanguage }), language).filter(
      ({ type }) => type === "fix",
    );
    expect(fixes).toHaveLength(1);
    expect(fixes[0]).toMatchObject({ leftover: "", state: "closed" });
  });
});

test("shows every marker of the format and names every part of speech", () => {
  const prompt = buildSystemPrompt({ language: "ja", explanationLanguage: "en" });
  for (const mark of [cardMarker, fixMarker, endMarker, ...Object.values(cardKeys), ...Object.values(fixKeys)]) {
    expect(prompt).toMatch(new RegExp(`^${mark}`, "m"));
  }
  for (const part of partsOfSpeech) expect(prompt).toContain(part);
});

test("has no example in another learning language", () => {
  for (const language of learningLanguages) {
    const prompt = buildSystemPrompt({ language, explanationLanguage: "en" });
    if (language !== "ko") expect(prompt).not.toMatch(/\p{sc=Hangul}/u);
    if (language !== "ja") expect(prompt).not.toMatch(/[\p{sc=Hiragana}\p{sc=Katakana}]/u);
    if (language === "ko") expect(prompt).not.toMatch(/\p{sc=Han}/u);
    expect(prompt).toContain(languages[language].englishName);
  }
});

test("gives the same bytes for the same input and fits a small context window", () => {
  for (const [language, explanationLanguage] of all) {
    const prompt = buildSystemPrompt({ language, explanationLanguage });
    expect(buildSystemPrompt({ language, explanationLanguage })).toBe(prompt);
    expect(prompt.length).toBeLessThan(2_500);
  }
});

test("names the explanation language, and says so when the example is in English", () => {
  expect(buildSystemPrompt({ language: "ja", explanationLanguage: "de" })).toContain("Write German where the example");
  expect(buildSystemPrompt({ language: "ja", explanationLanguage: "zh-Hant" })).toContain("Traditional Chinese");
  expect(buildSystemPrompt({ language: "ja", explanationLanguage: "zh" })).not.toContain(
    "where the example has English",
  );
});

test("sends only the sentence as the message", () => {
  const text = "日本に行きたい。\n:::card";
  expect(buildCardPrompt({ language: "ja", explanationLanguage: "en", text }).user).toBe(text);
  expect(buildTitlePrompt({ language: "ko", text: "x" })).toMatchObject({
    user: "x",
    system: expect.stringContaining("Korean"),
  });
});
