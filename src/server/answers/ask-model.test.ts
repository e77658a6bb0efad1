import { describe, expect, test } from "bun:test";
import type { Answer } from "#shared/answer.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import type { Fallback } from "#shared/llm-settings.ts";
import type { ProviderType } from "#shared/providers.ts";
import type { Responder } from "#shared/responder.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import type { Reply, Script } from "#test/upstream/script.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";
import { requestsFor } from "#test/upstream/task-of.ts";

type Body = { messages: { role: string; content: string }[]; options: { num_ctx: number } };

const modelName = "gemma3:12b";
/** The bodies of the requests for a reply. */
const questions = ({ requests }: Upstream) => requestsFor(requests, "reply").map(({ body }) => body as Body);

/** A script that counts `perCharacter` tokens for each character of a conversation and reports overflow as Ollama does since 0.30. */
const tokenising = (perCharacter: number, text: string): Script =>
  byTask({
    reply(request): Reply {
      const { options } = request.body as unknown as Body;
      const characters = request.messages.reduce((sum, { content }) => sum + content.length, 0);
      const tokens = characters * perCharacter + Math.ceil(request.system.length / 4);
      if (tokens <= options.num_ctx) return { text };
      const message = `request (${tokens} tokens) exceeds the available context size (${options.num_ctx} tokens)`;
      const details = { type: "exceed_context_size_error", n_prompt_tokens: tokens, n_ctx: options.num_ctx };
      return { status: 400, body: { error: JSON.stringify({ error: { code: 400, message, ...details } }) } };
    },
  });

async function openWith(upstream: Upstream, contextTokens: number): Promise<OpenApp> {
  const app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  await app.json("PUT", "/api/llm/models/settings", { provider: "ollama", model: modelName, contextTokens });
  return app;
}

/** Sends the texts in sequence in one conversation. `last` is the stored last answer. */
async function converse(app: OpenApp, texts: readonly string[]) {
  let conversationId = "";
  for (const text of texts) {
    const sent = await app.send(text, conversationId === "" ? {} : { conversationId });
    conversationId = sent.conversationId ?? "";
    await app.events(sent.generationId);
  }
  const { messages } = await app.conversation(conversationId);
  return { conversationId, messages, last: messages.at(-1)!.answer as Answer };
}

/** 300 characters that do not repeat themselves. */
const long = Array.from({ length: 100 }, (_, index) => `${String.fromCharCode(0x4e00 + index * 13)}い。`).join("");

describe("a conversation that is longer than the context window (39, 40)", () => {
  test("leaves out the oldest turns with a notice, but never the instructions or the newest message (40)", async () => {
    await using upstream = await startUpstream({ protocol: "ollama", script: tokenising(1, long) });
    await using app = await openWith(upstream, 4_096);
    const texts = ["一", "二", "三", "四", "五", "六", "七", "八"].map((first) => first.repeat(300));
    const { messages, last } = await converse(app, texts);
    const asked = questions(upstream).at(-1)!;
    expect(asked.messages[0]?.role).toBe("system");
    expect(asked.messages.at(-1)?.content).toBe(texts.at(-1));
    const kept = asked.messages.slice(1).filter(({ role }) => role === "user");
    const [notice] = last.notices;
    expect(notice).toEqual({ code: "trimmed", turns: texts.length - kept.length });
    expect(kept.length).toBeLessThan(texts.length);
    // whole turns: the kept ones are unchanged
    expect(texts).toEqual(expect.arrayContaining(kept.map(({ content }) => content)));
    // the stored conversation keeps everything
    expect(messages.filter(({ role }) => role === "learner").map(({ text }) => text)).toEqual(texts);
    expect(questions(upstream)).toHaveLength(texts.length);
  });

  test("retries once with fewer turns and a notice when the server counts more tokens than we do (39)", async () => {
    await using upstream = await startUpstream({ protocol: "ollama", script: tokenising(2, "はい。") });
    await using app = await openWith(upstream, 8_192);
    const texts = ["一", "二", "三", "四", "五"].map((first) => first.repeat(850));
    const { last } = await converse(app, texts);
    expect(last).toMatchObject({ outcome: "complete", text: "はい。", error: null, usage: { requests: 2 } });
    const [first, second, ...more] = questions(upstream).slice(texts.length - 1);
    expect(more).toEqual([]);
    expect(second!.messages.length).toBeLessThan(first!.messages.length);
    expect(second!.messages[0]).toEqual(first!.messages[0]!);
    expect(second!.messages.at(-1)?.content).toBe(texts.at(-1));
    const kept = second!.messages.filter(({ role }) => role === "user").length;
    expect(last.notices).toEqual([{ code: "trimmed", turns: texts.length - kept }]);
    // the same context window for both: another one would reload the model
    expect(upstream.loads).toHaveLength(1);
  });

  test("reports context_overflow when the shortened prompt is still too long (39)", async () => {
    await using upstream = await startUpstream({ protocol: "ollama", script: tokenising(1, "はい。") });
    await using app = await openWith(upstream, 4_096);
    const before = await converse(app, ["猫が好きです。"]);
    upstream.script = tokenising(40, "はい。");
    const { generationId } = await app.send("犬".repeat(200), { conversationId: before.conversationId });
    const end = (await app.events(generationId)).at(-1);
    expect(end).toMatchObject({
      type: "end",
      outcome: "failed",
      error: { code: "context_overflow", model: modelName },
    });
    expect(
      questions(upstream)
        .slice(1)
        .map(({ messages }) => messages.length),
    ).toEqual([4, 2]);
  });

  test("reports context_overflow after one request when a single message is too long (39)", async () => {
    await using upstream = await startUpstream({ protocol: "ollama", script: tokenising(40, "はい。") });
    await using app = await openWith(upstream, 4_096);
    const { last } = await converse(app, ["犬".repeat(300)]);
    expect(last).toMatchObject({ outcome: "failed", error: { code: "context_overflow" }, notices: [] });
    expect(questions(upstream)).toHaveLength(1);
  });
});

const onePixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

test("refuses a new picture for a model without vision, and leaves out old ones (44)", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "はい。" } });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  await app.json("GET", "/api/llm/models?provider=ollama");
  const seen = await app.send("これは何ですか", { images: [onePixel] });
  expect((await app.events(seen.generationId)).at(-1)).toMatchObject({ outcome: "complete" });

  await app.json("PUT", "/api/llm/settings", { chatModel: "qwen3:8b" });
  const { conversationId } = seen;
  const refused = await app.send("これは？", { images: [onePixel], conversationId });
  expect((await app.events(refused.generationId)).at(-1)).toMatchObject({
    error: { code: "unsupported", model: "qwen3:8b", hint: modelName },
  });
  const goesOn = await app.send("では、言葉だけで。", { conversationId });
  expect((await app.events(goesOn.generationId)).at(-1)).toMatchObject({ outcome: "complete" });
  const { messages } = await app.conversation(conversationId!);
  expect(messages.at(-1)?.answer?.notices).toEqual([{ code: "pictures_left_out", pictures: 1, unseen: true }]);
  const asked = questions(upstream);
  expect(asked).toHaveLength(2);
  expect(JSON.stringify(asked[1])).not.toContain('"images"');
});

test("adds a notice when the server silently truncated the prompt (41)", async () => {
  const script = byTask({ reply: { text: "はい。", usage: { input: 8_192, output: 3 } } });
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openWith(upstream, 8_192);
  expect((await converse(app, ["猫が好きです。"])).last.notices).toEqual([{ code: "prompt_truncated" }]);
});

/** Ollama before 0.12.4 ignores `shift: false`: the answer goes on over the end of the window, and the server drops the beginning. */
test("adds a notice and ends the answer as cut when an older server dropped the beginning during the answer (41)", async () => {
  const pieces = Array.from({ length: 390 }, (_, index) => `${String.fromCharCode(0x4e00 + index * 13)}い。`);
  const script = byTask({ reply: { pieces } });
  await using upstream = await startUpstream({ protocol: "ollama", script, version: "0.12.3" });
  await using app = await openWith(upstream, 2_048);
  const { last } = await converse(app, ["今日は友達と映画を見に行きました。".repeat(100)]);
  expect(last.notices).toEqual([{ code: "prompt_truncated" }]);
  expect(last.outcome).toBe("cut");
});

test("adds a notice to an explanation whose prompt was cut (41)", async () => {
  const explain = {
    text: "0 I like cats.\n1 cat\n2 (subject)\n3 to like\n4 to be\n5 A polite sentence.",
    usage: { input: 8_192, output: 9 },
  };
  await using upstream = await startUpstream({ protocol: "ollama", script: byTask({ explain }) });
  await using app = await openWith(upstream, 8_192);
  const { generationId, conversationId } = await app.send("猫が好きです。", { task: "explain" });
  await app.events(generationId);
  const { messages } = await app.conversation(conversationId!);
  expect(messages.at(-1)?.answer?.notices).toEqual([{ code: "prompt_truncated" }]);
});

