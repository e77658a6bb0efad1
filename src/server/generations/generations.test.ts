import type { Database } from "bun:sqlite";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { expect, test } from "bun:test";
import type { Answer } from "#shared/answer.ts";
import { applyGenerationEvent, emptyAnswer } from "#shared/apply-generation-event.ts";
import { createSettleSteps } from "#server/answers/settle-words.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import { insertConversation } from "#server/db/conversations.ts";
import { getGeneration, insertEvent, insertGeneration, listEvents } from "#server/db/generations.ts";
import { insertMessage } from "#server/db/messages.ts";
import { closeDatabase, openDatabase } from "#server/db/open.ts";
import { createLookup } from "#server/dictionaries/lookup.ts";
import { buildWord } from "#test/builders.ts";
import { openApp } from "#test/open-app.ts";
import { readEvents } from "#test/read-events.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { firstEngineWords } from "./first-engine-words.ts";
import { createGenerations, createRunning } from "./log.ts";
import { snapshotGeneration } from "./snapshot.ts";
import { type Produce, startGeneration } from "./start.ts";
import { stopGeneration } from "./stop.ts";

/** Pieces that are sent one by one, each when `send(piece)` is called. */
function controlled() {
  const { readable, writable } = new TransformStream<string, string>();
  const writer = writable.getWriter();
  return { pieces: readable, send: (piece: string) => writer.write(piece), finish: () => writer.close() };
}

async function openStream() {
  const script = controlled();
  const upstream = await startUpstream({
    protocol: "ollama",
    script: ({ system }) => (/title/i.test(system) ? { text: "題" } : { pieces: script.pieces }),
  });
  const app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const started = await app.send("hello");
  const dispose = async () => {
    await app[Symbol.asyncDispose]();
    await upstream.close();
  };
  return { ...script, upstream, app, started, conversationId: started.conversationId!, [Symbol.asyncDispose]: dispose };
}

test("delivers every event once to a reader that reconnects", async () => {
  await using s = await openStream();
  const first = s.app.follow(s.started.generationId);
  await s.send("いち");
  let seen = (await first.next()).value!;
  while (seen.event.type !== "text") seen = (await first.next()).value!;
  await first.return(undefined);
  await s.send("に");
  await s.send("さん");
  await s.finish();
  const rest = await Array.fromAsync(s.app.follow(s.started.generationId, seen.seq));
  expect(rest[0]?.seq).toBe(seen.seq + 1);
  expect(rest.flatMap(({ event }) => (event.type === "text" ? [event.text] : [])).join("")).toBe("にさん");

  // Last-Event-ID wins over the `after` of the first request
  const path = `/api/generations/${s.started.generationId}/events?after=0`;
  const response = await s.app.request("GET", path, undefined, { "last-event-id": String(seen.seq) });
  expect((await readEvents(response).next()).value?.id).toBe(String(seen.seq + 1));
});

test("continues an answer and its upstream request when the reader disconnects (31)", async () => {
  await using s = await openStream();
  const response = await s.app.request("GET", `/api/generations/${s.started.generationId}/events`);
  await s.send("いち");
  await response.body?.cancel();
  await s.send("に");
  await s.finish();
  await s.app.events(s.started.generationId);
  expect((await s.app.conversation(s.conversationId)).messages[1]?.text).toBe("いちに");
});

test("folds a snapshot plus later events to the same answer as all events", async () => {
  const { pieces, send, finish } = controlled();
  const script = byTask({ explain: () => ({ pieces }) });
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { generationId } = await app.send("猫が好き。", { task: "explain" });
  const snapshots: { seq: number; answer: Answer }[] = [];
  for (const piece of ["0 I like", " cats.\n1 c", "at\n2 (subject)\n3 to", " like\n", "4 A note."]) {
    await send(piece);
    snapshots.push(await app.json("GET", `/api/generations/${generationId}`));
  }
  await finish();
  const all = await Array.fromAsync(app.follow(generationId));
  const whole = all.map(({ event }) => event).reduce(applyGenerationEvent, emptyAnswer("ja"));
  expect(whole.cards).toMatchObject([{ state: "closed", card: { translation: "I like cats.", note: "A note." } }]);
  expect(new Set(snapshots.map(({ seq }) => seq)).size).toBeGreaterThan(1);
  for (const { seq, answer } of snapshots) {
    const rest = all.filter((logged) => logged.seq > seq).map(({ event }) => event);
    expect(rest.reduce(applyGenerationEvent, answer)).toEqual(whole);
  }
});

