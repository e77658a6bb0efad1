import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { Conversation, Message, MessagePage, Started } from "#shared/chat.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import type { Reply } from "#test/upstream/script.ts";
import { requestsFor } from "#test/upstream/task-of.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";

type Page = MessagePage & { conversation: Conversation };

let upstream: Upstream;
let app: OpenApp;
/** What the model answers next. */
let answer: Reply = { text: "はい。" };
beforeAll(async () => {
  upstream = await startUpstream({
    protocol: "ollama",
    parallel: 4,
    script: byTask({ question: () => answer, reply: () => answer }),
  });
  app = await openApp({ provider: { type: "ollama", url: upstream.url } });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});
beforeEach(() => {
  answer = { text: "はい。" };
});

const read = (id: string, query = "limit=200") => app.json<Page>("GET", `/api/conversations/${id}?${query}`);
const wordsOf = (messages: readonly Message[]) => messages.map(({ text }) => text);
const wordsIn = async (id: string) => wordsOf((await read(id)).messages);
const find = async (id: string, text: string) => (await read(id)).messages.find((one) => one.text === text)!;
const post = (path: string, body: object) => app.request("POST", path, body, { prefer: "respond-async" });

/** Not in the learning language, so that nothing follows the reply. */
async function say(text: string, conversationId?: string): Promise<string> {
  const started = await app.send(text, { conversationId });
  await app.events(started.generationId);
  return started.conversationId!;
}
async function edit(id: string, body: object): Promise<Started> {
  const response = await post(`/api/messages/${id}/edits`, body);
  if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
  const started = (await response.json()) as Started;
  await app.events(started.generationId);
  return started;
}
const show = (conversationId: string, messageId: string) =>
  app.request("PUT", `/api/conversations/${conversationId}/branch`, { messageId });
const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code;
/** The last request for an answer that a model got. The title of a conversation is asked for beside it. */
const lastAsked = () => requestsFor(upstream.requests, "question", "reply").at(-1)!;

async function talk(...words: string[]): Promise<string> {
  let id: string | undefined;
  for (const each of words) id = await say(each, id);
  return id!;
}