test("stops a model that repeats itself, keeps what came before and reports the reason (60)", async () => {
  const script: Script = {
    pieces: (function* () {
      yield "はい、";
      for (;;) yield* ["そうです。".repeat(20), "そうです。".repeat(19)];
    })(),
    tokensPerSecond: 1_000,
  };
  await using upstream = await startUpstream({ protocol: "ollama", script });
  await using app = await openWith(upstream, 8_192);
  const { conversationId, last } = await converse(app, ["猫が好きです。"]);
  expect(last).toMatchObject({ outcome: "failed", error: { code: "invalid_output", reason: "repeats" } });
  expect(last.text).toBe("はい、そうです。");
  expect(await (await upstream.waitForRequest("/api/chat")).closed).toBe("client");

  // a model that reads its repetition goes on with it
  upstream.script = byTask({ reply: "はい。" });
  await app.events((await app.send("犬も好きです。", { conversationId })).generationId);
  const told = questions(upstream)
    .at(-1)
    ?.messages.find(({ role }) => role === "assistant");
  expect(told?.content).toStartWith("はい、そうです。");
  expect(told?.content.length).toBeLessThan(200);
});

/** An app with an Ollama that may fail, and a second provider beside it. */
async function openTwo(first: Upstream, second: Upstream, fallback?: Fallback, secondModel = second.models[0]!.name) {
  const app = await openApp();
  const put = (update: object) => app.json("PUT", "/api/llm/settings", update);
  await put({ provider: "openai-compatible", baseUrl: `${second.url}/v1`, chatModel: secondModel });
  await put({ provider: "ollama", baseUrl: first.url, chatModel: modelName, ...(fallback && { fallback }) });
  return app;
}
const toSecond: Fallback = { providers: ["openai-compatible"], allowRemote: false };
const answersOf = (upstream: Upstream) => upstream.requests.filter(({ path }) => /chat/.test(path)).length;
const by = (provider: ProviderType, model: string, { url }: Upstream): Responder => ({
  provider,
  model,
  host: new URL(url).host,
  goesTo: "computer",
});