test("keeps the shown text on Stop, closes the upstream request and adds nothing more (31)", async () => {
  await using s = await openStream();
  const reader = s.app.follow(s.started.generationId);
  await s.send("いち");
  for (let next = await reader.next(); next.value?.event.type !== "text"; next = await reader.next());
  const stopped = await s.app.json<{ outcome: string }>("POST", `/api/generations/${s.started.generationId}/stop`, {});
  expect(stopped).toEqual({ outcome: "stopped" });
  const request = await s.upstream.waitForRequest("/api/chat");
  expect(await request.closed).toBe("client");
  void s.send("に");
  const { messages, conversation } = await s.app.conversation(s.conversationId);
  expect(messages[1]).toMatchObject({ text: "いち", answer: { outcome: "stopped" } });
  expect(conversation.live).toBeNull();
  // a repeated Stop changes nothing
  expect(await s.app.json<object>("POST", `/api/generations/${s.started.generationId}/stop`, {})).toEqual(stopped);
});

test("stops while the model is still loading", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { loadMs: 90_000, text: "はい" } });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { generationId } = await app.send("hello");
  const request = await upstream.waitForRequest("/api/chat");
  await app.json("POST", `/api/generations/${generationId}/stop`, {});
  expect(await request.closed).toBe("client");
});

test("stops the answer when its conversation is deleted, and undo restores the text so far", async () => {
  await using s = await openStream();
  const reader = s.app.follow(s.started.generationId);
  await s.send("いち");
  for (let next = await reader.next(); next.value?.event.type !== "text"; next = await reader.next());
  await s.app.json("DELETE", `/api/conversations/${s.conversationId}`);
  expect(await (await s.upstream.waitForRequest("/api/chat")).closed).toBe("client");
  expect((await s.app.request("GET", `/api/conversations/${s.conversationId}`)).status).toBe(404);
  await s.app.json("POST", `/api/conversations/${s.conversationId}/restore`, {});
  expect((await s.app.conversation(s.conversationId)).messages[1]?.text).toBe("いち");
});

test("answers in two conversations at once, and stopping one leaves the other running", async () => {
  await using upstream = await startUpstream({
    protocol: "openai",
    script: ({ lastText }) => (lastText === "long" ? { text: "あ".repeat(50), tokensPerSecond: 20 } : { text: "はい" }),
  });
  const provider = { type: "openai-compatible" as const, url: `${upstream.url}/v1`, model: upstream.models[0]!.name };
  await using app = await openApp({ provider });
  const long = await app.send("long");
  const short = await app.send("short");
  await app.json("POST", `/api/generations/${long.generationId}/stop`, {});
  expect((await app.events(short.generationId)).at(-1)).toMatchObject({ outcome: "complete" });
});

test("gives the page the same answer that the server saved", async () => {
  const explain = "0 I like cats.\n1 cat\n2-3 to like it\n4 A note.\n";
  await using upstream = await startUpstream({ protocol: "ollama", script: byTask({ explain }) });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { generationId, conversationId } = await app.send("猫が好き。", { task: "explain" });
  const events = await app.events(generationId);
  const drawn = events.reduce(applyGenerationEvent, emptyAnswer("ja"));
  const saved = (await app.conversation(conversationId!)).messages[1]?.answer;
  expect(saved).toEqual(drawn);
  expect(drawn.cards).toMatchObject([{ id: `${generationId}#0`, card: { joins: [{ meaning: "to like it" }] } }]);
});

test("delivers tokens that look like stream framing unchanged", async () => {
  const nasty = 'a\n\nevent: end\ndata: {"type":"end"}\n\ndata: [DONE]\n\nid: 99\u2028\u2029\ud83c\udf38 \u0000 end';
  await using upstream = await startUpstream({ protocol: "ollama", script: { pieces: Array.from(nasty) } });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { generationId } = await app.send("hello");
  const texts = (await app.events(generationId)).flatMap((event) => (event.type === "text" ? [event.text] : []));
  expect(texts.join("")).toBe(nasty);
});

test("starts and reads the other events when one stored event is damaged", async () => {
  const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-damaged-"));
  const db = openDatabase(join(dataDir, "blossom.db"));
  insertConversation(db, "c", "ja", 1);
  insertMessage(db, { id: "q", conversationId: "c", role: "learner", text: "hello", language: "ja", createdAt: 1 });
  insertMessage(db, { id: "m", conversationId: "c", role: "tutor", text: "", language: "ja", createdAt: 1 });
  insertGeneration(db, {
    id: "g",
    task: "reply",
    messageId: "m",
    appearance: { kind: "message", ref: "q" },
    explanationLanguage: "en",
    now: 1,
  });
  const started = { type: "started", generationId: "g", language: "ja", task: "reply", responder: null, at: 1 };
  for (const [index, event] of [started, { type: "text", text: "いち" }, { type: "from-the-future" }].entries()) {
    insertEvent(db, "g", index + 1, JSON.stringify(event));
  }
  closeDatabase(db);
  await using app = await openApp({ dataDir });
  const { conversation, messages } = await app.conversation("c");
  expect(conversation.live).toBeNull();
  expect(messages[1]).toMatchObject({ text: "いち", answer: { outcome: "interrupted" } });
  await app.stop();
  fs.rmSync(dataDir, { recursive: true });
});

