import { describe, expect, test } from "bun:test";
import type { Responder } from "#shared/responder.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";
import { requestsFor, taskOf } from "#test/upstream/task-of.ts";

const chatsOf = ({ requests }: Upstream) => requests.filter(({ path }) => path === "/api/chat");
const titlesOf = ({ requests }: Upstream) => requestsFor(requests, "title");
const asOllama = ({ url }: Upstream) => ({ provider: { type: "ollama", url } as const });

/** An answer that sends its first word, and the rest when `go()` is called. */
function heldAnswer() {
  const gate = Promise.withResolvers<void>();
  async function* pieces() {
    yield "はい、";
    await gate.promise;
    yield "そうです。";
  }
  return { pieces, go: () => gate.resolve() };
}

async function firstText(app: OpenApp, generationId: string) {
  for await (const { event } of app.follow(generationId)) if (event.type === "text") return event.text;
  throw new Error("no text came");
}

test("finishes a running answer with the old provider when the provider changes (107)", async () => {
  const held = heldAnswer();
  await using ollama = await startUpstream({
    protocol: "ollama",
    script: byTask({ reply: () => ({ pieces: held.pieces() }) }),
  });
  await using claude = await startUpstream({ protocol: "anthropic", script: byTask({ reply: "こんにちは。" }) });
  const environment = { ANTHROPIC_BASE_URL: claude.url, ANTHROPIC_API_KEY: "test-key" };
  await using app = await openApp({ environment, ...asOllama(ollama) });
  const first = await app.send("一つ目");
  await firstText(app, first.generationId);
  await app.json("PUT", "/api/llm/settings", { provider: "anthropic", chatModel: "claude-haiku-5-5" });
  held.go();
  expect((await app.events(first.generationId)).at(-1)).toMatchObject({ outcome: "complete" });
  const second = await app.send("二つ目", { conversationId: first.conversationId });
  await app.events(second.generationId);

  const { messages } = await app.conversation(first.conversationId!);
  const answered = messages.flatMap(({ role, answer }) =>
    role === "tutor" && answer ? [{ text: answer.text, by: answer.responder }] : [],
  );
  const by = (provider: string, model: string, { url }: Upstream): Responder => ({
    provider,
    model,
    host: new URL(url).host,
    goesTo: "computer",
  });
  expect(answered).toEqual([
    { text: "はい、そうです。", by: by("ollama", "gemma3:12b", ollama) },
    { text: "こんにちは。", by: by("anthropic", "claude-haiku-5-5", claude) },
  ]);
  // the new provider gets the old one's answer as history
  const [history] = requestsFor(claude.requests, "reply");
  expect(JSON.stringify(history?.body)).toContain("はい、そうです。");
  // the first sentence was checked by nobody else
  const checks = requestsFor(claude.requests, "correct").map(({ body }) => JSON.stringify(body));
  expect(checks).not.toContainEqual(expect.stringContaining("一つ目"));
});

test("makes no title of an answer during which the provider changed, and tells the new one nothing of it", async () => {
  const held = heldAnswer();
  await using ollama = await startUpstream({
    protocol: "ollama",
    script: byTask({ reply: () => ({ pieces: held.pieces() }) }),
  });
  await using claude = await startUpstream({ protocol: "anthropic", script: { text: "クロードの題" } });
  const environment = { ANTHROPIC_BASE_URL: claude.url, ANTHROPIC_API_KEY: "test-key" };
  await using app = await openApp({ environment, ...asOllama(ollama) });
  const { generationId, conversationId } = await app.send("一つ目");
  await firstText(app, generationId);
  await app.json("PUT", "/api/llm/settings", { provider: "anthropic", chatModel: "claude-haiku-5-5" });
  held.go();
  await app.events(generationId);
  const askTitle = () => app.json("POST", `/api/conversations/${conversationId}/title`, {});
  expect(await askTitle()).toEqual({ title: "一つ目" });
  expect(await askTitle()).toEqual({ title: "一つ目" }); // asked again, because no model has made a title yet
  expect(claude.requests.filter(({ path }) => path === "/v1/messages")).toEqual([]);
  expect(chatsOf(ollama)).toHaveLength(1);
});

test("asks no cloud model of the same server for the title of an answer by a local model", async () => {
  const models = [
    { name: "gemma3:12b", capabilities: ["completion"] },
    { name: "gpt-oss:120b-cloud", remoteHost: "https://ollama.com:443", capabilities: ["completion"] },
  ];
  const script = byTask({ reply: "はい。", title: { status: 500, error: "boom" } });
  await using ollama = await startUpstream({ protocol: "ollama", models, script });
  await using app = await openApp(asOllama(ollama));
  const { generationId, conversationId } = await app.send("一つ目");
  await app.events(generationId);
  const askTitle = () => app.json("POST", `/api/conversations/${conversationId}/title`, {});
  await askTitle();
  await app.json("PUT", "/api/llm/settings", { chatModel: "gpt-oss:120b-cloud", allowRemote: true });
  ollama.script = { text: "雲の題" };
  expect(await askTitle()).toEqual({ title: "一つ目" });
  const asked = chatsOf(ollama).map(({ body }) => (body as { model: string }).model);
  expect(asked).not.toContain("gpt-oss:120b-cloud");
});

