import { describe, expect, test } from "bun:test";
import { type ProviderType, providers } from "#shared/providers.ts";
import { onePixel } from "#test/llm-images.ts";
import { eachProvider, readAnswer, subjects } from "#test/upstream/each-provider.ts";
import type { Script } from "#test/upstream/script.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { createKnowledge } from "./knowledge.ts";
import { recoveries } from "./recoveries.ts";

/** The rows of one provider, without the two that time limits: waiting for a model that loads, and for a place in a queue. */
const rowsOf = (provider: ProviderType) =>
  recoveries.filter(({ providers: of, times }) => (of?.includes(provider) ?? true) && times < 100);

/** The maximum number of requests for one answer of this provider. */
const mostRequests = (provider: ProviderType) => rowsOf(provider).reduce((sum, { times }) => sum + times, 1);

const texts = recoveries.flatMap(({ text }) => (text ? [text] : []));
const realTexts = texts.flatMap(({ real }) => real);

describe("the table of recoveries", () => {
  test.each(texts)("recognises the messages of real servers: $pattern", ({ pattern, real }) => {
    expect(real.length).toBeGreaterThan(0);
    for (const message of real) expect(message).toMatch(pattern);
  });

  test("limits the requests of one answer", () => {
    expect(providers.map((provider) => [provider, mostRequests(provider)])).toEqual([
      ["anthropic", 8],
      ["ollama", 5],
      ["openai-compatible", 13],
    ]);
  });
});

const schema = { type: "object", properties: { text: { type: "string" } }, required: ["text"] };

test.each(subjects)(
  "makes no more requests than the table allows when the server refuses everything [$name]",
  async (subject) => {
    const refusals = [
      ...realTexts.map((error) => ({ status: 400, error })),
      { status: 413, error: "too large" },
      { status: 400, error: "max_tokens: 4096 > 64, which is the maximum allowed number of output tokens" },
      { status: 502, error: "bad gateway" },
      { text: "" },
    ];
    for (let start = 0; start < refusals.length; start += 1) {
      // each run goes through the whole table, from a different row
      const script: Script = (_, index) => refusals[(start + index) % refusals.length]!;
      await using upstream = await startUpstream({ protocol: subject.protocol, script });
      const provider = subject.create(upstream.url, 0.001);
      const messages = [{ role: "user" as const, content: "何", ...(start % 2 === 0 && { images: [onePixel] }) }];
      const question = { model: subject.model, system: "Answer.", messages, maxTokens: 4_096 };
      const { error, result } = await readAnswer(provider, { ...question, schema: { name: "text", schema } });
      const asked = upstream.requests.filter(({ path }) => path === subject.path).length;
      expect(error?.info.requests ?? result?.requests).toBe(asked);
      expect(asked).toBeLessThanOrEqual(mostRequests(subject.name));
    }
  },
);

eachProvider("reports how many requests an answer took", async ({ provider, upstream, ask, asked }) => {
  upstream.script = (_, index) => (index === 0 ? { status: 502, error: "bad gateway" } : { text: "猫です。" });
  const { result } = await readAnswer(provider, ask());
  expect([result?.requests, asked()]).toEqual([2, 2]);
});

test("learns from a refusal even when the answer fails", async () => {
  await using upstream = await startUpstream({ protocol: "openai", flavour: "lmstudio", script: { text: "猫" } });
  const { create, model } = subjects.find(({ name }) => name === "openai-compatible")!;
  const knowledge = createKnowledge();
  upstream.script = { status: 400, error: "Model does not support images. Please use a model that does." };
  const messages = [{ role: "user" as const, content: "何", images: [onePixel] }];
  const { error } = await readAnswer(create(upstream.url, 1, knowledge), {
    model,
    system: "",
    messages,
    maxTokens: 99,
  });
  expect([error?.code, error?.info.requests, knowledge.get(model)?.vision]).toEqual(["unsupported", 1, false]);
});

test.each(
  subjects.flatMap((subject) => [
    { ...subject, what: "white space", script: { text: " \n ".repeat(4) } },
    { ...subject, what: "a cut object", script: { text: '{"wrong": "an' } },
    { ...subject, what: "nothing", script: { text: "" } },
  ]),
)(
  "does not repeat a question that the caller asks in another way: $what [$name]",
  async ({ protocol, path, create, model, script }) => {
    await using upstream = await startUpstream({ protocol, script, keepsToSchema: false });
    const messages = [{ role: "user" as const, content: "何" }];
    const question = { model, system: "Answer.", messages, maxTokens: 99, schema: { name: "text", schema } };
    const requests = () => upstream.requests.filter((request) => request.path === path).length;
    const { error } = await readAnswer(create(upstream.url, 0.001), { ...question, asksOtherwise: true });
    expect([error?.code, requests()]).toEqual(["invalid_output", 1]);
    await readAnswer(create(upstream.url, 0.001), question);
    expect(requests()).toBe(3);
  },
);

