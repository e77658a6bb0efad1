// About the prepared lessons themselves: tests of the demo, not of the app.
import { buildCardPrompt, buildSystemPrompt, buildTitlePrompt } from "#server/breakdown/prompt.ts";
import { createAnalyser } from "#server/languages/index.ts";
import { type Block } from "#shared/answer.ts";
import { closeLines, readText } from "#shared/breakdown/read-text.ts";
import { type Card, partsOfSpeech } from "#shared/card.ts";
import { emptyAnswer } from "#shared/generation.ts";
import { isWrittenIn, languages } from "#shared/languages/index.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { type ChatRequest } from "#test/upstream/script.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { demoPhrases } from "./demo-phrases.ts";
import { cardsIn, findLesson, lessons, plain } from "./find-lesson.ts";
import { answerFor } from "./index.ts";
import { type Lesson } from "./lesson.ts";
import { toTokens } from "./to-tokens.ts";
import { afterAll, describe, expect, test } from "bun:test";
import { dataDir } from "#test/language-data.ts";

describe.each(learningLanguages)("lessons (%s)", (language) => {
  const own = lessons[language];

  test("are twelve, ask each question once, and include the examples of the empty page", () => {
    expect(own).toHaveLength(12);
    expect(new Set(own.map(({ ask }) => plain(ask))).size).toBe(12);
    for (const example of languages[language].examples) expect(findLesson(language, example)).toBeDefined();
  });

  test("have titles in the language, shorter than the app's limit", () => {
    for (const { title } of own) {
      expect({ title, isOwn: isInScript(title, language) }).toEqual({ title, isOwn: true });
      expect(title.length).toBeLessThanOrEqual(24);
    }
  });

  test.each(own.map((lesson) => [lesson.ask, lesson] as const))("%s", (_, lesson) => {
    const blocks = read(lesson.answer, language);
    const cards = blocks.flatMap((block) => (block.type === "card" ? [block.card] : []));
    expect(cards.map(({ text }) => text)).toEqual(cardsIn(lesson.answer).map(({ sentence }) => sentence));
    for (const card of cards) {
      expect(card.leftover).toBe("");
      expect(card.translation).not.toBe("");
      expect(card.notes).not.toBe("");
      expect(isWrittenIn(card.text, language)).toBe(true);
      expect(card.words.map(({ surface }) => surface)).toEqual(rowsOf(lesson, card).map(([surface]) => surface ?? ""));
      expect(uncovered(card)).toBe(lesson.skipped ?? "");
      for (const word of card.words) expect(word.meaning).not.toBe("");
    }
    for (const [, , part] of cards.flatMap((card) => rowsOf(lesson, card)))
      expect(partsOfSpeech as readonly unknown[]).toContain(part);
    for (const block of blocks) if (block.type === "fix") checkFix(block, lesson);
    for (const block of blocks) if (block.type === "text") expect(block.text).not.toContain(":::");
  });

  test("include two corrections, a wrong reading, a missing word and two questions in English", () => {
    const count = (is: (lesson: Lesson) => unknown) => own.filter(is).length;
    expect(count(({ answer }) => answer.includes(":::fix"))).toBe(2);
    expect(count(({ misread }) => misread)).toBe(1);
    expect(count(({ skipped }) => skipped)).toBe(1);
    expect(count(({ ask }) => !isWrittenIn(ask, language))).toBe(2);
    for (const { misread, answer } of own) {
      if (misread) expect(answer).toContain(`\n${misread.surface} | ${misread.reading} | `);
    }
  });
});

function read(answer: string, language: LearningLanguage): Block[] {
  return closeLines(readText(emptyAnswer(language), answer)).blocks;
}

/** The rows as written, before the reader parses them. */
function rowsOf({ answer }: Lesson, { text }: Card): string[][] {
  const block = cardsIn(answer).find(({ sentence }) => sentence === text)?.block ?? "";
  const rows = block.split("\n").filter((line) => line.includes(" | "));
  return rows.map((row) => row.split(" | "));
}

function uncovered({ text, words }: Card): string {
  const rest = words.map(({ end }, index) => text.slice(end, words[index + 1]?.start));
  return plain(text.slice(0, words[0]?.start) + rest.join(""));
}

function checkFix({ original, corrected, reason, leftover }: Extract<Block, { type: "fix" }>, { ask }: Lesson) {
  expect(original).toBe(ask);
  expect(corrected).not.toBe(original);
  expect(reason).not.toBe("");
  expect(leftover).toBe("");
}

/** Checks only the script, because a title may be a noun in Han characters that several languages share. */
const isInScript = (title: string, language: LearningLanguage) =>
  [...title.matchAll(/\p{L}/gu)].every(([letter]) => languages[language].script.test(letter));

type Turn = { role: string; content: string; images: string[] };
const learner = (content: string): Turn => ({ role: "user", content, images: [] });
const tutor = (content: string): Turn => ({ role: "assistant", content, images: [] });

