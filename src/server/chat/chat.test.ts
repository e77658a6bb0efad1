import fs from "node:fs";
import { join } from "node:path";
import { expect, test } from "bun:test";
import type { Started } from "#shared/chat.ts";
import { generationEventSchema } from "#shared/generation.ts";
import { openApp } from "#test/open-app.ts";
import { readEvents } from "#test/read-events.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { requestsFor } from "#test/upstream/task-of.ts";

const explained = "0 I like cats.\n1 cat\n2 (subject)\n3 liked\n4 好き is an adjective.\n";
const onePixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const asOllama = (url: string) => ({ provider: { type: "ollama" as const, url } });

test("says that a message is written in another learning language", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "네." } });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId } = await app.send("학교에 가요.", { language: "ja" });
  const notices = (await app.events(generationId)).flatMap((event) => (event.type === "notice" ? [event.notice] : []));
  expect(notices).toEqual([{ code: "better_language", language: "ko" }]);
});

test.each([
  ["zh-Hant", "ja", "這句話是什麼意思？", "Traditional Chinese"],
  ["zh-Hant", "ja", "「食べる」和「食う」有什麼不同？", "Traditional Chinese"],
  ["zh-Hant", "ko", "「가다」怎麼用？", "Traditional Chinese"],
  ["zh-Hans", "ja", "这句话是什么意思？", "Simplified Chinese"],
  ["ja", "zh-Hant", "「了」はいつ使いますか。", "Japanese"],
  ["ko", "ja", "이 문장은 무슨 뜻이에요?", "Korean"],
] as const)(
  "answers a question in the learner's own language, and does not offer to learn it: %s, learning %s, %s",
  async (interfaceLanguage, language, text, name) => {
    await using upstream = await startUpstream({ protocol: "ollama", script: { text: "はい。" } });
    await using app = await openApp(asOllama(upstream.url));
    await app.json("PUT", "/api/settings", { interfaceLanguage });
    for (const task of ["explain", "reply"] as const) {
      const { generationId } = await app.send(text, { language, task });
      const events = await app.events(generationId);
      expect(events[0]).toMatchObject({ type: "started", task: "question" });
      expect(events.filter(({ type }) => type === "notice")).toEqual([]);
    }
    expect(JSON.stringify(requestsFor(upstream.requests, "question")[0]?.body)).toContain(`Explain in ${name}`);
  },
);

test("streams text deltas and [DONE] in the response to the documented POST", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "はい。\n\n猫です。" } });
  await using app = await openApp(asOllama(upstream.url));
  const response = await app.request("POST", "/api/chat", { text: "hello" });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  expect(response.headers.get("content-location")).toMatch(/^\/api\/generations\/[\w-]+\/events$/);
  const data = (await Array.fromAsync(readEvents(response))).map((event) => event.data);
  expect(data.pop()).toBe("[DONE]");
  const texts = data
    .map((line) => JSON.parse(line) as { text?: string; type: string })
    .filter(({ type }) => type === "text");
  expect(texts.map(({ text }) => text).join("")).toBe("はい。\n\n猫です。");
});

test.each([
  ["nothing listens", null, 503, "connect"],
  ["the model is missing", "no-such:model", 400, "model_not_found"],
])(
  "reports the failure in the POST's status and keeps the message for Retry: %s",
  async (_name, model, status, code) => {
    await using upstream = await startUpstream({ protocol: "ollama" });
    const url = model === null ? "http://127.0.0.1:1" : upstream.url;
    await using app = await openApp({ provider: { type: "ollama", url, ...(model !== null && { model }) } });
    const response = await app.request("POST", "/api/chat", { text: "猫が好き。" });
    expect(response.status).toBe(status);
    const body = (await response.json()) as Started & { error: { code: string; hint?: string } };
    expect(body.error.code).toBe(code);
    if (model !== null) expect(body.error.hint).toContain(`ollama pull ${model}`);
    await app.events(body.generationId);

    const { messages } = await app.conversation(body.conversationId!);
    expect(messages.map(({ role, text }) => [role, text])).toEqual([
      ["learner", "猫が好き。"],
      ["tutor", ""],
    ]);
    expect(messages[1]?.answer).toMatchObject({ outcome: "failed", error: { code } });
    // the engine works without the model
    expect(messages[1]?.answer?.cards).toMatchObject([
      { state: "words", card: { words: [{ surface: "猫", reading: "ねこ" }, {}, {}] } },
    ]);
  },
);

