import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Conversation, Message, MessagePage, Started } from "#shared/chat.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";

type Page = MessagePage & { conversation: Conversation };

let upstream: Upstream;
let app: OpenApp;
/** What the model answers next. */
let words = "はい。";
beforeAll(async () => {
  upstream = await startUpstream({
    protocol: "ollama",
    parallel: 4,
    script: byTask({ question: () => ({ text: words }) }),
  });
  app = await openApp({ provider: { type: "ollama", url: upstream.url } });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

const get = (id: string, query: Record<string, number | undefined> = {}) =>
  app.json<Page>(
    "GET",
    `/api/conversations/${id}?${new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])))}`,
  );

/** Sends a message and waits for its reply. Not in the learning language, so that nothing follows the reply. */
async function exchange(text: string, conversationId?: string): Promise<string> {
  const started = await app.send(text, { conversationId });
  await app.events(started.generationId);
  return started.conversationId!;
}
async function talk(exchanges: number): Promise<string> {
  let id: string | undefined;
  for (let n = 0; n < exchanges; n++) id = await exchange(`question ${n}`, id);
  return id!;
}
/** Adds another answer to one of the learner's messages: it goes between the other messages. */
async function answerAgain(message: Message) {
  const path = `/api/messages/${message.id}/answers`;
  const response = await app.request("POST", path, { task: "explain" }, { prefer: "respond-async" });
  expect(response.status).toBe(202);
  await app.events(((await response.json()) as Started).generationId);
}
const idsOf = (messages: readonly Message[]) => messages.map(({ id }) => id);

describe("a conversation in pages", () => {
  test("returns each message once and in order, with any limit and in both directions", async () => {
    const id = await talk(8);
    const whole = idsOf((await get(id, { limit: 200 })).messages);
    expect(whole).toHaveLength(16);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (limits) => {
        const limitOf = (page: number) => limits[page % limits.length];
        const backwards: string[] = [];
        for (let page = 0, before: number | null | undefined; before !== null; page++) {
          const read = await get(id, { limit: limitOf(page), before });
          expect(read.messages.length).toBeLessThanOrEqual(limitOf(page)!);
          backwards.unshift(...idsOf(read.messages));
          before = read.earlier;
        }
        expect(backwards).toEqual(whole);
        const forwards: string[] = [];
        for (let page = 0, after: number | null = 0; after !== null; page++) {
          const read: Page = await get(id, { limit: limitOf(page), after });
          forwards.push(...idsOf(read.messages));
          after = read.later;
        }
        expect(forwards).toEqual(whole);
      }),
      { numRuns: 12 },
    );
  });

  test("has each message once and in order while messages are added at the end and between others", async () => {
    const id = await talk(6);
    const first = (await get(id, { limit: 200 })).messages;
    const walked: Message[] = [];
    for (let page = 0, before: number | null | undefined; before !== null; page++) {
      const read = await get(id, { limit: 3, before });
      walked.unshift(...read.messages);
      before = read.earlier;
      if (page === 0) await exchange("one more", id);
      if (page === 1) await answerAgain(first[0]!); // before the cursor: it is still found
      if (page === 2) await answerAgain(first[10]!); // behind it
    }
    const now = (await get(id, { limit: 200 })).messages;
    expect(now.map(({ role }) => role).join(" ")).toMatch(/^learner tutor tutor learner/);
    const old = new Set(idsOf(first));
    expect(idsOf(walked).filter((one) => old.has(one))).toEqual(idsOf(first));
    expect(new Set(idsOf(walked)).size).toBe(walked.length);
    expect(idsOf(walked)).toEqual(idsOf(now).filter((one) => idsOf(walked).includes(one)));
    expect(idsOf(walked)).toContain(now[2]!.id);
  });

  test("gives the newest messages by default, and says where the others are", async () => {
    const id = await talk(3);
    const { messages, conversation, ...page } = await get(id, { limit: 2 });
    expect(conversation.id).toBe(id);
    expect(messages.map(({ role }) => role)).toEqual(["learner", "tutor"]);
    expect(messages[0]!.text).toBe("question 2");
    expect(page).toMatchObject({ earlier: messages[0]!.position, later: null, asked: null, more: false });
    expect((await get(id)).messages).toHaveLength(6);
  });

  test("gives the question of a page that begins with its answer", async () => {
    const id = await talk(3);
    const { messages, asked } = await get(id, { limit: 1 });
    expect(messages.map(({ role }) => role)).toEqual(["tutor"]);
    expect(asked).toMatchObject({ role: "learner", text: "question 2" });
  });

  test("has no more messages than fit, and at least one", async () => {
    // without a pattern: Blossom ends an answer that repeats itself
    words = Array.from({ length: 9_000 }, (_, n) =>
      String.fromCharCode(0x4e00 + ((n * 7_919) % 5_003), 0x3042 + ((n * n) % 71)),
    ).join("");
    const id = await talk(3);
    const long = await get(id);
    expect(JSON.stringify(long).length).toBeLessThan(200_000);
    expect(long.messages.length).toBeLessThan(6);
    expect(long.earlier).toBe(long.messages[0]!.position);
    const seen = idsOf(long.messages);
    for (let before = long.earlier; before !== null;) {
      const page = await get(id, { before });
      expect(page.messages.length).toBeGreaterThan(0);
      seen.unshift(...idsOf(page.messages));
      before = page.earlier;
    }
    expect(seen).toHaveLength(6);
    words = "はい。";
  });

  test.each(["before", "after", "changedSince", "limit"])(
    "refuses a %s that is too large or not a number",
    async (name) => {
      for (const value of ["x", "-1", "1.5", "", "1e3", "99999999999999999"])
        expect([value, (await app.request("GET", `/api/conversations/x?${name}=${value}`)).status]).toEqual([
          value,
          400,
        ]);
    },
  );
});

