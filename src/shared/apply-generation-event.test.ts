import { expect, test } from "bun:test";
import fc from "fast-check";
import { buildWordAt } from "#test/builders.ts";
import type { Responder } from "./responder.ts";
import { applyGenerationEvent, emptyAnswer } from "./apply-generation-event.ts";
import type { GenerationEvent } from "./generation.ts";

const responder = (model: string): Responder => ({
  provider: "ollama",
  model,
  host: "127.0.0.1:11434",
  goesTo: "computer",
});
const fold = (...events: GenerationEvent[]) => events.reduce(applyGenerationEvent, emptyAnswer("ja"));
const trimmed = (turns: number): GenerationEvent => ({ type: "notice", notice: { code: "trimmed", turns } });

test("drops the notices of the first model when a fallback answers", () => {
  const instead = { code: "fallback", instead: "small", because: "connect" } as const;
  const events: GenerationEvent[] = [
    { type: "started", generationId: "g", language: "ja", task: "reply", responder: responder("small"), at: 0 },
    trimmed(3),
    { type: "notice", notice: { code: "pictures_left_out", pictures: 1 } },
    { type: "notice", notice: instead },
    { type: "responder", responder: { ...responder("large"), provider: "openai-compatible", host: "127.0.0.1:1234" } },
  ];
  expect(fold(...events)).toMatchObject({ responder: { model: "large" }, notices: [instead] });
  expect(fold(...events, trimmed(1)).notices).toEqual([instead, { code: "trimmed", turns: 1 }]);
});

test("keeps the notices when the same server names another model", () => {
  const events: GenerationEvent[] = [
    { type: "started", generationId: "g", language: "ja", task: "reply", responder: responder("asked"), at: 0 },
    trimmed(3),
    { type: "responder", responder: responder("loaded") },
  ];
  expect(fold(...events)).toMatchObject({
    responder: { model: "loaded" },
    notices: [{ code: "trimmed", turns: 3 }],
  });
});

test("keeps the last of several notices with the same code", () => {
  expect(fold(trimmed(1), trimmed(4)).notices).toEqual([{ code: "trimmed", turns: 4 }]);
});

test("takes back the end of the text that a discard names, and keeps what an earlier answer had written", () => {
  const text = (piece: string): GenerationEvent => ({ type: "text", text: piece });
  const thought = [text("The learner "), text("greets me."), { type: "discard" as const, length: 22 }];
  expect(fold(...thought, text("猫"), text("です。")).text).toBe("猫です。");
  expect(fold(text("はじめ。"), ...thought, text("おわり。")).text).toBe("はじめ。おわり。");
});

const sentence = "猫が好き。";
/** A whole explanation, with every event that a card has. */
const explanation: GenerationEvent[] = [
  { type: "started", generationId: "g", language: "ja", task: "explain", responder: responder("small"), at: 5 },
  { type: "card", cardId: "g#0", text: sentence, at: 3, isAsked: true, completes: "f#1" },
  { type: "card", cardId: "g#1", text: "犬。", at: 8, isAsked: false },
  {
    type: "words",
    cardId: "g#0",
    engine: "2",
    words: [buildWordAt(sentence, 0, 1), buildWordAt(sentence, 1, 2), buildWordAt(sentence, 2, 4)],
  },
  { type: "phase", phase: "thinking", at: 6 },
  { type: "translation", cardId: "g#0", text: "I like cats." },
  { type: "text", text: "I like cats.\n" },
  { type: "choice", cardId: "g#0", start: 0, end: 1, reading: "ねこ", verdict: "agrees" },
  { type: "meaning", cardId: "g#0", start: 0, end: 1, meaning: "cat" },
  { type: "text", text: "猫: cat\n" },
  { type: "join", cardId: "g#0", start: 1, end: 4, meaning: "to like it" },
  { type: "note", cardId: "g#0", text: "A note." },
  { type: "raw", text: "0 I like cats.\n1 cat\n" },
  { type: "closed", cardId: "g#0" },
  { type: "end", outcome: "complete", usage: { requests: 1 } },
];

test("makes an answer of the events of an explanation", () => {
  expect(fold(...explanation)).toEqual({
    ...emptyAnswer("ja"),
    generationId: "g",
    task: "explain",
    responder: responder("small"),
    text: "I like cats.\n猫: cat\n",
    phaseSince: 6,
    outcome: "complete",
    usage: { requests: 1 },
    cards: [
      {
        id: "g#0",
        state: "closed",
        card: {
          language: "ja",
          text: sentence,
          at: 3,
          completes: "f#1",
          translation: "I like cats.",
          words: [
            buildWordAt(sentence, 0, 1, { meaning: "cat", claim: "ねこ", claimBy: "model", verdict: "agrees" }),
            buildWordAt(sentence, 1, 2),
            buildWordAt(sentence, 2, 4),
          ],
          joins: [{ start: 1, end: 4, meaning: "to like it" }],
          note: "A note.",
        },
      },
      {
        id: "g#1",
        state: "words",
        card: { language: "ja", text: "犬。", at: 8, translation: "", words: [], joins: [], note: "" },
      },
    ],
  });
});

test("waits for a model's part of a card until it is closed", () => {
  const states = (count: number) => fold(...explanation.slice(0, count)).cards.map(({ state }) => state);
  expect(states(explanation.length - 2)).toEqual(["asked", "words"]);
  expect(states(explanation.length - 1)).toEqual(["closed", "words"]);
});

test("takes a correction, the texts of a picture and a pause, and shows writing from the first text on", () => {
  expect(fold({ type: "correction", original: "映画に見た", corrected: "映画を見た" }).correction).toEqual({
    original: "映画に見た",
    corrected: "映画を見た",
  });
  expect(fold({ type: "texts", texts: ["駅前"] }).texts).toEqual(["駅前"]);
  const started = explanation[0]!;
  const pause: GenerationEvent = { type: "phase", phase: "retrying", at: 7, until: 9 };
  expect(fold(started)).toMatchObject({ phase: "waiting", phaseSince: 5 });
  expect(fold(started, pause)).toMatchObject({ phase: "retrying", phaseSince: 7, phaseUntil: 9 });
  expect(fold(started, pause, { type: "text", text: "は" })).toMatchObject({ phase: "writing", phaseUntil: null });
  expect(fold(started, pause, { type: "end", outcome: "stopped" })).toMatchObject({ phase: null, outcome: "stopped" });
});

test("ignores events of a card that it does not know", () => {
  const stray = explanation.flatMap((event) => ("cardId" in event ? [{ ...event, cardId: "g#9" }] : []));
  const withoutCards = stray.filter(({ type }) => type !== "card");
  expect(fold(explanation[0]!, ...withoutCards)).toEqual(fold(explanation[0]!));
});

test("makes the same answer however the text was split into events", () => {
  const split = (text: string, places: readonly number[]) => {
    const ends = [...places.map((place) => place % (text.length + 1)), text.length].sort((one, other) => one - other);
    return ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
  };
  fc.assert(
    fc.property(fc.array(fc.nat(100), { maxLength: 8 }), (places) => {
      const events = explanation.flatMap((event): GenerationEvent[] =>
        event.type === "text" || event.type === "raw"
          ? split(event.text, places).map((text) => ({ type: event.type, text }))
          : [event],
      );
      expect(fold(...events)).toEqual(fold(...explanation));
    }),
  );
});