test("answers 400 without a key, and still shows the engine's words", async () => {
  await using app = await openApp();
  const response = await app.request("POST", "/api/chat", { text: "猫が好き。" });
  expect(response.status).toBe(400);
  const { error, conversationId, generationId } = (await response.json()) as Started & { error: { code: string } };
  expect(error.code).toBe("no_key");
  await app.events(generationId);
  const { messages } = await app.conversation(conversationId!);
  expect(messages[1]?.answer?.cards).toMatchObject([{ state: "words", card: { words: [{ surface: "猫" }, {}, {}] } }]);
});

test("answers again on Retry with the currently chosen model", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "にゃあ" } });
  await using app = await openApp({ provider: { type: "ollama", url: "http://127.0.0.1:1" } });
  const { generationId, conversationId } = await app.send("猫が好き。");
  expect((await app.events(generationId)).at(-1)).toMatchObject({ outcome: "failed" });
  await app.json("PUT", "/api/llm/settings", { ollamaUrl: upstream.url });
  const reply = (await app.conversation(conversationId!)).messages[1]!;
  const response = await app.request(
    "POST",
    `/api/messages/${reply.id}/retry`,
    { mode: "retry" },
    { prefer: "respond-async" },
  );
  const again = (await response.json()) as Started;
  expect((await app.events(again.generationId)).at(-1)).toMatchObject({ outcome: "complete" });
  const { messages } = await app.conversation(conversationId!);
  expect(messages).toHaveLength(2);
  expect(messages[1]?.text).toBe("にゃあ");
});

test("keeps the text and reports out_of_memory when the model's process dies during an answer", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "はじめ。そして", dies: 2 } });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send("go on");
  const end = (await app.events(generationId)).at(-1);
  expect(end).toMatchObject({ outcome: "interrupted", error: { code: "out_of_memory", model: "gemma3:12b" } });
  expect((await app.conversation(conversationId!)).messages[1]?.text).toBe("はじめ。そし");
});

test("reports how to fix it when the model dies or is damaged while it loads", async () => {
  const models = [{ name: "gemma3:12b", sizeBytes: 40_000_000 }];
  await using upstream = await startUpstream({ protocol: "ollama", models, script: { dies: "loading" } });
  await using app = await openApp(asOllama(upstream.url));
  const endOf = async () => (await app.events((await app.send("go on")).generationId)).at(-1);
  expect(await endOf()).toMatchObject({ outcome: "failed", error: { code: "out_of_memory" } });
  upstream.models = [{ ...models[0]!, isDamaged: true }];
  expect(await endOf()).toMatchObject({
    outcome: "failed",
    error: { code: "damaged_model", hint: "ollama rm gemma3:12b && ollama pull gemma3:12b" },
  });
});

test("appends to the existing text on Continue", async () => {
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: { text: "はじめ。そして", cut: { after: 2, how: "destroy" } },
  });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send("go on");
  expect((await app.events(generationId)).at(-1)).toMatchObject({
    outcome: "interrupted",
    error: { code: "incomplete" },
  });
  const reply = (await app.conversation(conversationId!)).messages[1]!;
  expect("はじめ。そして").toStartWith(reply.text);
  expect(reply.text).not.toBe("");
  upstream.script = { text: "おわり。" };
  const started = await app.request(
    "POST",
    `/api/messages/${reply.id}/retry`,
    { mode: "continue" },
    { prefer: "respond-async" },
  );
  await app.events(((await started.json()) as Started).generationId);
  expect((await app.conversation(conversationId!)).messages[1]?.text).toBe(`${reply.text}おわり。`);
});

test("keeps showing the answer when a Retry fails, and reports the failure beside it", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "いい答え" } });
  await using app = await openApp(asOllama(upstream.url));
  const first = await app.send("hello");
  await app.events(first.generationId);
  const reply = (await app.conversation(first.conversationId!)).messages[1]!;
  upstream.script = { status: 500, error: "boom" };
  const response = await app.request(
    "POST",
    `/api/messages/${reply.id}/retry`,
    { mode: "retry" },
    { prefer: "respond-async" },
  );
  await app.events(((await response.json()) as Started).generationId);
  const shown = (await app.conversation(first.conversationId!)).messages[1]!;
  expect(shown).toMatchObject({
    text: "いい答え",
    answer: { text: "いい答え", outcome: "complete", error: null },
    lastAttempt: { outcome: "failed", error: { code: "server" } },
  });

  upstream.script = { text: "はい" };
  const next = await app.send("and now?", { conversationId: first.conversationId });
  await app.events(next.generationId);
  const chats = upstream.requests.filter(({ path }) => path === "/api/chat").map(({ body }) => JSON.stringify(body));
  expect(chats.find((body) => body.includes("and now?"))).toContain("いい答え");
});

