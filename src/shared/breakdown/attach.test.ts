import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { Answer, Block } from "#shared/answer.ts";
import type { Card, Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { shownReading } from "#shared/shown-reading.ts";
import { applyGenerationEvent, emptyAnswer, type GenerationEvent } from "#shared/generation.ts";
import { buildWordAt, found } from "#test/builders.ts";

const text = "猫が好きです。";

const toWord = (start: number, end: number, more: Partial<Word> = {}) =>
  buildWordAt(text, start, end, { ...found, ...more });
const words = [
  toWord(0, 1, { reading: "ねこ", state: "known", origin: "entry", candidates: ["ねこ"] }),
  toWord(1, 2, { state: "known" }),
  toWord(2, 6, { reading: "すきです", state: "known", origin: "entry", lemma: "好く", candidates: ["すきです"] }),
];
const known = { state: "known" as const, origin: "entry" as const, candidates: ["ねこ"] };
const own: GenerationEvent = { type: "card", text };
/** The analyser's words for the learner's own sentence or for a card of the model. */
const wordsOf = (cardId: string): GenerationEvent => ({ type: "analysis", cardId, engine: "1", words });
const analysed = [own, wordsOf("#0")];
const write = (written: string): GenerationEvent => ({ type: "text", text: written });
const end: GenerationEvent = { type: "end", outcome: "complete" };

const fold = (...events: GenerationEvent[]): Answer => events.reduce(applyGenerationEvent, emptyAnswer("ja"));
const cards = (blocks: Block[]) => blocks.filter((block) => block.type === "card");
const rowsOf = (card: Card | undefined) =>
  card?.words
    .map((word) => `${word.surface}/${shownReading(word, "ja").reading}${word.from === "model" ? "!" : ""}`)
    .join(" ");

test("shows the analyser's words as a card before the model answers", () => {
  expect(fold(...analysed).blocks).toMatchObject([{ type: "card", state: "provisional", card: { text, words } }]);
});

test("replaces the analyser's card with the model's card of the same sentence and keeps the words", () => {
  const { blocks } = fold(...analysed, write(`Here.\n:::card\ntext: ${text}\n猫 | ねこ | noun | cat\n`));
  expect(blocks.map(({ type }) => type)).toEqual(["text", "card"]);
  expect(rowsOf(cards(blocks)[0]?.card)).toBe("猫/ねこ! が/ 好きです/すきです");
});

test("ignores final punctuation and width when it compares sentences", () => {
  expect(cards(fold(...analysed, write(":::card\ntext: 猫が好きです\n")).blocks)).toMatchObject([{ state: "open" }]);
  expect(rowsOf(cards(fold(...analysed, write(":::card\ntext: 猫が好きです\n")).blocks)[0]?.card)).toBe(
    "猫/ねこ が/ 好きです/すきです",
  );
  expect(cards(fold(...analysed, write(":::card\ntext: 犬が好きです\n")).blocks)).toHaveLength(2);
});

test("keeps the analyser's words, in first place, when the model is faster", () => {
  const { blocks } = fold(own, write("Sure!\n"), wordsOf("#0"));
  expect(blocks.map(({ type }) => type)).toEqual(["card", "text"]);
  expect(rowsOf(cards(blocks)[0]?.card)).toBe("猫/ねこ が/ 好きです/すきです");
});

test("ignores words of another sentence or of an unknown card", () => {
  const { blocks } = fold(write(":::card\ntext: 犬\n"), wordsOf("#1"), wordsOf("#2"));
  expect(cards(blocks)).toMatchObject([{ id: "#1", card: { text: "犬", words: [] } }]);
});

describe("a card's id", () => {
  test("is the generation's id with a number, and 0 for the learner's own sentence even after the model writes its card", () => {
    const started: GenerationEvent = { type: "started", generationId: "g", language: "ja", responder: null, at: 0 };
    const two = `:::card\ntext: ${text}\n:::\n:::card\ntext: 犬\n:::\n`;
    expect(cards(fold(started, own, write(two)).blocks).map(({ id }) => id)).toEqual(["g#0", "g#2"]);
    expect(cards(fold(started, write(two)).blocks).map(({ id }) => id)).toEqual(["g#1", "g#2"]);
  });

  test("does not depend on how the text is split, and is known while the line is still open", () => {
    const all = `はい。\n:::card\n:::\n:::card\ntext: 犬\n:::\n{"text": "猫", "words": [{"surface": "猫"}]}\n:::card\ntext: ${text}\n`;
    const ids = (answer: Answer) => cards(answer.blocks).map(({ id }) => id);
    const whole = ids(fold(own, write(all), end));
    expect(new Set(whole).size).toBe(3);
    fc.assert(
      fc.property(fc.array(fc.nat(all.length)), (cuts) => {
        const ends = [...cuts.toSorted((a, b) => a - b), all.length];
        const pieces = ends.map((to, index) => write(all.slice(index === 0 ? 0 : ends[index - 1], to)));
        expect(ids(fold(own, ...pieces, end))).toEqual(whole);
      }),
    );
  });
});

test("changes a closed card by later events with its id", () => {
  const closed = write(
    `:::card\ntext: ${text}\n猫 | ねこ | noun | cat\n:::\nMore.\n:::card\ntext: ${text}\n猫 | ねこ | noun | cat\n:::\n`,
  );
  const verdict = { start: 0, end: 1, claim: "ねこ", verdict: "agrees" as const, ...known };
  const { blocks } = fold(closed, wordsOf("#1"), { type: "verdict", cardId: "#1", ...verdict }, wordsOf("#2"));
  expect(cards(blocks).map(({ id, state }) => [id, state])).toEqual([
    ["#1", "closed"],
    ["#2", "closed"],
  ]);
  expect(cards(blocks).map(({ card }) => card.words.length)).toEqual([3, 3]);
  expect(cards(blocks).map(({ card }) => card.words[0]?.verdict)).toEqual(["agrees", "unchecked"]);
});

test("reads the last line at `written`, so that a verdict on its row is kept", () => {
  const verdict = { start: 0, end: 1, claim: "ねこ", verdict: "agrees" as const, ...known };
  const judged: GenerationEvent = { type: "verdict", cardId: "#1", ...verdict };
  const open = write(`:::card\ntext: ${text}\n猫 | ねこ | noun | cat`);
  expect(cards(fold(open, { type: "written" }, judged, end).blocks)[0]?.card.words[0]).toMatchObject({
    verdict: "agrees",
  });
  expect(fold(open, { type: "written" }, end)).toEqual(fold(open, end));
});

describe("replaces the analyser's words with the model's rows by span", () => {
  test.each([
    ["the same word", "好きです | すきです | adjective | like", "猫/ねこ が/ 好きです/すきです!"],
    ["a part of it: the rest keeps a word", "好き | すき | adjective | like", "猫/ねこ が/ 好き/すき! です/"],
    ["more than it", "猫が好き | ねこがすき | expression | x", "猫が好き/ねこがすき! です/"],
    ["the middle of it", "き | - | other | x", "猫/ねこ が/ 好/ き/! です/"],
    ["nothing of it", "犬 | いぬ | noun | dog", "猫/ねこ が/ 好きです/すきです"],
  ])("%s", (_, row, expected) => {
    const answer = fold(...analysed, write(`:::card\ntext: ${text}\n${row}\n`), end);
    expect(rowsOf(cards(answer.blocks)[0]?.card)).toBe(expected);
  });

  test("and keeps what only the dictionary knows", () => {
    const answer = fold(...analysed, write(`:::card\ntext: ${text}\n好きです | すきだ | adjective | like\n`));
    expect(cards(answer.blocks)[0]?.card.words[2]).toMatchObject({ lemma: "好く", candidates: ["すきです"] });
  });
});

describe("keeps what the engine knows of a word", () => {
  const wordOf = (row: string, of: GenerationEvent[] = analysed) =>
    cards(fold(...of, write(`:::card\ntext: ${text}\n${row}\n`), end).blocks)[0]?.card.words.find(
      ({ from }) => from === "model",
    );

  test.each([
    "猫 | - | noun | cat",
    "猫 |  | noun | cat",
    "猫 | 猫 | noun | cat",
    "猫 | noun | cat",
    "猫 | none | noun | cat",
    "猫 | ? | noun | cat",
    "猫 | 猫（ねこ） | noun | cat",
  ])("when a row makes no claim: %s", (row) => {
    expect(wordOf(row)).toMatchObject({ reading: "ねこ", state: "known", meaning: "cat", verdict: "unchecked" });
    expect(wordOf(row)?.claim).toBeUndefined();
  });

  test("when a row has no meaning, so that the dictionary's is shown", () => {
    expect(wordOf("猫 | ねこ | noun | -")?.meaning).toBe("");
  });

  test("when a row claims another reading, part of speech and no meaning", () => {
    const engine = [
      toWord(0, 1, { reading: "ねこ", candidates: ["ねこ"], partOfSpeech: "noun", dictionaryMeanings: ["cat"] }),
    ];
    const analysis: GenerationEvent = { type: "analysis", cardId: "#0", engine: "1", words: engine };
    const known = wordOf("猫 | ねご | verb | -", [own, analysis]);
    expect(known).toMatchObject({ reading: "ねこ", claim: "ねご", claimBy: "model", partOfSpeech: "noun" });
    expect(known?.dictionaryMeanings).toEqual(["cat"]);
  });

  test("when a row joins several words: their readings are joined", () => {
    expect(wordOf("猫が好きです | ねこがすきです | expression | x")).toMatchObject({
      reading: "ねこがすきです",
      state: "known",
      partOfSpeech: "expression",
    });
  });

  test("and gets the readings of a part of a word from its verdict", () => {
    const divided = fold(...analysed, write(`:::card\ntext: ${text}\n好き | すき | adjective | like\n`));
    const span = { cardId: "#0", start: 2, end: 4, claim: "すき" };
    const judged: GenerationEvent = { type: "verdict", ...span, verdict: "agrees", ...known, candidates: ["すき"] };
    expect(cards(applyGenerationEvent(divided, judged).blocks)[0]?.card.words[2]).toMatchObject({
      reading: "すき",
      state: "known",
      verdict: "agrees",
    });
  });
});

test("converts a claim in another notation", () => {
  const claimIn = (language: LearningLanguage, sentence: string, row: string) => {
    const events = [write(`:::card\ntext: ${sentence}\n${row}\n`), end];
    const { blocks } = events.reduce(applyGenerationEvent, emptyAnswer(language));
    return cards(blocks)[0]?.card.words[0]?.claim;
  };
  expect(claimIn("ja", "映画", "映画 | eiga | noun | film")).toBe("えいが");
  expect(claimIn("ja", "東京", "東京 | Tōkyō | name | Tokyo")).toBe("とうきょう");
  expect(claimIn("zh-Hans", "北京", "北京 | bei3jing1 | name | Beijing")).toBe("běi jīng");
  expect(claimIn("ko", "같이", "같이 | [가치] | adverb | together")).toBe("가치");
  expect(claimIn("ja", "食べ物", "食べ物 | 食（た）べ物（もの） | noun | food")).toBeUndefined();
  expect(claimIn("ko", "같이", "같이 | ga-chi | adverb | together")).toBe("gachi");
});

test.each(["えいが (eiga)", "えいが（映画）", "(えいが)", "えいが。", "eiga (film)", "えいが / eiga"])(
  "takes a claim without what is written around it: %s",
  (reading) => {
    const { blocks } = fold(write(`:::card\ntext: 映画\n映画 | ${reading} | noun | film\n`), end);
    expect(cards(blocks)[0]?.card.words[0]?.claim).toBe("えいが");
  },
);

describe("a reading that the learner wrote in brackets", () => {
  const sentence = "昨日（きのう）の食(た)べた";
  const learners = { claimBy: "learner", state: "chosen", verdict: "agrees" } as const;
  const engine = [
    buildWordAt(sentence, 0, 7, { ...found, reading: "きのう", candidates: ["きのう"], claim: "きのう", ...learners }),
    buildWordAt(sentence, 7, 8, found),
    buildWordAt(sentence, 8, 14, { ...found, reading: "たべた", candidates: ["たべた"], claim: "たべた", ...learners }),
  ];
  const analysis = (cardId: string): GenerationEvent => ({ type: "analysis", cardId, engine: "1", words: engine });
  const ownSentence: GenerationEvent = { type: "card", text: sentence };
  const said = write(
    `:::card\ntext: ${sentence}\n昨日 | さくじつ | noun | yesterday\nの | - | particle | of\n食べた | - | verb | ate\n`,
  );

  test.each([
    ["before", [ownSentence, analysis("#0"), said]],
    ["after", [said, analysis("#1")]],
  ])("belongs to the row of its word, and stands before the model's claim, when the analysis comes %s", (_, events) => {
    const [card] = cards(fold(...events, end).blocks).map((block) => block.card);
    expect(card?.leftover).toBe("");
    expect(card?.words).toMatchObject([
      { surface: "昨日（きのう）", reading: "きのう", meaning: "yesterday", claim: "きのう", claimBy: "learner" },
      { surface: "の", meaning: "of" },
      { surface: "食(た)べた", reading: "たべた", meaning: "ate", state: "chosen" },
    ]);
  });
});

test("places rows of repeated words one after the other, also out of order", () => {
  const repeated =
    ":::card\ntext: はははははと笑う。\n母 | はは | noun | mother\nはは | - | noun | x\nは | - | particle | y\n";
  const answer = fold(write(`${repeated}笑う | わらう | verb | laugh\nと | - | particle | z\n`), end);
  const card = cards(answer.blocks)[0]?.card;
  expect(card?.words.map(({ start, end: to }) => [start, to])).toEqual([
    [0, 2],
    [2, 3],
    [5, 6],
    [6, 8],
  ]);
  expect(card?.leftover).toBe("母 | はは | noun | mother");
});

test("finds a row whatever its width, case or composition", () => {
  const sentence = "ﾃﾚﾋﾞでＡＢＣを見る。";
  const answer = fold(
    write(`:::card\ntext: ${sentence}\nテレビ | - | noun | TV\nabc | - | name | ABC\n見る | みる | verb | see\n`),
    end,
  );
  const [card] = cards(answer.blocks).map((block) => block.card);
  expect(card?.words.map(({ surface }) => surface)).toEqual(["ﾃﾚﾋﾞ", "ＡＢＣ", "見る"]);
  expect(card?.leftover).toBe("");
});

test("applies a verdict only to the word with its span and reading", () => {
  const given = fold(...analysed, write(`:::card\ntext: ${text}\n猫 | ねこ | noun | cat\n`));
  const verdict = {
    type: "verdict" as const,
    cardId: "#0",
    start: 0,
    end: 1,
    verdict: "agrees" as const,
    ...known,
  };
  const first = (answer: Answer) => cards(answer.blocks)[0]?.card.words[0];
  expect(first(applyGenerationEvent(given, { ...verdict, claim: "ねこ" }))).toMatchObject({ verdict: "agrees" });
  expect(first(applyGenerationEvent(given, { ...verdict, claim: "いぬ" }))).toMatchObject({ verdict: "unchecked" });
  expect(first(applyGenerationEvent(given, { ...verdict, claim: "ねこ", cardId: "#1" }))).toMatchObject({
    verdict: "unchecked",
  });
});

const rows = [
  "猫 | ねこ | noun | cat",
  "好 | す | verb | x",
  "です | - | auxiliary | is",
  "が好き | - | x | y",
  "犬 | - | x | y",
];

test("gives the same card whenever its analysis arrives", () => {
  const script = fc.tuple(fc.shuffledSubarray(rows), fc.nat(5));
  fc.assert(
    fc.property(script, ([said, at]) => {
      const texts = [`:::card\ntext: ${text}\n`, ...said.map((row) => `${row}\n`)].map(write);
      const late = fold(...texts.slice(0, at + 1), wordsOf("#1"), ...texts.slice(at + 1), end);
      expect(late.blocks).toEqual(fold(...texts, wordsOf("#1"), end).blocks);
    }),
  );
});

test("keeps a word for every letter of an analysed sentence, whatever the rows", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(rows), (said) => {
      const answer = fold(...analysed, write(`:::card\ntext: ${text}\n${said.join("\n")}`), end);
      const covered = cards(answer.blocks)[0]?.card.words.map(({ surface }) => surface);
      expect(covered?.join("")).toBe("猫が好きです");
    }),
  );
});
