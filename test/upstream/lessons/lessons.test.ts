// About the prepared lessons themselves: tests of the demo, not of the app.
import { createAnalyser } from "#server/languages/index.ts";
import { askToCorrect } from "#server/tasks/correct/prompt.ts";
import { checkFindings } from "#server/tasks/explain/check-findings.ts";
import { askToExplain, buildQuestion } from "#server/tasks/explain/prompt.ts";
import { createFindingReader } from "#server/tasks/explain/finding-reader.ts";
import { questionSystem } from "#server/tasks/question/prompt.ts";
import { askToReadPicture } from "#server/tasks/read-picture/prompt.ts";
import { replySystem } from "#server/tasks/reply/prompt.ts";
import { askForTitle } from "#server/tasks/title/prompt.ts";
import { askAboutWord } from "#server/tasks/word/prompt.ts";
import { allExamples } from "#shared/languages/examples.ts";
import { isWrittenIn, languages } from "#shared/languages/index.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { interfaceLanguages } from "#shared/interface-languages.ts";
import { languageOf } from "#shared/languages/language-tags.ts";
import { dataDir } from "#test/language-data.ts";
import { type ChatRequest } from "#test/upstream/script.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import type { AskedRequest } from "./asked.ts";
import { type CarelessKind, carelessKinds } from "./careless.ts";
import { demoPhrases } from "./demo-phrases.ts";
import { explainedIn, findLesson, lessonsOf, plain } from "./find-lesson.ts";
import { answerFor } from "./index.ts";
import type { Manner } from "./manner.ts";
import { toTokens } from "./to-tokens.ts";
import { uselessKinds } from "./useless.ts";
import { afterAll, describe, expect, test } from "bun:test";

const analyser = createAnalyser(dataDir);
afterAll(() => analyser.close());

const learner = (language: LearningLanguage, explanationLanguage = "en") =>
  ({ language, explanationLanguage, level: "beginner" }) as const;

type Turn = { role: string; content: string };
const says = (content: string): Turn => ({ role: "user", content });
const answers = (content: string): Turn => ({ role: "assistant", content });

async function textOf(
  { system, messages, ...rest }: { system: string; messages: Turn[]; schema?: unknown },
  manner?: Manner,
): Promise<string> {
  const { schema } = rest as { schema?: { schema: object } };
  const request: AskedRequest = {
    system,
    messages: messages.map((turn) => ({ images: [], ...turn })),
    ...(schema && { body: { format: schema.schema } }),
  };
  let text = "";
  for await (const piece of answerFor(request, manner).pieces ?? []) text += piece;
  return text;
}

type Shape = Parameters<typeof askToExplain>[1];
type Explain = { shape?: Shape; explanationLanguage?: string; ask?: Parameters<typeof buildQuestion>[0]["ask"] };

/** The request that the app really sends for a sentence. */
async function toExplain(language: LearningLanguage, sentence: string, more: Explain = {}) {
  const { shape = "lines", explanationLanguage, ask } = more;
  const words = await analyser.analyse(sentence, language);
  const context = { before: ["はい。"], after: ["では、また。"] };
  const question = buildQuestion({
    learner: learner(language, explanationLanguage),
    sentence,
    words,
    ...context,
    ...(ask && { ask }),
  });
  return { words, question, ...askToExplain(question, shape) };
}

const explainedInEnglish = (language: LearningLanguage) =>
  explainedIn(language).filter(({ explanationLanguage }) => explanationLanguage === "en");

