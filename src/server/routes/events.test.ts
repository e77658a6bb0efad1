import { connect } from "node:net";
import { describe, expect, test } from "bun:test";
import { type ServerEvent, serverEventSchema } from "#shared/events.ts";
import { generationEventSchema } from "#shared/generation.ts";
import type { Started } from "#shared/chat.ts";
import { createHub } from "#server/events/hub.ts";
import type { OpenApp } from "#test/open-app.ts";
import { type OpenWithUpstream, openWithUpstream } from "#test/open-with-upstream.ts";
import { readEvents } from "#test/read-events.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { subjects } from "#test/upstream/each-provider.ts";
import type { Reply } from "#test/upstream/script.ts";
import { eventRoutes } from "./events.ts";

type Logged = Extract<ServerEvent, { type: "generation" }>;

/** Reads `/api/events` as a browser does, from its `hello` on. Pings are left out. */
async function listen(app: Pick<OpenApp, "url">) {
  const leaving = new AbortController();
  const response = await fetch(`${app.url}/api/events`, { signal: leaving.signal });
  const events = readEvents(response);
  const browser = {
    response,
    /** Null: the server ended the connection. */
    async next(): Promise<ServerEvent | null> {
      const { value } = await events.next();
      if (!value) return null;
      const event = serverEventSchema.parse(JSON.parse(value.data));
      return event.type === "ping" ? browser.next() : event;
    },
    /** All events up to and including the first one that fulfils the condition. */
    async until(is: (event: ServerEvent) => boolean): Promise<ServerEvent[]> {
      const seen: ServerEvent[] = [];
      for (;;) {
        const event = await browser.next();
        if (!event) throw new Error("The connection ended.");
        seen.push(event);
        if (is(event)) return seen;
      }
    },
    [Symbol.dispose]: () => leaving.abort(),
  };
  expect(await browser.next()).toMatchObject({ type: "hello" });
  return browser;
}
const isEndOf = (id: string) => (event: ServerEvent) =>
  event.type === "generation" && event.id === id && (event.event as { type: string }).type === "end";
const logOf = (events: readonly ServerEvent[], id: string) =>
  events.filter((event): event is Logged => event.type === "generation" && event.id === id);

const open = (text: string, more: Reply = {}): Promise<OpenWithUpstream> =>
  openWithUpstream(subjects[0], { script: byTask({ reply: { text, ...more } }) });