describe.each(learningLanguages)("answers (%s)", (language) => {
  const chat = (...messages: Turn[]) =>
    textOf({ system: buildSystemPrompt({ language, explanationLanguage: "ja" }), messages });

  test("answers the question of each lesson, whatever its punctuation", async () => {
    for (const { ask, answer } of lessons[language]) {
      expect(await chat(learner(ask))).toBe(answer);
      expect(await chat(learner("やあ"), tutor("はい。"), learner(` ${ask.replace(/[。？?.]$/, "")} ！`))).toBe(answer);
    }
  });

  test("answers a card request with only that card", async () => {
    for (const { sentence, block } of lessons[language].flatMap(({ answer }) => cardsIn(answer))) {
      const { system, user } = buildCardPrompt({ language, explanationLanguage: "en", text: sentence });
      expect(await textOf({ system, messages: [learner(user)] })).toBe(block);
    }
    const { system, user } = buildCardPrompt({ language, explanationLanguage: "en", text: "謎謎謎" });
    expect(await textOf({ system, messages: [learner(user)] })).toContain("no prepared card");
  });

  test("gives a conversation the title of its first lesson", async () => {
    for (const { ask, answer, title } of lessons[language]) {
      const prompt = buildTitlePrompt({ language, text: `learner: ${ask}\ntutor: ${answer}` });
      expect(await textOf({ system: prompt.system, messages: [learner(prompt.user)] })).toBe(title);
    }
  });

  test("says that it is a demonstration and names three of its sentences when it has no answer", async () => {
    const offered = (await chat(learner("What is your favourite colour?"))).match(/(?<=^- ).+$/gm) ?? [];
    expect(offered).toHaveLength(3);
    for (const sentence of offered) expect(await chat(learner(sentence))).toContain(":::card");
  });

  test("continues an answer where it broke off", async () => {
    const broken = { ask: "demo: break off", answer: sampleOf(language) };
    for (const { ask, answer } of [...lessons[language], broken]) {
      const half = answer.slice(0, answer.length / 2);
      expect(half + (await chat(learner(ask), tutor(half), learner("Go on.")))).toBe(answer);
    }
  });
});

test.each(Object.keys(demoPhrases))(
  "has a reply for a demo phrase, whatever its case and punctuation (%s)",
  (phrase) => {
    const system = buildSystemPrompt({ language: "ja", explanationLanguage: "en" });
    const { pieces: _, ...typed } = answerFor({ system, messages: [learner(phrase)] });
    const { pieces, ...loud } = answerFor({
      system,
      messages: [learner(` ${phrase.toUpperCase().replace(":", "：")}. `)],
    });
    expect(loud).toEqual(typed);
    const isPlain = JSON.stringify(typed) === JSON.stringify({ tokensPerSecond: 25 });
    expect(isPlain).toBe(phrase === "demo: thinking" || phrase === "demo: long");
    if (isPlain) expect(pieces).toBeDefined();
  },
);

test("streams a lesson as NDJSON at its pace and breaks off where the script says", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: answerFor, speed: 1_000 });
  const system = { role: "system", content: buildSystemPrompt({ language: "ko", explanationLanguage: "en" }) };
  const ask = (content: string) =>
    fetch(`${upstream.url}/api/chat`, {
      method: "POST",
      body: JSON.stringify({ model: "gemma3:12b", messages: [system, { role: "user", content }] }),
    });
  const lines = (await (await ask("저는 주말에 친구를 만났어요")).text()).trimEnd().split("\n");
  const parsed = lines.map((line) => JSON.parse(line) as { message: { content: string }; done: boolean });
  expect(parsed.map(({ message }) => message.content).join("")).toBe(lessons.ko[1]?.answer ?? "");
  expect(parsed.at(-1)?.done).toBe(true);

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
  const messages = [{ role: "user", content: "demo: loading" }];
  const body = JSON.stringify({ model: "gemma3:12b", messages });
  const answer = fetch(`${upstream.url}/api/chat`, { method: "POST", body });
  await upstream.waitForRequest("/api/chat");
  expect(await loaded()).toBe(0);
  load();
  await (await answer).text();
  expect(await loaded()).toBe(1);
});

test("splits text into small tokens without losing any of it", () => {
  expect(toTokens("日本に行きたい | いきたい | verb | want to go\n")).toEqual([
    "日本",
    "に",
    "行",
    "きたい",
    " |",
    " ",
    "いきた",
    "い",
    " |",
    " verb",
    " |",
    " want",
    " to",
    " go",
    "\n",
  ]);
  for (const { answer } of Object.values(lessons).flat()) {
    expect(toTokens(answer).join("")).toBe(answer);
    expect(Math.max(...toTokens(answer).map(({ length }) => length))).toBeLessThan(20);
  }
});

const sampleOf = (language: LearningLanguage) => lessons[language].at(-2)?.answer ?? languages[language].name;

async function textOf(asked: { system: string; messages: Turn[] }): Promise<string> {
  let text = "";
  for await (const piece of answerFor(asked).pieces ?? []) text += piece;
  return text;
}

const analyser = createAnalyser(dataDir);
afterAll(() => analyser.close());

test.each(learningLanguages)(
  "has no mistakes but the planned ones, according to the analyser (%s)",
  async (language) => {
    for (const { answer, misread } of lessons[language]) {
      const { blocks } = closeLines(readText(emptyAnswer(language), answer));
      const conflicts: string[] = [];
      for (const block of blocks) {
        if (block.type !== "card") continue;
        for (const word of block.card.words) {
          const { verdict } = await analyser.check(block.card.text, language, { ...word, reading: word.claim ?? "" });
          if (verdict === "conflict") conflicts.push(`${word.surface} ${word.claim}`);
        }
      }
      expect(conflicts).toEqual(misread ? [`${misread.surface} ${misread.reading}`] : []);
    }
  },
);