describe("the fallback", () => {
  test("is not used unless the learner has chosen one", async () => {
    const first = await startUpstream({ protocol: "ollama" });
    await using second = await startUpstream({ protocol: "openai" });
    await using app = await openTwo(first, second);
    await first.close();
    const { last } = await converse(app, ["猫が好きです。"]);
    expect(last).toMatchObject({ outcome: "failed", error: { code: "connect" }, notices: [] });
    expect(answersOf(second)).toBe(0);
  });

  test("answers when the server is away; both turns name their responder, and the second one the reason", async () => {
    const first = await startUpstream({ protocol: "ollama", script: { text: "一つ目です。" } });
    await using second = await startUpstream({ protocol: "openai", script: { text: "二つ目です。" } });
    await using app = await openTwo(first, second, toSecond);
    const before = await converse(app, ["猫が好きです。"]);
    await first.close();
    const { generationId } = await app.send("犬も好きです。", { conversationId: before.conversationId });
    const events = await app.events(generationId);
    const other = by("openai-compatible", second.models[0]!.name, second);
    expect(events.find(({ type }) => type === "started")).toMatchObject({ responder: by("ollama", modelName, first) });
    expect(events.find(({ type }) => type === "responder")).toEqual({ type: "responder", responder: other });
    const { messages } = await app.conversation(before.conversationId);
    const answers = messages.flatMap(({ role, answer }) => (role === "tutor" && answer ? [answer] : []));
    expect(answers.map(({ text, responder }) => ({ text, responder }))).toEqual([
      { text: "一つ目です。", responder: by("ollama", modelName, first) },
      { text: "二つ目です。", responder: other },
    ]);
    expect(answers[1]?.notices).toEqual([{ code: "fallback", instead: modelName, because: "connect" }]);
    expect(answers[1]?.usage?.requests).toBe(4); // three refused connections and the request to the fallback
    // the fallback gets the first model's answer as history
    expect(JSON.stringify(second.requests.find(({ path }) => /chat/.test(path))?.body)).toContain("一つ目です。");
  });

  test("waits in a full queue and says so, until the learner stops it", async () => {
    await using upstream = await startUpstream({
      protocol: "ollama",
      script: { status: 503, error: "server busy, please try again.  maximum pending requests exceeded" },
    });
    await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
    const { generationId } = await app.send("猫が好きです。");
    const events: GenerationEvent[] = [];
    for await (const { event } of app.follow(generationId)) {
      events.push(event);
      if (event.type === "phase" && event.until !== undefined)
        await app.json("POST", `/api/generations/${generationId}/stop`);
    }
    expect(events).toContainEqual({
      type: "phase",
      phase: "queued",
      at: expect.any(Number),
      until: expect.any(Number),
    });
    expect(events.at(-1)).toMatchObject({ type: "end", outcome: "stopped" });
  });

  test("asks the fallback, and does not wait for minutes, when the queue is full", async () => {
    await using first = await startUpstream({ protocol: "ollama" });
    await using second = await startUpstream({ protocol: "openai", script: { text: "二つ目です。" } });
    await using app = await openTwo(first, second, toSecond);
    first.script = { status: 503, error: "server busy, please try again.  maximum pending requests exceeded" };
    const { last } = await converse(app, ["猫が好きです。"]);
    const notices = [{ code: "fallback", instead: modelName, because: "overloaded" }];
    expect(last).toMatchObject({ outcome: "complete", text: "二つ目です。", notices });
  });

  const busy: [string, Reply, string][] = [
    ["busy for an hour", { status: 429, error: "slow", headers: { "retry-after": "3600" } }, "rate_limited"],
    ["broken", { status: 500, error: "boom" }, "server"],
  ];
  test("answers when the server is too busy or fails", async () => {
    await using first = await startUpstream({ protocol: "ollama" });
    await using second = await startUpstream({ protocol: "openai", script: { text: "二つ目です。" } });
    await using app = await openTwo(first, second, toSecond);
    for (const [how, script, because] of busy) {
      first.script = script;
      const { last } = await converse(app, ["猫が好きです。"]);
      const notices = [{ code: "fallback", instead: modelName, because }];
      expect({ how, ...last }).toMatchObject({ how, outcome: "complete", text: "二つ目です。", notices });
    }
  });

  const faults: [string, Reply, string][] = [
    ["requires a key", { status: 401, error: "unauthorized" }, "auth"],
    ["denies permission", { status: 403, error: "forbidden" }, "permission"],
    ["lacks the model", { status: 404, error: `model '${modelName}' not found` }, "model_not_found"],
    [
      "finds the prompt too long",
      { status: 400, error: "the input length exceeds the context length" },
      "context_overflow",
    ],
    ["has too little memory", { status: 500, error: "model requires more system memory" }, "out_of_memory"],
    ["returns nothing", { text: "" }, "invalid_output"],
    ["disconnects after the first word", { pieces: ["猫が"], cut: { after: 1, how: "destroy" } }, "incomplete"],
    ["fails after the first word", { pieces: ["猫が"], errorLine: "overloaded" }, "server"],
  ];
  test("is not used when the key or the request is at fault, or after the answer has begun", async () => {
    await using first = await startUpstream({ protocol: "ollama" });
    await using second = await startUpstream({ protocol: "openai" });
    await using app = await openTwo(first, second, toSecond);
    for (const [how, script, code] of faults) {
      first.script = script;
      const { last } = await converse(app, ["猫が好きです。"]);
      expect({ how, ...last }).toMatchObject({
        how,
        error: { code },
        responder: by("ollama", modelName, first),
        notices: [],
      });
    }
    expect(answersOf(second)).toBe(0);
  });

  test("is not used when the model refuses to answer", async () => {
    await using first = await startUpstream({ protocol: "openai", script: { text: "", finish: "refusal" } });
    await using second = await startUpstream({ protocol: "ollama" });
    await using app = await openApp();
    const put = (update: object) => app.json("PUT", "/api/llm/settings", update);
    await put({ provider: "ollama", baseUrl: second.url, chatModel: modelName });
    const fallback: Fallback = { providers: ["ollama"], allowRemote: true };
    await put({ provider: "openai-compatible", baseUrl: `${first.url}/v1`, chatModel: "google/gemma-3-12b", fallback });
    expect((await converse(app, ["猫が好きです。"])).last).toMatchObject({
      outcome: "failed",
      error: { code: "refused" },
    });
    expect(answersOf(second)).toBe(0);
  });

  test("is not used when it has no vision and the message has a picture (44)", async () => {
    const first = await startUpstream({ protocol: "openai" });
    const blind = { name: modelName, capabilities: ["completion"] };
    await using second = await startUpstream({ protocol: "ollama", models: [blind] });
    await using app = await openApp();
    const put = (update: object) => app.json("PUT", "/api/llm/settings", update);
    await put({ provider: "ollama", baseUrl: second.url, chatModel: modelName });
    await app.json("GET", "/api/llm/models?provider=ollama");
    const fallback: Fallback = { providers: ["ollama"], allowRemote: false };
    await put({ provider: "openai-compatible", baseUrl: `${first.url}/v1`, chatModel: "local", fallback });
    await first.close();
    const { generationId } = await app.send("これは何ですか", { images: [onePixel] });
    expect((await app.events(generationId)).at(-1)).toMatchObject({ error: { code: "connect" } });
    expect(answersOf(second)).toBe(0);
  });

  test("is not used when it has no vision and Continue resumes an answer about a picture (44)", async () => {
    const pieces = ["これは", "猫"];
    const first = await startUpstream({ protocol: "openai", script: { pieces, cut: { after: 1, how: "destroy" } } });
    const blind = { name: modelName, capabilities: ["completion"] };
    await using second = await startUpstream({ protocol: "ollama", models: [blind] });
    await using app = await openApp();
    const put = (update: object) => app.json("PUT", "/api/llm/settings", update);
    await put({ provider: "ollama", baseUrl: second.url, chatModel: modelName });
    const fallback: Fallback = { providers: ["ollama"], allowRemote: false };
    const model = first.models[0]!.name;
    await put({ provider: "openai-compatible", baseUrl: `${first.url}/v1`, chatModel: model, fallback });
    const { generationId, conversationId } = await app.send("これは何ですか", { images: [onePixel] });
    await app.events(generationId);
    await first.close();
    const { messages } = await app.conversation(conversationId!);
    const again = await app.request(
      "POST",
      `/api/messages/${messages.at(-1)!.id}/retry`,
      { mode: "continue" },
      { prefer: "respond-async" },
    );
    const events = await app.events(((await again.json()) as { generationId: string }).generationId);
    expect(events.at(-1)).toMatchObject({ error: { code: "connect" } });
    expect(events.some(({ type }) => type === "responder")).toBe(false);
  });

  test("is reported with its Ollama's address when it is an Ollama behind the OpenAI-compatible API (104)", async () => {
    const first = await startUpstream({ protocol: "ollama" });
    await using second = await startUpstream({
      protocol: "openai",
      flavour: "ollama",
      script: { text: "二つ目です。" },
    });
    await using app = await openTwo(first, second, toSecond);
    await app.json("POST", "/api/llm/openai/status", { url: `${second.url}/v1` });
    await first.close();
    const { last } = await converse(app, ["猫が好きです。"]);
    expect(last.notices).toContainEqual({ code: "is_ollama", url: second.url });
  });

  for (const allowRemote of [false, true]) {
    test(`${allowRemote ? "may be a cloud model with consent" : "is never a cloud model without consent"}`, async () => {
      const cloud = { name: "gpt-oss:120b-cloud", remoteHost: "https://ollama.com:443", capabilities: ["completion"] };
      const first = await startUpstream({ protocol: "openai" });
      await using second = await startUpstream({ protocol: "ollama", models: [cloud], script: { text: "雲です。" } });
      await using app = await openApp();
      const put = (update: object) => app.json("PUT", "/api/llm/settings", update);
      await put({ provider: "ollama", baseUrl: second.url });
      await app.json("GET", "/api/llm/models?provider=ollama");
      await put({ chatModel: cloud.name, allowRemote: true });
      const fallback: Fallback = { providers: ["ollama"], allowRemote };
      await put({ provider: "openai-compatible", baseUrl: `${first.url}/v1`, chatModel: "local", fallback });
      await first.close();
      const { last } = await converse(app, ["猫が好きです。"]);
      if (!allowRemote) expect(last).toMatchObject({ outcome: "failed", error: { code: "connect" } });
      else expect(last).toMatchObject({ text: "雲です。", responder: { model: cloud.name, relayed: true } });
      expect(answersOf(second) > 0).toBe(allowRemote);
    });
  }
});