describe.each(learningLanguages)("lessons (%s)", (language) => {
  const own = lessonsOf(language);

  test("ask each question once, and include the examples of Start", () => {
    expect(new Set(own.map(({ ask }) => plain(ask))).size).toBe(own.length);
    for (const example of allExamples(language)) expect(findLesson(language, example)).toBeDefined();
  });

  test("have an answer, and a title in the language that is shorter than the app's limit", () => {
    for (const { answer, title } of own) {
      expect(answer).not.toBe("");
      expect({ title, isOwn: isInScript(title, language) }).toEqual({ title, isOwn: true });
      expect(title.length).toBeLessThanOrEqual(24);
    }
  });

  test("include two corrections, two questions in English and a single word", () => {
    const corrected = own.filter((lesson) => lesson.corrected !== undefined);
    expect(corrected).toHaveLength(2);
    for (const lesson of corrected) expect(plain(lesson.corrected ?? "")).not.toBe(plain(lesson.ask));
    expect(own.filter(({ ask }) => !isWrittenIn(ask, language))).toHaveLength(2);
    expect(own.filter(({ ask }) => isWrittenIn(ask, language) && ask.length <= 3)).toHaveLength(1);
  });

  test("explain every sentence of a learner, and one in all other interface languages", () => {
    const sentences = explainedInEnglish(language).map(({ sentence }) => plain(sentence));
    for (const { ask } of own.filter((lesson) => isWrittenIn(lesson.ask, language) && lesson.ask.length > 3))
      expect(sentences.some((sentence) => plain(ask).startsWith(sentence))).toBe(true);
    const [first] = allExamples(language);
    const tags = explainedIn(language)
      .filter(({ sentence }) => sentence === first)
      .map(({ explanationLanguage }) => explanationLanguage);
    const others = interfaceLanguages.filter((tag) => languageOf(tag) !== languageOf(language));
    expect(tags.toSorted()).toEqual(others.toSorted());
  });

  test("give each word of the engine its meaning, once for each place", async () => {
    for (const { sentence, meanings, joins } of explainedIn(language)) {
      const words = await analyser.analyse(sentence, language);
      const surfaces = words.map(({ surface }) => surface);
      const isInOrder = new Set(surfaces).size === surfaces.length;
      const given = meanings.map(({ surface }) => surface);
      expect({ sentence, given: isInOrder ? given : given.toSorted() }).toEqual({
        sentence,
        given: isInOrder ? surfaces : surfaces.toSorted(),
      });
      for (const { meaning } of meanings) expect(meaning).not.toBe("");
      for (const join of joins) expect(surfaces.join(" ")).toContain(join.surfaces.join(" "));
    }
  });

  test("contain one wrong reading and one word that comes late", async () => {
    const meanings = explainedIn(language).flatMap((each) => each.meanings);
    expect(meanings.filter(({ claim }) => claim !== undefined)).toHaveLength(1);
    expect(meanings.filter(({ isLate }) => isLate)).toHaveLength(1);
    const { sentence, ...wrong } = explainedIn(language).find((each) => each.meanings.some(({ claim }) => claim))!;
    const { surface, claim = "" } = wrong.meanings.find((each) => each.claim)!;
    const word = (await analyser.analyse(sentence, language)).find((each) => each.surface === surface)!;
    const { verdict } = await analyser.check(sentence, language, { ...word, reading: claim });
    expect(verdict).toBe("conflict");
  });
});

/** Checks only the script, because a title may be a noun in Han characters that several languages share. */
const isInScript = (title: string, language: LearningLanguage) =>
  [...title.matchAll(/\p{L}/gu)].every(([letter]) => languages[language].script.test(letter));

const otherNames: Record<string, string[]> = { "zh-Hans": ["zh", "zh-CN"], "zh-Hant": ["zh-TW", "zh-HK"] };

