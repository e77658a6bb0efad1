import { expect, test } from "bun:test";
import { noiseImage } from "#test/llm-images.ts";
import { openApp } from "#test/open-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import type { AskedTask } from "#test/upstream/lessons/asked.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";
import { requestsFor } from "#test/upstream/task-of.ts";

const model = "claude-sonnet-5-5";
type Body = { system: string; messages: unknown[]; cache_control?: unknown; max_tokens: number };
const sent = ({ requests }: Upstream, ...tasks: AskedTask[]) =>
  requestsFor(requests, ...tasks).map(({ body }) => body as Body);

/** Sends a sentence and waits for its answer and its title. */
async function takeTurn(app: Awaited<ReturnType<typeof openApp>>, text: string, more: object = {}) {
  const { generationId, conversationId } = await app.send(text, more);
  const events = await app.events(generationId);
  await app.json("POST", `/api/conversations/${conversationId}/title`);
  return { conversationId, end: events.at(-1) };
}

test("sends earlier turns byte for byte, so the prompt cache answers for them (86)", async () => {
  const script = byTask({ reply: "毎日会えるのはいいですね。" });
  await using upstream = await startUpstream({ protocol: "anthropic", script });
  await using app = await openApp({ provider: { type: "anthropic", url: upstream.url, model } });
  const { base64: picture } = await noiseImage(64, 64);
  const first = await takeTurn(app, `何が見えますか。${"毎日、公園で猫に会います。".repeat(100)}`, {
    images: [picture],
  });
  const { conversationId } = first;
  const second = await takeTurn(app, "犬も見えますか。", { conversationId });
  const third = await takeTurn(app, "鳥も見えますか。", { conversationId });

  const turns = sent(upstream, "reply");
  expect(turns).toHaveLength(3);
  for (const [index, turn] of turns.entries()) {
    expect(turn.cache_control).toEqual({ type: "ephemeral" });
    const before = turns[index - 1];
    if (!before) continue;
    expect(JSON.stringify(turn.system)).toBe(JSON.stringify(before.system));
    expect(JSON.stringify(turn.messages.slice(0, before.messages.length))).toBe(JSON.stringify(before.messages));
  }
  // nothing follows a title or a check, so they are not written to the cache
  const others = sent(upstream, "title", "correct");
  expect(others.length).toBeGreaterThanOrEqual(2);
  for (const other of others) expect(other).not.toHaveProperty("cache_control");

  const [one, two, three] = [first, second, third].map(({ end }) => (end?.type === "end" ? end.usage : undefined));
  const read = (one?.cacheWriteTokens ?? 0) + (one?.cacheReadTokens ?? 0);
  expect(one).toMatchObject({ cacheReadTokens: 0, inputTokens: 0 });
  expect(read).toBeGreaterThan(1_024);
  expect(two).toMatchObject({ cacheReadTokens: read, inputTokens: 0 });
  expect(three?.cacheReadTokens).toBe(read + (two?.cacheWriteTokens ?? 0));
  // cached tokens cost less
  expect(two?.costUsd).toBeLessThan((one?.costUsd ?? 0) / 5);
});

test("reports a refusal with the API's own explanation and keeps the text before it (81)", async () => {
  const explanation = "This request could help to do harm.";
  await using upstream = await startUpstream({
    protocol: "anthropic",
    script: { text: "猫です。", finish: "refusal", explanation },
  });
  await using app = await openApp({ provider: { type: "anthropic", url: upstream.url, model } });
  const { generationId, conversationId } = await app.send("How do I say cat?");
  expect((await app.events(generationId)).at(-1)).toMatchObject({
    type: "end",
    outcome: "failed",
    error: { code: "refused", message: explanation },
  });
  const [, answer] = (await app.conversation(conversationId!)).messages;
  expect(answer?.text).toBe("猫です。");
});

test("retries with fewer turns when the context is full before the first word, and ends as `cut` after it (81)", async () => {
  await using upstream = await startUpstream({ protocol: "anthropic", script: { text: "はい。" } });
  await using app = await openApp({ provider: { type: "anthropic", url: upstream.url, model } });
  const { conversationId } = await takeTurn(app, "How do I say cat?");
  let count = 0;
  upstream.script = () => {
    count += 1;
    return count === 1 ? { text: "", finish: "context" } : { text: "犬です。", finish: "context" };
  };
  const { generationId } = await app.send("And dog?", { conversationId });
  expect((await app.events(generationId)).at(-1)).toMatchObject({
    outcome: "cut",
    error: { code: "context_overflow" },
  });
  expect(count).toBe(2);
  const answer = (await app.conversation(conversationId!)).messages.at(-1);
  expect(answer?.text).toBe("犬です。");
  expect(answer?.answer?.outcome).toBe("cut");
});

test("shortens this and later requests when the context window is smaller than expected (81)", async () => {
  const small = { name: model, contextLength: 3_000, isSilent: true };
  await using upstream = await startUpstream({ protocol: "anthropic", models: [small] });
  await using app = await openApp({ provider: { type: "anthropic", url: upstream.url, model } });
  // with a title model that is missing, Blossom would read the list, which knows the window
  await app.json("PUT", "/api/llm/settings", { titleModel: model });
  let conversationId: string | null = null;
  for (const line of ["猫が好きです。", "犬も好きです。", "鳥も好きです。", "魚も好きです。"]) {
    const turn = await takeTurn(app, line.repeat(120), { ...(conversationId && { conversationId }) });
    conversationId = turn.conversationId;
    expect(turn.end).toMatchObject({ type: "end", outcome: "complete" });
  }
  const turns = sent(upstream, "reply");
  // one request was refused and repeated
  expect(turns).toHaveLength(5);
  const context = await app.json<{ windowTokens: number }>("GET", `/api/llm/context?conversationId=${conversationId}`);
  expect(context.windowTokens).toBe(3_000);
});

test("continues an answer with a user message, never by prefilling the assistant turn (77)", async () => {
  await using upstream = await startUpstream({ protocol: "anthropic", script: { text: "猫は", finish: "length" } });
  await using app = await openApp({ provider: { type: "anthropic", url: upstream.url, model } });
  const { conversationId, end } = await takeTurn(app, "Tell me about cats");
  expect(end).toMatchObject({ outcome: "cut" });
  const answer = (await app.conversation(conversationId!)).messages.at(-1)!;
  upstream.script = { text: "かわいい。" };
  const started = await app.request(
    "POST",
    `/api/messages/${answer.id}/retry`,
    { mode: "continue" },
    { prefer: "respond-async" },
  );
  const { generationId } = (await started.json()) as { generationId: string };
  expect((await app.events(generationId)).at(-1)).toMatchObject({ outcome: "complete" });
  expect((await app.conversation(conversationId!)).messages.at(-1)?.text).toBe("猫はかわいい。");
  const roles = sent(upstream, "question").at(-1)!.messages as { role: string }[];
  expect(roles.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
});