test("continues the conversation when the file of a picture is missing", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "はい" } });
  await using app = await openApp(asOllama(upstream.url));
  const images = [Buffer.from(await new Bun.Image(onePixel).jpeg().bytes()).toString("base64")];
  const first = await app.send("what is this?", { images });
  await app.events(first.generationId);
  fs.rmSync(join(app.dataDir, "images"), { recursive: true });
  const next = await app.send("and this?", { conversationId: first.conversationId });
  expect((await app.events(next.generationId)).at(-1)).toMatchObject({ outcome: "complete" });
});

test("stores a picture once when the same message is sent twice", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "はい" } });
  await using app = await openApp(asOllama(upstream.url));
  const message = { images: [onePixel.toString("base64")], key: crypto.randomUUID() };
  const first = await app.send("look", message);
  expect(await app.send("look", message)).toEqual(first);
  expect(fs.readdirSync(join(app.dataDir, "images"))).toHaveLength(1);
});

test("refuses the key of another message instead of dropping the new text", async () => {
  await using app = await openApp();
  const key = crypto.randomUUID();
  await app.send("one", { key });
  const response = await app.request("POST", "/api/chat", { text: "two", key });
  expect(response.status).toBe(400);
});

test("explains in the language of the page unless the settings name one", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "はい" } });
  await using app = await openApp(asOllama(upstream.url));
  const systemOf = async (more: object) => {
    const { generationId } = await app.send("hello", more);
    await app.events(generationId);
    return JSON.stringify(requestsFor(upstream.requests, "question").at(-1)?.body);
  };
  expect(await systemOf({})).toContain("in English");
  expect(await systemOf({ explanationLanguage: "ko" })).toContain("in Korean");
  await app.json("PUT", "/api/settings", { explanationLanguage: "fr" });
  expect(await systemOf({})).toContain("in French");
});

test("stores one message when the same key is sent twice", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "はい" } });
  await using app = await openApp(asOllama(upstream.url));
  const key = crypto.randomUUID();
  const [first, second] = await Promise.all([app.send("hello", { key }), app.send("hello", { key })]);
  expect(second).toEqual(first);
  await app.events(first.generationId);
  expect(await app.send("hello", { key })).toEqual(first);
  expect((await app.conversation(first.conversationId!)).messages).toHaveLength(2);
});

test("answers 409 to a second message during an answer, which continues", async () => {
  const gate = Promise.withResolvers<void>();
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "はい", ready: gate.promise } });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send("hello");
  const response = await app.request("POST", "/api/chat", { text: "again", conversationId });
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({ error: { code: "busy" } });
  gate.resolve();
  expect((await app.events(generationId)).at(-1)).toMatchObject({ outcome: "complete" });
  expect((await app.conversation(conversationId!)).messages).toHaveLength(2);
});

test("makes the title after the answer with the same model and load options, and keeps the learner's title", async () => {
  const script = byTask({ reply: "猫ですね。", title: "「猫の話」" });
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send("猫が好き。");
  await app.events(generationId);
  const made = await app.json<{ title: string }>("POST", `/api/conversations/${conversationId}/title`, {});
  expect(made.title).toBe("猫の話");
  expect(upstream.loads).toHaveLength(1);
  await app.json("PATCH", `/api/conversations/${conversationId}`, { title: "わたしの題" });
  expect(await app.json("POST", `/api/conversations/${conversationId}/title`, {})).toEqual({ title: "わたしの題" });
});