const queueIsFull = { status: 503, error: "server busy, please try again.  maximum pending requests exceeded" };

eachProvider(
  "waits for a place in a full queue if the caller wants that",
  async ({ provider, upstream, ask, asked }) => {
    upstream.script = (_, index) => (index < 8 ? queueIsFull : { text: "猫です。" });
    const { result, events } = await readAnswer(provider, ask({ waitsForPlace: true }));
    expect([result?.text, result?.requests, asked()]).toEqual(["猫です。", 9, 9]);
    const waits = events.filter((event) => event.type === "retrying");
    expect(waits).toHaveLength(8);
    for (const { inMs, reason } of waits) {
      expect(reason).toBe("queue_full");
      expect(inMs).toBeWithin(1_000, 22_501);
    }
  },
);

describe("a full queue", () => {
  for (const [retryAfter, least, most] of [
    ["3600", 600_000 - 10_000, 600_000],
    ["9".repeat(300), 600_000 - 10_000, 600_000],
    ["0", 1_000, 3_000],
  ] as const) {
    eachProvider(
      `decides itself how long to wait at most and at least: Retry-After ${retryAfter.slice(0, 9)}`,
      async ({ subject, upstream, ask }) => {
        const full = { ...queueIsFull, headers: { "retry-after": retryAfter } };
        upstream.script = (_, index) => (index < 1 ? full : { text: "猫です。" });
        const { result, events } = await readAnswer(subject.create(upstream.url, 1e-5), ask({ waitsForPlace: true }));
        expect(result?.text).toBe("猫です。");
        const [wait] = events;
        expect(wait?.type === "retrying" && wait.inMs).toBeWithin(least, most + 1);
      },
    );
  }
});

eachProvider("gives up a full queue after two retries by default", async ({ provider, upstream, ask, asked }) => {
  upstream.script = queueIsFull;
  const { error } = await readAnswer(provider, ask());
  expect(error).toMatchObject({ code: "overloaded", info: { reason: "queue_full" } });
  expect(asked()).toBe(3);
});

eachProvider("stops waiting for a place at once when the caller stops", async ({ upstream, subject, ask, asked }) => {
  upstream.script = queueIsFull;
  const stop = new AbortController();
  const onEvent = ({ type }: { type: string }) => type === "retrying" && stop.abort();
  const provider = subject.create(upstream.url, 1_000);
  const stream = provider.stream(ask({ waitsForPlace: true, signal: stop.signal, onEvent }));
  expect(await stream.result.catch((error: unknown) => error)).toMatchObject({ code: "aborted" });
  expect(asked()).toBe(1);
});

eachProvider("says that nothing had arrived when it did not", async ({ provider, upstream, ask }) => {
  upstream.script = { text: "猫です。", cut: { after: 0, how: "destroy" } };
  expect((await readAnswer(provider, ask())).error?.info.reason).toBe("nothing_came");
  upstream.script = { text: "猫です。", cut: { after: 1, how: "destroy" } };
  const { error } = await readAnswer(provider, ask());
  expect([error?.code, error?.info.reason]).toEqual(["incomplete", undefined]);
});

eachProvider("says that nothing had arrived when only thoughts did", async ({ provider, upstream, ask }) => {
  upstream.script = { thinking: "a cat, then", text: "猫です。", cut: { after: 0, how: "destroy" } };
  const { error, text } = await readAnswer(provider, ask());
  expect([text, error?.code, error?.info.reason]).toEqual(["", "incomplete", "nothing_came"]);
});

eachProvider(
  "blames pictures for a request that is too large only if it has some",
  async ({ provider, upstream, ask }) => {
    upstream.script = { status: 413, body: "<html><h1>413 Request Entity Too Large</h1></html>" };
    expect((await readAnswer(provider, ask())).error?.info.reason).toBe("request_limit");
    const messages = [{ role: "user" as const, content: "何", images: [onePixel] }];
    expect((await readAnswer(provider, ask({ messages }))).error?.info.reason).toBe("pictures");
  },
);