describe("an edited message", () => {
  test("is a version beside the earlier one, and each has its own later messages", async () => {
    const id = await talk("one", "two", "three");
    const two = await find(id, "two");
    expect(two.versions).toEqual([]);
    const started = await edit(two.id, { text: "two, again" });
    expect(await wordsIn(id)).toEqual(["one", "はい。", "two, again", "はい。"]);
    const again = await find(id, "two, again");
    expect(again).toMatchObject({ id: started.messageId!, versions: [two.id, again.id] });
    await say("four", id);
    expect((await show(id, two.id)).status).toBe(200);
    expect(await wordsIn(id)).toEqual(["one", "はい。", "two", "はい。", "three", "はい。"]);
    expect((await find(id, "two")).versions).toEqual([two.id, again.id]);
    await show(id, again.id);
    expect(await wordsIn(id)).toEqual(["one", "はい。", "two, again", "はい。", "four", "はい。"]);
  });

  test("is a third version beside the other two when a version is edited again", async () => {
    const id = await talk("one");
    const first = await find(id, "one");
    const second = await edit(first.id, { text: "one, again" });
    const third = await edit(second.messageId!, { text: "one, at last" });
    const shown = await find(id, "one, at last");
    expect(shown.versions).toEqual([first.id, second.messageId!, third.messageId!]);
    await show(id, first.id);
    const fourth = await edit(first.id, { text: "one, really" });
    expect((await find(id, "one, really")).versions).toEqual([...shown.versions, fourth.messageId!]);
  });

  test("reaches the model with the messages before it and without those of the other branch", async () => {
    const id = await talk("one question", "two question", "three question");
    const two = await find(id, "two question");
    await edit(two.id, { text: "another question" });
    const { messages } = JSON.parse(JSON.stringify(lastAsked().body)) as { messages: { content: string }[] };
    expect(messages.map(({ content }) => content).slice(1)).toEqual(["one question", "はい。", "another question"]);
  });

  test("keeps its verb unless another is asked for, its pictures and its language", async () => {
    const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";
    const sent = await app.send("犬です。", { images: [pixel], language: "ja", task: "reply" });
    await app.events(sent.generationId);
    const id = sent.conversationId!;
    const first = await find(id, "犬です。");
    const second = await edit(first.id, { text: "猫です。" });
    const { conversation, messages } = await read(id);
    expect(messages[0]).toMatchObject({ text: "猫です。", language: "ja", images: first.images });
    expect(messages[1]!.answer!.task).toBe("reply");
    expect(conversation.lastTask).toBe("reply");
    expect((await app.request("GET", `/api/images/${first.images[0]!.id}`)).status).toBe(200);
    // an edit of the edit, without words
    await edit(second.messageId!, { text: "", task: "explain" });
    const last = (await read(id)).messages;
    expect(last[0]).toMatchObject({ text: "", images: first.images });
    expect(last[1]!.answer!.task).toBe("read-picture");
  });

  test.each([
    ["nothing", {}],
    ["spaces", { text: " \n　" }],
  ])("is refused with %s and no picture", async (_, body) => {
    const id = await talk("one");
    const response = await post(`/api/messages/${(await find(id, "one")).id}/edits`, body);
    expect([response.status, await codeOf(response)]).toEqual([400, "invalid_request"]);
    expect(await wordsIn(id)).toEqual(["one", "はい。"]);
  });

  test("makes one version however often the request arrives, even after another branch is shown", async () => {
    const id = await talk("one");
    const { id: first } = await find(id, "one");
    const body = { text: "one, again", key: crypto.randomUUID() };
    const [a, b] = await Promise.all([edit(first, body), edit(first, body)]);
    expect(b).toEqual(a);
    await show(id, first);
    expect(await edit(first, body)).toEqual(a);
    const shown = await find(id, "one");
    expect(shown.versions).toEqual([first, a.messageId!]);
    const other = await post(`/api/messages/${first}/edits`, { ...body, text: "two" });
    expect([other.status, await codeOf(other)]).toEqual([400, "invalid_request"]);
  });

  test("is refused while an answer is being written, and so is another branch", async () => {
    const id = await talk("one", "two");
    const one = await find(id, "one");
    const again = await edit(one.id, { text: "one, again" });
    answer = { pieces: ["え"], silentAfter: 1 };
    const live = await app.send("wait", { conversationId: id });
    for (const response of [
      await post(`/api/messages/${again.messageId}/edits`, { text: "now" }),
      await show(id, one.id),
    ])
      expect([response.status, await codeOf(response)]).toEqual([409, "busy"]);
    await app.json("POST", `/api/generations/${live.generationId}/stop`, {});
    expect((await show(id, one.id)).status).toBe(200);
  });

  test("is refused with branch_changed when another window has hidden the message, and so are retries and new messages there", async () => {
    const id = await talk("one", "two");
    const { messages } = await read(id);
    const [one, answerOfOne, two] = messages;
    await edit(one!.id, { text: "one, again" });
    for (const response of [
      await post(`/api/messages/${two!.id}/edits`, { text: "now" }),
      await post(`/api/messages/${answerOfOne!.id}/retry`, { mode: "retry" }),
      await post(`/api/messages/${two!.id}/answers`, { task: "explain" }),
      await post("/api/chat", { text: "now", conversationId: id, after: messages.at(-1)!.id }),
    ])
      expect([response.status, await codeOf(response)]).toEqual([409, "branch_changed"]);
    expect(await wordsIn(id)).toEqual(["one, again", "はい。"]);
  });

  test.each([
    ["a message of the tutor", (messages: Message[]) => messages[1]!.id],
    ["no message", () => crypto.randomUUID()],
  ])("is not found when it is %s", async (_, pick) => {
    const id = await talk("one");
    const wanted = pick((await read(id)).messages);
    expect((await post(`/api/messages/${wanted}/edits`, { text: "now" })).status).toBe(404);
    expect((await show(await talk("other"), (await find(id, "one")).id)).status).toBe(404);
    await app.json("DELETE", `/api/conversations/${id}`);
    expect((await post(`/api/messages/${wanted}/edits`, { text: "now" })).status).toBe(404);
  });

  test("does not go to another model than the one that the page shows", async () => {
    const id = await talk("one");
    const one = await find(id, "one");
    const responder = { provider: "ollama", model: "other:1b", host: "127.0.0.1:1", goesTo: "computer" };
    const response = await post(`/api/messages/${one.id}/edits`, { text: "now", responder });
    expect([response.status, await codeOf(response)]).toEqual([409, "responder_changed"]);
    expect((await find(id, "one")).versions).toEqual([]);
  });

  test("moves its conversation to the top, and names it until it has a title", async () => {
    answer = { status: 500, error: "boom" }; // no title is made
    const id = await talk("one");
    const later = await talk("later");
    const one = await find(id, "one");
    await edit(one.id, { text: "one, again" });
    const { conversations } = await app.list();
    const places = [id, later].map((each) => conversations.findIndex((listed) => listed.id === each));
    expect(places).toEqual([0, 1]);
    expect(conversations[0]).toMatchObject({ title: "one, again", titled: false });
    await show(id, one.id);
    expect((await read(id)).conversation.title).toBe("one");
  });

  test("is deleted for good with its other versions and what followed them", async () => {
    const id = await talk("one");
    const one = await find(id, "one");
    const again = await edit(one.id, { text: "one, again" });
    await app.json("DELETE", `/api/conversations/${id}`);
    await app.json("POST", `/api/conversations/${id}/restore`, {});
    expect((await find(id, "one, again")).versions).toEqual([one.id, again.messageId!]);
    await app.json("DELETE", `/api/conversations/${id}`);
    await app.json("DELETE", `/api/bin/${id}`);
    expect((await app.request("GET", `/api/generations/${again.generationId}`)).status).toBe(404);
  });
});