/** A separate generation in a database of its own, with these events. */
function openAlone(db: Database, produce: Produce) {
  const lookup = createLookup(() => [], "");
  const generations = createGenerations(db, createSettleSteps(db, lookup));
  const appearance = { kind: "text", ref: "g" } as const;
  const generation = { id: "g", task: "explain", messageId: null, appearance } as const;
  insertGeneration(db, { ...generation, explanationLanguage: "en", now: 1 });
  const running = createRunning("g", { messageId: null, host: null, language: "ja", task: "explain" });
  startGeneration(generations, running, produce);
  return { generations, running };
}

test("stops without waiting for an analyser that does not answer", async () => {
  using db = openDatabase(":memory:");
  const asked = Promise.withResolvers<void>();
  const { generations } = openAlone(db, async function* () {
    yield { type: "text", text: "いち" };
    asked.resolve();
    await new Promise<void>(() => {});
  });
  await asked.promise;
  expect(await stopGeneration(generations, "g")).toBe("stopped");
  expect(snapshotGeneration(generations, getGeneration(db, "g")!)).toMatchObject({ answer: { text: "いち" }, seq: 2 });
  await new Promise(setImmediate); // the checkpoint
});

test("says what was asked for before the first event, because a page may read the answer that early", async () => {
  using db = openDatabase(":memory:");
  const next = Promise.withResolvers<GenerationEvent>();
  const { generations } = openAlone(db, async function* () {
    yield await next.promise;
  });
  const snapshot = snapshotGeneration(generations, getGeneration(db, "g")!);
  expect(snapshot).toMatchObject({ seq: 0, answer: { generationId: "g", task: "explain" } });
  await stopGeneration(generations, "g");
  await new Promise(setImmediate); // the checkpoint
});

test("the response to a message waits for the words of the engine, for the model's turn or for the end, whichever comes first", async () => {
  const card: GenerationEvent = { type: "card", cardId: "g#0", text: "猫。", at: 0, isAsked: false };
  const words: GenerationEvent = { type: "words", cardId: "g#0", engine: "1", words: [buildWord("猫")] };
  const phase: GenerationEvent = { type: "phase", phase: "reading", at: 1 };
  for (const awaited of [words, phase, null]) {
    using db = openDatabase(":memory:");
    const next = Promise.withResolvers<void>();
    const { generations, running } = openAlone(db, async function* () {
      yield card;
      await next.promise;
      if (awaited) yield awaited;
      if (awaited) await new Promise<void>(() => {});
    });
    const response = firstEngineWords(generations, "g", 60_000).then(() => running.seq);
    expect(await Promise.race([response, firstEngineWords(generations, "g", 0)])).toBeUndefined();
    next.resolve();
    expect(await response).toBe(2);
    await stopGeneration(generations, "g");
    await new Promise(setImmediate); // the checkpoint
  }
});

test("reports a failure that is known before the last words, and stores the words before the end", async () => {
  using db = openDatabase(":memory:");
  const found = Promise.withResolvers<void>();
  const { running } = openAlone(db, async function* () {
    yield { type: "card", cardId: "g#0", text: "猫", at: 0, isAsked: false };
    yield { type: "end", outcome: "failed", error: { code: "connect", message: "away" } };
    await found.promise;
    yield { type: "words", cardId: "g#0", engine: "2", words: [buildWord("猫")] };
  });
  expect(await running.failed.promise).toMatchObject({ code: "connect" });
  expect(getGeneration(db, "g")?.outcome).toBeNull();
  found.resolve();
  expect(await running.closed.promise).toMatchObject({
    outcome: "failed",
    error: { code: "connect" },
    cards: [{ card: { words: [{ surface: "猫" }] } }],
  });
  const types = listEvents(db, "g", 0).map(({ event }) => (JSON.parse(event) as { type: string }).type);
  expect(types).toEqual(["card", "words", "end"]);
  await new Promise(setImmediate); // the checkpoint
});

test("ends a generation whose end cannot be stored", async () => {
  using db = openDatabase(":memory:");
  const { generations, running } = openAlone(db, async function* () {
    const error = { code: "overloaded" as const, message: "busy", retryAfterMs: Infinity };
    yield { type: "end", outcome: "failed", error };
  });
  await running.closed.promise;
  expect(generations.running.size).toBe(0);
  expect(snapshotGeneration(generations, getGeneration(db, "g")!)).toMatchObject({
    answer: { outcome: "interrupted" },
  });
  await new Promise(setImmediate); // the checkpoint
});
