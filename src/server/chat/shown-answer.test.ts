import { expect, test } from "bun:test";
import type { Started } from "#shared/chat.ts";
import { openApp } from "#test/open-app.ts";
import type { Reply } from "#test/upstream/script.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const good = "よい答えです。";

async function open(first: Reply) {
  const upstream = await startUpstream({ protocol: "ollama", script: first });
  const app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { conversationId, generationId } = await app.send("hello");
  await app.events(generationId);
  const read = async () => (await app.conversation(conversationId!)).messages[1]!;
  const { id } = await read();

  /** Waits for the whole answer, or stops it after its first text. */
  async function retry(reply: Reply, { mode = "retry", stopped = false } = {}): Promise<string> {
    upstream.script = ({ system }) => (/title/i.test(system) ? { text: "題" } : reply);
    const path = `/api/messages/${id}/retry`;
    const response = await app.request("POST", path, { mode }, { prefer: "respond-async" });
    const { generationId: again } = (await response.json()) as Started;
    let texts = 0;
    for await (const { event } of app.follow(again)) {
      if (event.type === "text") texts++;
      // a continuation starts with the text that it continues
      if (!stopped || texts < (mode === "continue" ? 2 : 1)) continue;
      await app.json("POST", `/api/generations/${again}/stop`, {});
      break;
    }
    return again;
  }
  return {
    app,
    upstream,
    conversationId: conversationId!,
    first: generationId,
    id,
    read,
    retry,
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

const silent: Reply = { pieces: ["え"], silentAfter: 1 };

test.each<[string, Reply, boolean, string]>([
  ["the learner stops after a word", silent, true, "stopped"],
  ["the server cuts off", { pieces: ["え", "え"], cut: { after: 1, how: "destroy" } }, false, "interrupted"],
  ["the server reports an error in the middle", { pieces: ["え"], errorLine: "boom" }, false, "failed"],
  ["the server refuses", { status: 500, error: "boom" }, false, "failed"],
])("keeps a good answer when %s during a retry", async (_, reply, stopped, outcome) => {
  await using opened = await open({ text: good });
  const { app, upstream, first, read, retry } = opened;
  const second = await retry(reply, { stopped });
  const message = await read();
  expect(message).toMatchObject({ text: good, answer: { outcome: "complete" }, lastAttempt: { outcome } });
  expect(message.generation?.id).toBe(first);
  expect(message.generations).toEqual([first, second]);

  // the next request has the shown answer in its history
  upstream.script = { text: "はい" };
  const next = await app.send("and now?", { conversationId: opened.conversationId });
  await app.events(next.generationId);
  const asked = upstream.requests.filter(({ path }) => path === "/api/chat").map(({ body }) => JSON.stringify(body));
  expect(asked.find((body) => body.includes("and now?"))).toContain(`"content":"${good}"`);
});

test.each<[string, Reply, string]>([
  ["complete", { text: "二番" }, "complete"],
  ["cut at its token limit", { text: "二番", finish: "length" }, "cut"],
])("shows the new answer when a retry is %s", async (_, reply, outcome) => {
  await using opened = await open({ text: good });
  const second = await opened.retry(reply);
  expect(await opened.read()).toMatchObject({
    text: "二番",
    answer: { outcome },
    generation: { id: second },
    lastAttempt: null,
  });
});

test("shows a first answer whatever its outcome, and a later one instead of an empty one", async () => {
  await using opened = await open({ status: 500, error: "boom" });
  expect(await opened.read()).toMatchObject({ text: "", answer: { outcome: "failed", error: { code: "server" } } });
  const second = await opened.retry(silent, { stopped: true });
  expect(await opened.read()).toMatchObject({ text: "え", answer: { outcome: "stopped" }, lastAttempt: null });
  await opened.retry({ status: 500, error: "boom" });
  expect(await opened.read()).toMatchObject({ generation: { id: second }, lastAttempt: { outcome: "failed" } });
});

test("shows a stopped continuation, because it contains all the earlier text", async () => {
  await using opened = await open({ text: "はじめ。", finish: "length" });
  const second = await opened.retry(silent, { mode: "continue", stopped: true });
  expect(await opened.read()).toMatchObject({ text: "はじめ。え", generation: { id: second }, lastAttempt: null });
});

test("shows an answer while it runs", async () => {
  await using opened = await open({ text: good });
  const { app, upstream, id, read, conversationId } = opened;
  upstream.script = silent;
  const path = `/api/messages/${id}/retry`;
  const response = await app.request("POST", path, { mode: "retry" }, { prefer: "respond-async" });
  const { generationId } = (await response.json()) as Started;
  for await (const { event } of app.follow(generationId)) if (event.type === "text") break;
  expect(await read()).toMatchObject({ text: "え", answer: { outcome: null }, generation: { id: generationId } });
  const choice = { generationId: opened.first };
  expect((await app.request("PUT", `/api/messages/${id}/generation`, choice)).status).toBe(409);
  expect((await app.conversation(conversationId)).conversation.live).toBe(generationId);
});

test("shows the answer that the learner chooses, and sends it as history", async () => {
  await using opened = await open({ text: good });
  const { app, upstream, id, read, retry, first, conversationId } = opened;
  await retry({ text: "二番" });
  await app.json("PUT", `/api/messages/${id}/generation`, { generationId: first });
  expect(await read()).toMatchObject({ text: good, generation: { id: first } });
  upstream.script = { text: "はい" };
  const next = await app.send("and now?", { conversationId });
  await app.events(next.generationId);
  const asked = upstream.requests.filter(({ path }) => path === "/api/chat").map(({ body }) => JSON.stringify(body));
  const last = asked.find((body) => body.includes("and now?"));
  expect(last).toContain(good);
  expect(last).not.toContain("二番");
});

test("refuses an answer that does not belong to the message", async () => {
  await using opened = await open({ text: good });
  const { app, id, first } = opened;
  for (const [message, generationId] of [
    [id, "none"],
    ["none", first],
  ])
    expect((await app.request("PUT", `/api/messages/${message}/generation`, { generationId })).status).toBe(404);
});