describe("the pages of a conversation with branches", () => {
  test("tell a reader that knows the other branch which message stands at the fork", async () => {
    const id = await talk("one", "two", "three");
    const before = await read(id);
    const two = before.messages[2]!;
    await edit(two.id, { text: "two, again" });
    const changed = await read(id, `changedSince=${before.changes}`);
    expect(changed.branch).not.toBe(before.branch);
    expect(changed.messages.find(({ versions }) => versions.includes(two.id))?.text).toBe("two, again");
    await show(id, two.id);
    const back = await read(id, `changedSince=${changed.changes}`);
    expect(back.branch).toBe(before.branch);
    expect(back.messages.map((message) => message.id)).toContain(two.id);
  });

  type Step = { do: "send" | "edit" | "retry" | "switch" | "bin"; at: number };
  const step = fc.record<Step>({
    do: fc.constantFrom("send", "edit", "edit", "retry", "switch", "switch", "bin"),
    at: fc.nat(50),
  });
  /** The expected conversation: each message with its versions, and the shown one. */
  type Turn = { id: string; next: Fork | null };
  type Fork = { turns: Turn[]; shown: number };
  const turnsOf = (fork: Fork | null): Turn[] => {
    if (!fork) return [];
    const turn = fork.turns[fork.shown]!;
    return [turn, ...turnsOf(turn.next)];
  };
  const forksOf = (fork: Fork | null): Fork[] => (fork ? [fork, ...forksOf(fork.turns[fork.shown]!.next)] : []);

  test("show the messages that any sequence of sends, edits, retries, switches, deletes and restores leads to", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const id = await talk("question");
        const all = new Set<string>();
        const begin = (messageId: string): Turn => {
          all.add(messageId);
          return { id: messageId, next: null };
        };
        const start: Fork = { turns: [begin((await read(id)).messages[0]!.id)], shown: 0 };
        for (const { do: action, at } of steps) {
          const shown = turnsOf(start);
          const forks = forksOf(start);
          const fork = forks[at % forks.length]!;
          const turn = fork.turns[fork.shown]!;
          if (action === "send") {
            const started = await app.send("question", { conversationId: id });
            await app.events(started.generationId);
            shown.at(-1)!.next = { turns: [begin(started.messageId!)], shown: 0 };
          } else if (action === "edit") {
            const { messageId } = await edit(turn.id, { text: `question ${at}` });
            fork.shown = fork.turns.push(begin(messageId!)) - 1;
          } else if (action === "retry") {
            const reply = (await read(id)).messages.find(({ role }) => role === "tutor")!;
            const response = await post(`/api/messages/${reply.id}/retry`, { mode: "retry" });
            await app.events(((await response.json()) as Started).generationId);
          } else if (action === "switch") {
            fork.shown = at % fork.turns.length;
            expect((await show(id, fork.turns[fork.shown]!.id)).status).toBe(200);
          } else {
            await app.json("DELETE", `/api/conversations/${id}`);
            await app.json("POST", `/api/conversations/${id}/restore`, {});
          }
          const { messages } = await read(id);
          const own = messages.filter(({ role }) => role === "learner");
          expect(own.map((message) => message.id)).toEqual(turnsOf(start).map((each) => each.id));
          expect(own.map(({ versions }) => versions)).toEqual(
            forksOf(start).map(({ turns }) => (turns.length > 1 ? turns.map((each) => each.id) : [])),
          );
          // each question has its answer after it, and positions grow
          expect(messages.map(({ role }) => role)).toEqual(own.flatMap(() => ["learner", "tutor"]));
          const positions = messages.map(({ position }) => position);
          expect(positions).toEqual(positions.toSorted((a, b) => a - b));
          // small pages, in both directions, lead to the same messages
          const forwards: string[] = [];
          for (let after: number | null = 0; after !== null;) {
            const page: Page = await read(id, `limit=3&after=${after}`);
            forwards.push(...page.messages.map((message) => message.id));
            after = page.later;
          }
          expect(forwards).toEqual(messages.map((message) => message.id));
        }
        // every message that was ever sent is still reachable
        for (const messageId of all) {
          await show(id, messageId);
          expect((await read(id)).messages.map((message) => message.id)).toContain(messageId);
        }
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