describe("the changes of a conversation", () => {
  /** Asks for changes, a few at a time, until no more come. */
  async function changesOf(id: string, since: number, limit = 2): Promise<Message[]> {
    const all = new Map<string, Message>();
    for (let changedSince = since; ;) {
      const page = await get(id, { changedSince, limit });
      for (const message of page.messages) all.set(message.id, message);
      changedSince = page.changes;
      if (!page.more) return [...all.values()].sort((a, b) => a.position - b.position);
    }
  }

  test("are empty at first, then the new messages, at any number per request", async () => {
    const id = await talk(3);
    const { changes } = await get(id);
    expect(await changesOf(id, changes)).toEqual([]);
    await exchange("one more", id);
    await exchange("and one more", id);
    const now = (await get(id)).messages;
    expect(await changesOf(id, changes)).toEqual(now.slice(-4));
    expect(await changesOf(id, 0, 1)).toEqual(now);
  });

  test("are the messages with a new answer, with another shown answer, or between others", async () => {
    const id = await talk(3);
    const before = await get(id);
    const last = before.messages.at(-1)!;
    words = "いいえ。";
    const again = await app.request(
      "POST",
      `/api/messages/${last.id}/retry`,
      { mode: "retry" },
      { prefer: "respond-async" },
    );
    await app.events(((await again.json()) as Started).generationId);
    words = "はい。";
    const retried = await get(id, { changedSince: before.changes });
    expect(retried.messages).toMatchObject([{ id: last.id, text: "いいえ。" }]);

    await app.json("PUT", `/api/messages/${last.id}/generation`, { generationId: last.generation!.id });
    const shown = await get(id, { changedSince: retried.changes });
    expect(shown.messages).toMatchObject([{ id: last.id, text: "はい。" }]);

    await answerAgain(before.messages[0]!);
    const added = await get(id, { changedSince: shown.changes });
    expect(added.messages).toHaveLength(1);
    const [between, next] = [added.messages[0]!, before.messages[2]!];
    expect(between.position).toBeGreaterThan(before.messages[1]!.position);
    expect(between.position).toBeLessThan(next.position);
  });

  test("are the messages whose card is filled in, during and after it", async () => {
    const { conversationId: id, generationId } = await app.send("猫がいます。", { task: "explain", language: "ja" });
    await app.events(generationId);
    const before = await get(id!);
    const tutor = before.messages[1]!;
    const cardId = tutor.answer!.cards[0]!.id;
    const body = { cards: [cardId], language: "ja", messageId: tutor.id };
    const started = await app.request("POST", "/api/cards", body, { prefer: "respond-async" });
    expect(started.status).toBe(202);
    await app.events(((await started.json()) as Started).generationId);
    const changed = await get(id!, { changedSince: before.changes });
    expect(idsOf(changed.messages)).toEqual([tutor.id]);
    expect(changed.messages).toEqual([(await get(id!)).messages[1]!]);
  });
});

test("returns the page around a message, with cursors to the messages before and after it", async () => {
  const id = await talk(12);
  const all = (await get(id, { limit: 200 })).messages.map((message) => message.id);
  const around = (message: string, limit: number) =>
    app.json<Page>("GET", `/api/conversations/${id}?around=${message}&limit=${limit}`);
  const page = await around(all[10]!, 6);
  expect(page.messages.map((message) => message.id)).toEqual(all.slice(7, 13));
  const [first, last] = [page.messages[0], page.messages.at(-1)];
  expect([page.earlier, page.later, page.asked?.id]).toEqual([first!.position, last!.position, all[6]]);
  expect((await around(all[0]!, 4)).earlier).toBeNull();
  expect((await around(all.at(-1)!, 4)).later).toBeNull();
  expect((await app.request("GET", `/api/conversations/${id}?around=nothing`)).status).toBe(404);
});
