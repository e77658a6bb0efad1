import { describe, expect, test } from "bun:test";
import { estimateTokens } from "#shared/estimate-tokens.ts";
import { languages } from "#shared/languages/index.ts";
import { learningLanguages } from "#shared/languages/types.ts";
import { interfaceLanguages } from "#shared/interface-languages.ts";
import { levels } from "#shared/setting-values.ts";
import { personaNames } from "#shared/tutor/persona-names.ts";
import { personas } from "#shared/tutor/tutor-values.ts";
import { askToCorrect } from "./correct/prompt.ts";
import { questionSystem } from "./question/prompt.ts";
import { askToReadPicture } from "./read-picture/prompt.ts";
import { replySystem } from "./reply/prompt.ts";
import type { Learner } from "./task.ts";
import { askForTitle } from "./title/prompt.ts";
import { askAboutWord } from "./word/prompt.ts";

const learners: Learner[] = learningLanguages.flatMap((language) =>
  levels.flatMap((level) =>
    ["en", "ja", "de"].map((explanationLanguage) => ({ language, level, explanationLanguage })),
  ),
);
const prompts: [task: string, beginning: string, build: (learner: Learner) => string][] = [
  ["reply", "You are a {L} tutor", replySystem],
  ["question", "You answer a question about {L}", questionSystem],
  ["correct", "You correct a {L} sentence", (learner) => askToCorrect(learner, "x").system],
  ["word", "You explain a {L} word", (learner) => askAboutWord(learner, { word: "x", entries: [] }).system],
  ["title", "You write a title in {L}", ({ language }) => askForTitle(language, "x").system],
  ["read-picture", "You read the {L} text in a picture", ({ language }) => askToReadPicture(language, "", []).system],
];

describe.each(prompts)("the instructions for %s", (_task, beginning, build) => {
  test("begin with the words that name the task", () => {
    for (const learner of learners) {
      expect(build(learner)).toStartWith(beginning.replace("{L}", languages[learner.language].englishName));
    }
  });

  test("are short and always the same, so that a server can reuse what it has read", () => {
    for (const learner of learners) {
      const system = build(learner);
      expect(build(learner)).toBe(system);
      expect(estimateTokens(system)).toBeLessThanOrEqual(350);
    }
  });
});

test("names the explanation language in every task that explains", () => {
  const learner: Learner = { language: "ja", explanationLanguage: "de", level: "lower" };
  expect(questionSystem(learner)).toContain("German");
  expect(askAboutWord(learner, { word: "x", entries: [] }).system).toContain("German");
});

test("writes replies in another style at each level", () => {
  for (const language of learningLanguages) {
    const systems = levels.map((level) => replySystem({ language, level, explanationLanguage: "en" }));
    expect(new Set(systems).size).toBe(levels.length);
  }
});

test.each(learningLanguages)("plays each persona under the name that the page shows: %s", (language) => {
  for (const persona of personas.filter((each) => each !== "tutor" && each !== "own")) {
    const tutor = { persona, own: "", goals: "" };
    const system = replySystem({ language, level: "lower", explanationLanguage: "en", tutor });
    expect(system).toContain(`(${personaNames[language][persona]})`);
  }
});

test.each(learningLanguages)("shows the task by turns, among them a right sentence, and then asks: %s", (language) => {
  const { messages, temperature } = askToCorrect({ language }, "x");
  expect(messages.map(({ role }) => role)).toEqual([
    ...Array.from({ length: messages.length - 1 }, (_, index) => (index % 2 ? "assistant" : "user")),
    "user",
  ] as const);
  const answers = messages.filter(({ role }) => role === "assistant").map(({ content }) => content);
  expect(answers.length).toBeGreaterThanOrEqual(3);
  expect(answers).toContain("OK");
  expect(temperature).toBe(0);
  expect(askForTitle(language, "x").messages.at(-1)).toEqual({ role: "user", content: "x" });
});

test("gives a correction more room for a longer sentence", () => {
  const limit = (sentence: string) => askToCorrect({ language: "ja" }, sentence).maxTokens;
  expect(limit("猫")).toBeLessThan(24);
  expect(limit("猫が好きです。".repeat(5))).toBeGreaterThan(100);
});

test("gives a title the beginning of the message and 40 tokens", () => {
  const { messages, maxTokens } = askForTitle("ja", `  ${"👨‍👩‍👧猫".repeat(200)}`);
  expect(maxTokens).toBe(40);
  expect(messages.at(-1)?.content.length).toBeLessThan(600);
});

test.each(learningLanguages)(
  "shows how a word is explained, in the explanation language or not at all: %s",
  (language) => {
    const turns = (explanationLanguage: string, sentence?: string) =>
      askAboutWord(
        { language, explanationLanguage, level: "beginner" },
        { word: "x", entries: [], ...(sentence !== undefined && { sentence }) },
      ).messages.map(({ content }) => content);
    for (const code of interfaceLanguages) {
      expect(turns(code)).toHaveLength(3);
      expect(turns(code)[1]?.split("\n")).toHaveLength(5);
      expect(turns(code)[0]).not.toContain("Sentence");
      expect(turns(code, "y")[0]).toContain("Sentence");
      expect(turns(code, "y")[1]).toEndWith(turns(code)[1]!);
    }
    expect(turns("en-GB")).toEqual(turns("en"));
    expect(turns("de")).toEqual(["x"]);
    expect(turns("zh-TW")).toEqual(turns("zh-Hant"));
    expect(turns("zh-HK")).toEqual(turns("zh-Hant"));
    expect(turns("zh-CN")).toEqual(turns("zh-Hans"));
  },
);

test("gives the dictionary's entries of a word, and its sentence", () => {
  const learner: Learner = { language: "ja", explanationLanguage: "en", level: "beginner" };
  const entries = [
    { reading: "きになる", partOfSpeech: "expression" as const, meanings: ["to be on one's mind", "to be curious"] },
  ];
  const ask = (sentence?: string) =>
    askAboutWord(learner, { word: "気になる", entries, ...(sentence !== undefined && { sentence }) }).messages.at(-1)
      ?.content;
  expect(ask("彼が気になる。")).toBe(
    "気になる [きになる] expression = to be on one's mind; to be curious\nSentence: 彼が気になる。",
  );
  expect(ask()).not.toContain("Sentence");
  expect(askAboutWord(learner, { word: "猫", entries: [] }).messages.at(-1)?.content).toBe("猫");
});
