// What a learner sees of an explanation by models of each manner: the whole app with the scripted models.
import type { Answer } from "#shared/answer.ts";
import { type OpenWithUpstream, openWithUpstream } from "#test/open-with-upstream.ts";
import { subjects } from "#test/upstream/each-provider.ts";
import { type CarelessKind, carelessKinds } from "./careless.ts";
import { findExplained } from "./find-lesson.ts";
import { answerFor } from "./index.ts";
import type { Manner } from "./manner.ts";
import { uselessKinds } from "./useless.ts";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";

let opened: OpenWithUpstream;
beforeAll(async () => {
  opened = await openWithUpstream(subjects[0]);
});
afterAll(() => opened[Symbol.asyncDispose]());

const sentence = "昨日友達と映画を見に行きました";
const prepared = findExplained("ja", sentence, "en")!;

async function explain(manner: Manner) {
  const { app, upstream, asked } = opened;
  upstream.script = (request) => ({ ...answerFor(request, manner), tokensPerSecond: 0 });
  const before = asked().length;
  const sent = await app.send(sentence, { language: "ja", task: "explain" });
  await app.events(sent.generationId);
  const { answer } = await app.json<{ answer: Answer }>("GET", `/api/generations/${sent.generationId}`);
  const temperatures = asked()
    .slice(before)
    .map(({ body }) => body as { messages: { content: string }[]; options: { temperature: number } })
    .filter(({ messages }) => messages[0]?.content.startsWith("You explain"))
    .map(({ options }) => options.temperature);
  return { answer, card: answer.cards[0]!.card, temperatures };
}

test("a good model fills the card with one request", async () => {
  const { answer, card, temperatures } = await explain("good");
  expect(answer.outcome).toBe("complete");
  expect(card).toMatchObject({ translation: prepared.translation, note: prepared.note });
  expect(card.words.map(({ meaning }) => meaning)).toEqual(prepared.meanings.map(({ meaning }) => meaning));
  expect(temperatures).toEqual([0]);
});

describe("a careless model", () => {
  /** In these a meaning stands at a wrong number, and only the dictionary can tell. */
  const misplaced: readonly CarelessKind[] = ["wrong numbers", "shifted"];
  test.each(carelessKinds.filter((kind) => !misplaced.includes(kind)))(
    "fills the card all the same (%s)",
    async (kind) => {
      const { answer, card } = await explain(kind);
      expect(card).toMatchObject({ translation: prepared.translation, note: prepared.note });
      expect(card.words.map(({ meaning }) => meaning)).toEqual(prepared.meanings.map(({ meaning }) => meaning));
      expect(answer.outcome).toBe("complete");
      expect(answer.text).not.toContain("<|");
    },
  );

  test.each(misplaced)("gives no word the meaning of its neighbour as its only one (%s)", async (kind) => {
    const { card } = await explain(kind);
    expect(card.translation).toBe(prepared.translation);
    // the dictionary cannot tell what a particle does here, and the last word has no neighbour
    for (const word of card.words.slice(0, -1).filter(({ partOfSpeech }) => partOfSpeech !== "particle")) {
      const own = prepared.meanings.find(({ surface }) => surface === word.surface)?.meaning;
      if (word.meaning !== own) expect({ ...word, meaning: word.meaning || null }).toSatisfy(isNotTaken);
    }
  });
  const isNotTaken = (word: { meaning: string | null; isMeaningBeside?: true | undefined }) =>
    word.meaning === null || word.isMeaningBeside === true;
});

describe("a useless model", () => {
  const quiet = uselessKinds.filter((kind) => kind !== "counting");
  test.each(quiet)("leaves the engine's card, and says that the model did not explain it (%s)", async (kind) => {
    const { answer, card, temperatures } = await explain(kind);
    expect(card).toMatchObject({ translation: "", note: "" });
    expect(card.words).toHaveLength(8);
    for (const word of card.words) expect(word).toMatchObject({ meaning: "", dictionaryMeanings: expect.any(Array) });
    expect(answer.outcome).toBe("failed");
    // a second request is never the same request
    expect(new Set(temperatures)).toEqual(new Set([0, 0.6]));
  });

  test("does not complete the card with a line that it repeats (counting)", async () => {
    const { answer } = await explain("counting");
    expect(answer.outcome).not.toBe("complete");
  });
});