describe.each(learningLanguages)("answers (%s)", (language) => {
  const taught = explainedInEnglish(language);
  const chat = (...messages: Turn[]) => textOf({ system: replySystem(learner(language)), messages });
  const question = (...messages: Turn[]) => textOf({ system: questionSystem(learner(language)), messages });
  const untaught = {
    ja: "猫がご飯を食べています。",
    "zh-Hans": "猫在吃饭。",
    "zh-Hant": "貓在吃飯。",
    ko: "고양이가 밥을 먹어요.",
  };

  test("explain a sentence in lines: the translation, each word, expressions, a note", async () => {
    for (const { sentence, translation, meanings, joins, note } of taught) {
      const asked = await toExplain(language, sentence);
      const lines = (await textOf(asked)).split("\n");
      expect(lines[0]).toBe(`0. ${translation}`);
      expect(lines.at(-1)).toBe(`${asked.words.length + 1}. ${note}`);
      for (const [index, { surface }] of asked.words.entries()) {
        const own = lines.filter((line) => line.startsWith(`${index + 1}. `));
        const isLate = meanings.some((meaning) => meaning.surface === surface && meaning.isLate);
        expect(own).toHaveLength(isLate ? 0 : 1);
      }
      expect(lines.filter((line) => /^\d+-\d+\. /.test(line))).toHaveLength(joins.length);
    }
  });

  test("say only what the checks of an explanation take", async () => {
    for (const { sentence, explanationLanguage } of explainedIn(language)) {
      const { question, ...asked } = await toExplain(language, sentence, { explanationLanguage });
      const reader = createFindingReader(question, asked);
      const findings = [...reader.add(await textOf(asked)), ...reader.end()];
      const refused = checkFindings(question, findings).filter(({ reason }) => reason !== null);
      expect({ sentence, refused }).toEqual({ sentence, refused: [] });
    }
  });

  test("explain in the language that the learner asks for, under each of its names", async () => {
    const [first] = allExamples(language);
    for (const { sentence, explanationLanguage, translation: said } of explainedIn(language)) {
      if (sentence !== first) continue;
      for (const tag of [explanationLanguage, ...(otherNames[explanationLanguage] ?? [])])
        expect(await textOf(await toExplain(language, sentence, { explanationLanguage: tag }))).toStartWith(
          `0. ${said}\n`,
        );
    }
  });

  test("explain it as an object when the request has a schema", async () => {
    for (const { sentence, translation, note } of taught) {
      const asked = await toExplain(language, sentence, { shape: "object" });
      const object = JSON.parse(await textOf(asked));
      expect(Object.keys(object)).toHaveLength(asked.words.length + 2);
      expect(object["0 translation"]).toBe(translation);
      expect(object[`${asked.words.length + 1} note`]).toBe(note);
      for (const [index, { surface }] of asked.words.entries())
        expect(object).toHaveProperty(`${index + 1} ${surface}`);
    }
  });

  test("answer a second request with only what it lists", async () => {
    const [{ sentence, translation }] = taught as [(typeof taught)[0]];
    const none = { translation: false, words: [2, 3], note: false };
    const second = await textOf(await toExplain(language, sentence, { ask: none }));
    expect(second.split("\n").map((line) => line.split(" ")[0])).toEqual(["2.", "3."]);
    const only = { translation: true, words: [], note: false };
    expect(await textOf(await toExplain(language, sentence, { ask: only }))).toBe(`0. ${translation}`);
  });

  test("give a late word in the second answer", async () => {
    const late = taught.find(({ meanings }) => meanings.some(({ isLate }) => isLate))!;
    const { surface, meaning } = late.meanings.find(({ isLate }) => isLate)!;
    const { words, ...first } = await toExplain(language, late.sentence);
    const number = words.findIndex((word) => word.surface === surface) + 1;
    expect(await textOf(first)).not.toContain(`\n${number}. `);
    const ask = { translation: false, words: [number], note: false };
    expect(await textOf(await toExplain(language, late.sentence, { ask }))).toBe(`${number}. ${meaning}`);
  });

  test("give the dictionary's meanings and say so when nothing is prepared", async () => {
    const asked = await toExplain(language, untaught[language]);
    const [first = "", ...lines] = (await textOf(asked)).split("\n");
    expect(first).toStartWith("0. (A demonstration");
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      const word = asked.words[Number.parseInt(line, 10) - 1]!;
      expect(asked.messages.at(-1)?.content).toContain(`${word.surface}`);
    }
    const korean = await textOf(await toExplain(language, untaught[language], { explanationLanguage: "ko" }));
    expect(korean).toStartWith("0. (체험판입니다.");
  });

  test("reply to each message and answer each question, whatever their punctuation", async () => {
    for (const { ask, answer } of lessonsOf(language)) {
      const speak = isWrittenIn(ask, language) ? chat : question;
      expect(await speak(says(ask))).toBe(answer);
      expect(await speak(says("やあ"), answers("はい。"), says(` ${ask.replace(/[。？?.]$/, "")} ！`))).toBe(answer);
    }
  });

  test("correct the two sentences with a mistake, and no other", async () => {
    for (const { ask, corrected } of lessonsOf(language).filter((lesson) => isWrittenIn(lesson.ask, language)))
      expect(await textOf(askToCorrect(learner(language), ask))).toBe(
        corrected ?? (ask.length > 3 || findLesson(language, ask) ? "OK" : ""),
      );
    expect(await textOf(askToCorrect(learner(language), untaught[language]))).toContain("Nobody has checked");
  });

  test("explain a word, or pass on what the dictionary says", async () => {
    const { ask, answer } = lessonsOf(language).find(
      (lesson) => isWrittenIn(lesson.ask, language) && lesson.ask.length <= 3,
    )!;
    const entries = [{ reading: "", partOfSpeech: "noun" as const, meanings: ["one", "two"] }];
    expect(await textOf(askAboutWord(learner(language), { word: ask, entries }))).toBe(answer);
    const unknown = await textOf(askAboutWord(learner(language), { word: "謎", entries }));
    expect(unknown).toContain("The dictionary says of 謎: one; two.");
  });

  test("title a conversation by its first message, and read a picture", async () => {
    for (const { ask, title } of lessonsOf(language)) expect(await textOf(askForTitle(language, ask))).toBe(title);
    const { texts } = JSON.parse(await textOf(askToReadPicture(language, "", [])));
    expect(texts).toEqual([allExamples(language)[0]]);
  });

  test("say that it is a demonstration and name messages that have an answer", async () => {
    const unknown = [await question(says("What is your favourite colour?")), await chat(says(untaught[language]))];
    for (const text of unknown) {
      const offered = text.match(/(?<=^- ).+$/gm) ?? [];
      expect(offered).toHaveLength(3);
      for (const ask of offered) expect(findLesson(language, ask)).toBeDefined();
    }
  });

  test("continue an answer where it broke off", async () => {
    const broken = { ask: "demo: break off", answer: await question(says("demo: break off")) };
    for (const { ask, answer } of [...lessonsOf(language), broken]) {
      const half = answer.slice(0, answer.length / 2);
      expect(half + (await chat(says(ask), answers(half), says("Go on.")))).toBe(answer);
    }
  });
});

