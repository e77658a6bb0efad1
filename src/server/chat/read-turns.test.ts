import fc from "fast-check";
import { expect, test } from "bun:test";
import type { Outcome } from "#shared/answer.ts";
import { emptyAnswer } from "#shared/apply-generation-event.ts";
import { insertConversation } from "#server/db/conversations.ts";
import { closeGeneration, insertGeneration } from "#server/db/generations.ts";
import { insertImage, insertMessage, setShownGeneration } from "#server/db/messages.ts";
import { newId } from "#server/db/new-id.ts";
import { openDatabase } from "#server/db/open.ts";
import { buildContext } from "./build-context.ts";
import { readTurns } from "./read-turns.ts";

type Reply = { text: string; outcome: Outcome };
/** What the learner says, with pictures, and the tutor's answers. */
type Exchange = { text: string; pictures: number; replies: Reply[] };

const reply = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      text: fc.constantFrom("はい。", "猫が好きです。".repeat(9)),
      outcome: fc.constant("complete" as const),
    }),
  },
  fc.constant<Reply>({ text: "", outcome: "complete" }), // only the engine has read the text
  fc.constant<Reply>({ text: "", outcome: "failed" }),
);
const exchange: fc.Arbitrary<Exchange> = fc.record({
  text: fc.constantFrom("なぜ。", "昨日友達と映画を見に行きました。", "長い文。".repeat(20), ""),
  pictures: fc.constantFrom(0, 0, 0, 0, 1, 2),
  replies: fc.array(reply, { minLength: 1, maxLength: 2 }),
});

function store(exchanges: readonly Exchange[]) {
  const db = openDatabase(":memory:");
  const conversationId = newId();
  insertConversation(db, conversationId, "ja", 1);
  const common = { conversationId, language: "ja" as const, createdAt: 1 };
  for (const { text, pictures, replies } of exchanges) {
    const asked = newId();
    insertMessage(db, { ...common, id: asked, role: "learner", text });
    for (let n = 0; n < pictures; n++)
      insertImage(db, asked, n, { id: newId(), mediaType: "image/jpeg", width: 10, height: 10 });
    for (const { text: said, outcome } of replies) {
      const [id, generationId] = [newId(), newId()];
      insertMessage(db, { ...common, id, role: "tutor", text: "" });
      const appearance = { kind: "message" as const, ref: asked };
      insertGeneration(db, {
        id: generationId,
        task: "reply",
        messageId: id,
        appearance,
        explanationLanguage: "en",
        now: 1,
      });
      closeGeneration(db, generationId, { ...emptyAnswer("ja"), text: said, outcome }, 1);
      setShownGeneration(db, id, generationId, said);
    }
  }
  return { db, conversationId };
}

test("reads the same turns as from the whole conversation, for any amount of room", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(exchange, { minLength: 1, maxLength: 90 }),
      fc.integer({ min: 0, max: 6_000 }),
      fc.boolean(),
      async (exchanges, room, seesNothing) => {
        const { db, conversationId } = store(exchanges);
        const whole = await readTurns(db, conversationId, { room: Number.POSITIVE_INFINITY });
        const end = await readTurns(db, conversationId, { room });
        db.close();
        const fit = (turns: typeof end.turns) => buildContext(turns, room, () => 256, seesNothing);
        const [expected, found] = [fit(whole.turns), fit(end.turns)];
        expect(found.turns).toEqual(expected.turns);
        expect(found.tokens).toBe(expected.tokens);
        expect(whole.earlierTurns).toBe(0);
        expect(found.turns.length).toBeLessThanOrEqual(whole.turns.length);
        const learners = exchanges.length;
        expect(end.turns.filter(({ role }) => role === "user").length + end.earlierTurns).toBe(learners);
      },
    ),
    { numRuns: 40 },
  );
});

test("reads few messages of a long conversation when there is little room", async () => {
  const { db, conversationId } = store(
    Array.from({ length: 300 }, (_, n) => ({
      text: `文${n}`,
      pictures: n < 3 ? 2 : 0,
      replies: [{ text: "はい。", outcome: "complete" as const }],
    })),
  );
  const { turns, earlierTurns, earlierPictures } = await readTurns(db, conversationId, { room: 100 });
  db.close();
  expect(turns.length).toBeLessThanOrEqual(40);
  expect(turns.at(-2)?.content).toBe("文299");
  expect(turns.length / 2 + earlierTurns).toBe(300);
  expect(earlierPictures).toBe(6);
});

test("reads all texts that only the engine has read so far, because the next message is about them", async () => {
  const read = { text: "", outcome: "complete" as const };
  const texts = Array.from({ length: 60 }, (_, n) => ({ text: `文${n}。`, pictures: 0, replies: [read] }));
  const { db, conversationId } = store([
    { text: "前", pictures: 0, replies: [{ text: "はい。", outcome: "complete" }] },
    ...texts,
  ]);
  const { turns, earlierTurns } = await readTurns(db, conversationId, { room: 10 });
  db.close();
  expect(turns.at(-2)?.content).toStartWith("文0。\n\n文1。");
  expect(turns.at(-2)?.content).toEndWith("文59。");
  expect(earlierTurns).toBe(0);
});

test("reads the question when nothing else has room, after a long text that only the engine has read", async () => {
  const read = { text: "猫。", pictures: 0, replies: [{ text: "", outcome: "complete" as const }] };
  const { db, conversationId } = store(Array.from({ length: 30 }, () => read));
  const { turns } = await readTurns(db, conversationId, { room: -1 });
  db.close();
  expect(turns.length).toBeGreaterThan(0);
});