describe("the event connection", () => {
  test("carries every event of a log once and in order", async () => {
    await using opened = await open("はい。\n猫です。\n", { tokensPerSecond: 200 });
    using browser = await listen(opened.app);
    const { generationId } = await opened.app.send("猫");
    const seen = logOf(await browser.until(isEndOf(generationId)), generationId);
    const log = await Array.fromAsync(opened.app.follow(generationId));
    expect(seen.map(({ seq, event }) => ({ seq, event: generationEventSchema.parse(event) }))).toEqual(log);
    expect(browser.response.headers.get("cache-control")).toBe("no-store");
  });

  test("carries all answers, cards included, identically to each browser", async () => {
    await using opened = await open("はい。\n");
    using first = await listen(opened.app);
    using second = await listen(opened.app);
    const { generationId } = await opened.app.send("猫");
    const made = await opened.app.request("POST", "/api/cards", { text: "犬" }, { prefer: "respond-async" });
    const card = ((await made.json()) as Started).generationId;
    for (const id of [generationId, card]) await opened.app.events(id);

    const isLast = isEndOf(card);
    const [one, two] = await Promise.all([first.until(isLast), second.until(isLast)]);
    expect(JSON.stringify(one)).toBe(JSON.stringify(two));
    expect(logOf(one, card).map(({ seq }) => seq)).toEqual(logOf(one, card).map((_, index) => index + 1));
    expect(logOf(one, generationId)).not.toBeEmpty();
  });

  test("announces the start, the end of the answer and the title of a conversation, each after it is stored", async () => {
    await using opened = await open("はい。\n");
    using browser = await listen(opened.app);
    const { conversationId, generationId } = await opened.app.send("猫");
    const id = conversationId!;
    const isNamed = (event: ServerEvent) => event.type === "conversation" && event.id === id;
    await browser.until(isNamed);
    expect((await opened.app.conversation(id)).messages).toHaveLength(2);
    await browser.until(isEndOf(generationId));
    await browser.until(isNamed);
    expect((await opened.app.conversation(id)).conversation.live).toBeNull();
    // the check of the sentence is announced before the title
    const read = () => opened.app.conversation(id);
    do await browser.until(isNamed);
    while ((await read()).messages[0]?.answer?.outcome === undefined);
    expect((await read()).messages[0]?.answer).toMatchObject({ task: "correct" });
    do await browser.until(isNamed);
    while (!(await read()).conversation.titled);
    const { conversation, messages } = await read();
    expect(conversation.title).toBe("猫の話");
    expect(messages[0]?.answer).toMatchObject({ outcome: "complete", correction: null });
  });

  test("announces when a conversation is renamed, deleted, restored or answered again", async () => {
    await using opened = await open("はい。\n");
    const { conversationId, generationId } = await opened.app.send("猫");
    const id = conversationId!;
    await opened.app.events(generationId);
    const path = `/api/conversations/${id}`;
    await opened.app.json("POST", `${path}/title`);
    using browser = await listen(opened.app);
    const listed = async () => {
      const [conversation] = (await opened.app.list()).conversations;
      return { type: "conversation" as const, id, conversation: conversation ?? null };
    };
    const { changes } = await opened.app.conversation(id);
    await opened.app.json("PATCH", path, { title: "題" });
    const renamed = await browser.next();
    // a new title is no change of the messages
    expect(renamed).toEqual({ ...(await listed()), changes });
    expect(renamed).toMatchObject({ conversation: { title: "題", titled: true } });
    await opened.app.json("DELETE", path);
    expect(await browser.next()).toEqual({ type: "conversation", id, conversation: null, changes });
    await opened.app.json("POST", `${path}/restore`);
    expect(await browser.next()).toEqual(renamed);

    const { messages } = await opened.app.conversation(id);
    await opened.app.request("POST", `/api/messages/${messages[1]?.id}/retry`, { mode: "retry" });
    const seen = await browser.until(({ type }) => type === "conversation");
    expect(seen.at(-1)).toMatchObject({ id, conversation: { live: expect.any(String) } });
  });

  test("carries the list of downloads from start to end", async () => {
    await using opened = await open("");
    using browser = await listen(opened.app);
    await opened.app.json("POST", "/api/llm/ollama/downloads", { model: "gemma3:1b" });
    const isDone = (event: ServerEvent) => event.type === "downloads" && event.downloads[0]?.state === "done";
    const seen = await browser.until(isDone);
    const states = seen.flatMap((event) => (event.type === "downloads" ? [event.downloads[0]?.state] : []));
    expect(states[0]).toBe("running");
  });

  test("announces what another window saved", async () => {
    await using opened = await open("");
    using browser = await listen(opened.app);
    await opened.app.json("PUT", "/api/settings", { theme: "dark" });
    expect(await browser.next()).toEqual({ type: "settings" });
    await opened.app.json("PUT", "/api/llm/settings", { titleModel: "qwen3:8b" });
    expect(await browser.next()).toEqual({ type: "settings" });
    await opened.app.request("PUT", "/api/settings", { theme: "none" }); // rejected, so nothing is saved
    await opened.app.json("POST", "/api/llm/ollama/unload", { model: "gemma3:12b" });
    expect(await browser.next()).toEqual({ type: "models" });
  });

  test("ends when Blossom stops, after the end events of the running answers", async () => {
    await using opened = await open("はい。猫です。", { silentAfter: 2 });
    using browser = await listen(opened.app);
    const { generationId } = await opened.app.send("猫");
    await opened.upstream.waitForRequest("/api/chat");
    const stopped = opened.app.stop();
    const [end] = logOf(await browser.until(isEndOf(generationId)), generationId).slice(-1);
    expect(end?.event).toEqual({ type: "end", outcome: "interrupted" });
    let event: ServerEvent | null;
    do event = await browser.next();
    while (event);
    await stopped;
  });
});

test("stops sending as soon as a browser disconnects", async () => {
  const hub = createHub();
  const routes = eventRoutes({ hub });
  const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: (request) => routes.fetch(request) });
  const leaving = new AbortController();
  const response = await fetch(`http://127.0.0.1:${server.port}/events`, { signal: leaving.signal });
  await readEvents(response).next();
  expect(hub.isWatched()).toBe(true);
  leaving.abort();
  while (hub.isWatched()) await new Promise(setImmediate);
  await server.stop(true);
});

describe("a browser that reads too slowly", () => {
  /** Pauses reading while `size` bytes are sent in one-kilobyte events, then reads and returns everything. */
  async function readLate(size: number): Promise<string> {
    const hub = createHub();
    const routes = eventRoutes({ hub });
    const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: (request) => routes.fetch(request) });
    const { port = 0 } = server;
    const socket = connect(port, "127.0.0.1", () =>
      socket.write(`GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`),
    );
    const begun = Promise.withResolvers<void>();
    let text = "";
    socket.on("data", (data) => {
      text += String(data); // ASCII only
      begun.resolve();
    });
    await begun.promise;
    socket.pause();
    const event = JSON.stringify({ type: "text", text: "x".repeat(1_000) });
    for (let seq = 1; seq <= size / 1_000; seq++) {
      hub.sendLog("g", [{ seq, event }]);
      if (seq % 1_000 === 0) await new Promise(setImmediate); // lets the server write what the socket accepts
    }
    const ended = new Promise((resolve) => socket.once("close", resolve));
    socket.resume();
    hub.close();
    await ended;
    await server.stop(true);
    return text;
  }

  test("gets a gap event for the events it missed, and the server buffers little for it", async () => {
    const text = await readLate(100_000_000);
    expect(text.length).toBeLessThan(20_000_000);
    expect(text.match(/"type":"gap"/g)).not.toBeNull();
    // the events before the gap are complete and in order
    const before = text.slice(0, text.indexOf('data: {"type":"gap"}'));
    const numbers = [...before.matchAll(/"seq":(\d+)/g)].map(([, seq]) => Number(seq));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  test("misses nothing while it is less than a megabyte behind", async () => {
    const text = await readLate(500_000);
    expect(text).not.toContain('"type":"gap"');
    expect(text.match(/"seq":\d+/g)).toHaveLength(500);
  });
});