describe("a careless model", () => {
  const sentence = "昨日友達と映画を見に行きました";

  test.each(carelessKinds)("explains in lines and as an object (%s)", async (kind) => {
    const lines = await toExplain("ja", sentence);
    expect((await textOf(lines, kind)).split("\n").slice(0, 4)).toEqual(firstLines[kind]);
    const object = await toExplain("ja", sentence, { shape: "object" });
    const text = await textOf(object, kind);
    expect(text).not.toBe(await textOf(object));
    expect(Object.keys(JSON.parse(/\{.*\}/s.exec(text)![0]))).toHaveLength(object.words.length + 2);
  });

  test.each(carelessKinds)("answers all other tasks otherwise than a good one (%s)", async (kind) => {
    for (const request of otherTasks()) expect(await textOf(request, kind)).not.toBe(await textOf(request));
  });
});

const translation = "Yesterday I went to see a film with a friend.";
/** The first four lines of an explanation. */
const firstLines: Record<CarelessKind, string[]> = {
  preamble: ["Sure! Here is the answer:", "", `0. ${translation}`, "1. yesterday"],
  bold: ["### Explanation", "", `**0.** **${translation}**`, "**1.** **yesterday**"],
  bullets: [`- 0. ${translation}`, "- 1. yesterday", "- 2. friend", "- 3. with"],
  brackets: [`0) ${translation}`, "1) yesterday", "2) friend", "3) with"],
  "repeated word": [`0. ${translation}`, "1. 昨日: yesterday", "2. 友達: friend", "3. と: with"],
  "wrong numbers": [`0. ${translation}`, "1. yesterday", "1. friend", "2. with"],
  gap: [`0. ${translation}`, "1. yesterday", "2. friend", "3. with"],
  shifted: [`0. ${translation}`, "1. friend", "2. with", "3. film"],
  token: [`0. ${translation}`, "1. yesterday", "2. friend", "3. with"],
  romaji: [`0. ${translation}`, "1. yesterday [kinou]", "2. friend [tomodachi]", "3. with"],
  "other language": [`0. ${translation}`, "1. 이것은 잘 모르겠어요", "2. friend", "3. with"],
  talkative: [`0. ${translation}`, "1. yesterday", "2. friend", "3. with"],
};

describe("a useless model", () => {
  test.each(uselessKinds)("says nothing useful in any task or shape (%s)", async (kind) => {
    const sentence = "昨日友達と映画を見に行きました";
    const explains = [await toExplain("ja", sentence), await toExplain("ja", sentence, { shape: "object" })];
    for (const request of [...explains, ...otherTasks()]) {
      const text = await textOf(request, kind);
      expect(text).not.toContain(translation);
      expect(text).not.toBe(await textOf(request));
    }
  });
});