test("never replaces a typed title, not even with a title request that is already running", async () => {
  const gate = Promise.withResolvers<void>();
  const script = byTask({ reply: "猫ですね。", title: { text: "猫の話", ready: gate.promise } });
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openApp(asOllama(upstream.url));
  const first = await app.send("猫が好き。");
  const { conversationId } = first;
  await app.events(first.generationId);
  await upstream.waitForRequest("/api/chat", 3); // the title request, after the check
  const titles = () => requestsFor(upstream.requests, "title");
  expect(titles()).toHaveLength(1);
  await app.json("PATCH", `/api/conversations/${conversationId}`, { title: "わたしの題" });
  gate.resolve();
  const title = () => app.json<{ title: string }>("POST", `/api/conversations/${conversationId}/title`, {});
  expect(await title()).toEqual({ title: "わたしの題" });
  const second = await app.send("犬も好き。", { conversationId });
  await app.events(second.generationId);
  expect(await title()).toEqual({ title: "わたしの題" });
  expect((await app.conversation(conversationId!)).conversation).toMatchObject({ title: "わたしの題", titled: true });
  await upstream.waitForRequest("/api/chat", 5); // the second reply and its check
  expect(titles()).toHaveLength(1);
});

test("uses the first words as the title when the title request fails", async () => {
  const script = byTask({ reply: "猫ですね。", title: { status: 500, error: "boom" } });
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openApp(asOllama(upstream.url));
  const { generationId, conversationId } = await app.send("猫が好き。");
  await app.events(generationId);
  expect(await app.json("POST", `/api/conversations/${conversationId}/title`, {})).toEqual({ title: "猫が好き。" });
});

test.each(["anthropic", "openai-compatible"] as const)("names the responder when %s answers", async (type) => {
  const protocol = type === "anthropic" ? "anthropic" : "openai";
  const reply = "わたしも猫が好きです。";
  await using upstream = await startUpstream({ protocol, script: byTask({ reply }) });
  const url = type === "anthropic" ? upstream.url : `${upstream.url}/v1`;
  await using app = await openApp({ provider: { type, url, model: upstream.models[0]!.name } });
  const { generationId, conversationId } = await app.send("猫が好き。");
  expect((await app.events(generationId)).at(-1)).toMatchObject({ outcome: "complete" });
  const answer = (await app.conversation(conversationId!)).messages[1]?.answer;
  expect(answer?.responder).toMatchObject({ provider: type, host: new URL(upstream.url).host });
  expect(answer?.text).toBe(reply);
});

test("sends the earlier turns of the conversation", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "はい" } });
  await using app = await openApp(asOllama(upstream.url));
  const first = await app.send("one");
  await app.events(first.generationId);
  const second = await app.send("two", { conversationId: first.conversationId });
  await app.events(second.generationId);
  const chats = upstream.requests.filter(({ path }) => path === "/api/chat");
  const bodies = chats.map(({ body }) => (body as { messages: { role: string; content: string }[] }).messages);
  const turns = bodies.find((messages) => messages.at(-1)?.content === "two")?.filter(({ role }) => role !== "system");
  expect(turns?.map(({ content }) => content)).toEqual(["one", "はい", "two"]);
});

test("completes POST /api/cards with the engine's words when there is no model", async () => {
  await using app = await openApp();
  const cases = [
    { language: "ja", text: "日本に行きたいです。", surface: "日本", reading: "にほん" },
    { language: "zh-Hans", text: "我在银行工作。", surface: "银行", reading: "yínháng" },
    { language: "ko", text: "같이 가요.", surface: "같이", reading: "가치" },
  ];
  for (const { language, text, surface, reading } of cases) {
    const response = await app.request("POST", "/api/cards", { text, language });
    expect(response.status).toBe(200);
    const events = (await Array.fromAsync(readEvents(response))).map(({ data }) => data);
    expect(events.pop()).toBe("[DONE]");
    expect(JSON.parse(events.at(-1)!)).toMatchObject({ type: "end", outcome: "complete" });
    const found = events.map((data) => generationEventSchema.parse(JSON.parse(data)));
    const words = found.flatMap((event) => (event.type === "words" ? event.words : []));
    expect(words).toContainEqual(expect.objectContaining({ surface, reading, meaning: "" }));
  }
});

test("reuses the card of the same sentence without a second request, except with `fresh`", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: byTask({ explain: explained }) });
  await using app = await openApp(asOllama(upstream.url));
  const ask = async (more = {}) => {
    const response = await app.request("POST", "/api/cards", { text: "猫が好き。", ...more });
    return (await Array.fromAsync(readEvents(response))).map(({ data }) => data);
  };
  const first = await ask();
  expect(await ask()).toEqual(first);
  expect(upstream.requests.filter(({ path }) => path === "/api/chat")).toHaveLength(1);
  await ask({ fresh: true });
  expect(upstream.requests.filter(({ path }) => path === "/api/chat")).toHaveLength(2);
});