describe("a title (108)", () => {
  test("waits for every answer of its server, and is cancelled by one that begins meanwhile", async () => {
    let held = heldAnswer();
    const titling = heldAnswer();
    let isLate = false;
    await using upstream = await startUpstream({
      protocol: "ollama",
      parallel: 4, // so the server itself makes no request wait
      script: byTask({
        reply: ({ lastText }) => (lastText === "長い話" ? { pieces: held.pieces() } : { text: "はい。" }),
        title: () => (isLate ? { text: "猫の話" } : { pieces: titling.pieces() }),
      }),
    });
    await using app = await openApp(asOllama(upstream));
    const long = await app.send("長い話");
    await firstText(app, long.generationId);
    const short = await app.send("短い話");
    await app.events(short.generationId);
    const title = app.json("POST", `/api/conversations/${short.conversationId}/title`, {});
    await app.json("GET", "/api/health"); // gives pending work time to run
    expect(titlesOf(upstream)).toHaveLength(0);
    held.go();
    await app.events(long.generationId);

    // the title request runs now; a new answer must cancel it at once
    const making = await upstream.waitForRequest("/api/chat", 5); // after two replies and two checks
    expect(taskOf(making)).toBe("title");
    held = heldAnswer();
    const next = await app.send("長い話", { conversationId: long.conversationId });
    expect(await making.closed).toBe("client");
    isLate = true;
    await firstText(app, next.generationId);
    const given = titlesOf(upstream); // both conversations may have started their title request
    expect(new Set(await Promise.all(given.map(({ closed }) => closed)))).toEqual(new Set(["client"]));
    held.go();
    titling.go();
    await app.events(next.generationId);
    expect(await title).toEqual({ title: "猫の話" });
    expect(upstream.loads).toHaveLength(1);
  });

  test.each([
    ["「猫の話」", "猫の話"],
    ["<think>短く、二語で。</think>\n**友達と映画**", "友達と映画"],
    ["Title: 助詞「は」と「が」\nThis title says…", "助詞「は」と「が」"],
    ["長い".repeat(60), "猫が好きです"],
    ["<think>まだ考えている", "猫が好きです"],
    ["   \n ", "猫が好きです"],
  ])("is one line of at most forty characters, without quotes, tags and thinking: %p", async (said, expected) => {
    await using upstream = await startUpstream({
      protocol: "ollama",
      script: byTask({ reply: "はい。", title: said }),
    });
    await using app = await openApp(asOllama(upstream));
    const { generationId, conversationId } = await app.send("猫が好きです");
    await app.events(generationId);
    expect(await app.json("POST", `/api/conversations/${conversationId}/title`, {})).toEqual({ title: expected });
  });

  test("uses the title model, with its own context window, when one is chosen", async () => {
    await using upstream = await startUpstream({ protocol: "ollama", models: ["gemma3:12b", "gemma3:1b"] });
    await using app = await openApp(asOllama(upstream));
    await app.json("PUT", "/api/llm/settings", { titleModel: "gemma3:1b" });
    await app.json("PUT", "/api/llm/models/settings", { provider: "ollama", model: "gemma3:1b", contextTokens: 4_096 });
    const { generationId, conversationId } = await app.send("猫が好きです");
    await app.events(generationId);
    await app.json("POST", `/api/conversations/${conversationId}/title`, {});
    const asked = chatsOf(upstream).map(({ body }) => body as { model: string; options: { num_ctx: number } });
    expect(asked.map(({ model, options }) => [model, options.num_ctx])).toEqual([
      ["gemma3:12b", 8_192], // the reply
      ["gemma3:12b", 8_192], // the check of the sentence
      ["gemma3:1b", 4_096],
    ]);
  });
});

test("keeps the text, marked as interrupted with the error code, when the model fails after the first word (109)", async () => {
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: {
      text: "猫が好きです。",
      errorLine: "model runner has unexpectedly stopped, this may be due to resource limitations",
    },
  });
  await using app = await openApp(asOllama(upstream));
  const { generationId, conversationId } = await app.send("猫");
  const events = await app.events(generationId);
  expect(events.at(-1)).toMatchObject({ type: "end", outcome: "interrupted", error: { code: "out_of_memory" } });
  const { messages } = await app.conversation(conversationId!);
  expect(messages[1]?.answer).toMatchObject({
    text: "猫が好きです。",
    outcome: "interrupted",
    error: { code: "out_of_memory" },
  });
});