const otherTasks = () => [
  { system: replySystem(learner("ja")), messages: [says("日本に行きたいです。")] },
  { system: questionSystem(learner("ja")), messages: [says("What is the difference between は and が?")] },
  askToCorrect(learner("ja"), "私は日本語が勉強しています。"),
  askAboutWord(learner("ja"), { word: "映画", entries: [] }),
  askForTitle("ja", "日本に行きたいです。"),
  askToReadPicture("ja", "", []),
];

test("always chooses the same kind for the same question, and several for several", async () => {
  const ask = (content: string) =>
    textOf({ system: replySystem(learner("ja")), messages: [says(content)] }, "careless");
  const asks = lessonsOf("ja").map(({ ask: text }) => text);
  const texts = await Promise.all(asks.map(ask));
  expect(await Promise.all(asks.map(ask))).toEqual(texts);
  expect(texts.filter((text) => text.startsWith("Sure!")).length).toBeLessThan(6);
});

test.each(Object.keys(demoPhrases))(
  "has a reply for a demo phrase, whatever its case and punctuation (%s)",
  (phrase) => {
    const system = questionSystem(learner("ja"));
    const ask = (content: string) => answerFor({ system, messages: [{ images: [], ...says(content) }] });
    const { pieces: _, ...typed } = ask(phrase);
    const { pieces, ...loud } = ask(` ${phrase.toUpperCase().replace(":", "：")}. `);
    expect(loud).toEqual(typed);
    const isPlain = JSON.stringify(typed) === JSON.stringify({ tokensPerSecond: 25 });
    expect(isPlain).toBe(phrase === "demo: thinking" || phrase === "demo: long");
    if (isPlain) expect(pieces).toBeDefined();
  },
);

test("streams a lesson as NDJSON at its pace and breaks off where the script says", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: (asked) => answerFor(asked), speed: 1_000 });
  const post = (system: string, content: string) =>
    fetch(`${upstream.url}/api/chat`, {
      method: "POST",
      body: JSON.stringify({ model: "gemma3:12b", messages: [{ role: "system", content: system }, says(content)] }),
    });
  const reply = await post(replySystem(learner("ko")), "저는 주말에 친구를 만났어요");
  const lines = (await reply.text()).trimEnd().split("\n");
  const parsed = lines.map((line) => JSON.parse(line) as { message: { content: string }; done: boolean });
  expect(parsed.map(({ message }) => message.content).join("")).toBe(lessonsOf("ko")[1]?.answer ?? "");
  expect(parsed.at(-1)?.done).toBe(true);

  const ask = (content: string) => post(questionSystem(learner("ko")), content);
  const broken = await ask("demo: break off");
  await expect(broken.text()).rejects.toThrow();
  const memory = await ask("demo: out of memory");
  expect([memory.status, await memory.text()]).toEqual([500, expect.stringContaining("more system memory")]);
  const missing = await ask("demo: model missing");
  expect([missing.status, await missing.text()]).toEqual([404, '{"error":"model \'gemma3:12b\' not found"}']);
});

test("lists no model in memory while the demo loads one", async () => {
  let load = () => {};
  const ready = new Promise<void>((resolve) => (load = resolve));
  const script = (request: ChatRequest) => ({ ...answerFor(request), loadMs: 0, ready });
  await using upstream = await startUpstream({ protocol: "ollama", script, loaded: ["gemma3:12b"], speed: 1_000 });
  const loaded = async () => (await (await fetch(`${upstream.url}/api/ps`)).json()).models.length;
  expect(await loaded()).toBe(1);
  const messages = [{ role: "system", content: questionSystem(learner("ja")) }, says("demo: loading")];
  const body = JSON.stringify({ model: "gemma3:12b", messages });
  const answer = fetch(`${upstream.url}/api/chat`, { method: "POST", body });
  await upstream.waitForRequest("/api/chat");
  expect(await loaded()).toBe(0);
  load();
  await (await answer).text();
  expect(await loaded()).toBe(1);
});

test("splits text into small tokens without losing any of it", () => {
  expect(toTokens("1 [いきたい] want to go\n")).toEqual([
    "1",
    " ",
    "[",
    "いきた",
    "い",
    "]",
    " want",
    " to",
    " go",
    "\n",
  ]);
  for (const { answer } of learningLanguages.flatMap(lessonsOf)) {
    expect(toTokens(answer).join("")).toBe(answer);
    expect(Math.max(...toTokens(answer).map(({ length }) => length))).toBeLessThan(20);
  }
});
