import { expect, test } from "bun:test";
import { onePixel } from "#test/llm-images.ts";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { setUp } from "#test/upstream/one-provider.ts";
import type { Upstream } from "#test/upstream/start-upstream.ts";
import { createProvider } from "#server/llm/index.ts";
import { createKnowledge } from "#server/llm/knowledge.ts";

const { ask, open, create } = setUp("openai-compatible");
type Body = Record<string, unknown> & { messages: { role: string; content: unknown }[] };
const bodies = ({ requests }: Upstream) =>
  requests.filter(({ method }) => method === "POST").map(({ body }) => body as Body);

test("sends plain strings, and parts only for a message with a picture (101)", async () => {
  await using upstream = await open();
  const messages = [
    { role: "user" as const, content: "何", images: [onePixel] },
    { role: "assistant" as const, content: "猫" },
    { role: "user" as const, content: "はい" },
  ];
  await create(upstream).complete({ ...ask, messages, temperature: 0.3 });
  expect(bodies(upstream)).toEqual([
    {
      model: "google/gemma-3-12b",
      max_tokens: 300,
      temperature: 0.3,
      stream: true,
      stream_options: { include_usage: true },
      messages: [
        { role: "system", content: "You are a tutor." },
        {
          role: "user",
          content: [
            { type: "image_url", image_url: { url: `data:image/jpeg;base64,${onePixel.base64}` } },
            { type: "text", text: "何" },
          ],
        },
        { role: "assistant", content: "猫" },
        { role: "user", content: "はい" },
      ],
    },
  ]);
});

test("sends pictures as Ollama's dialect accepts them: only as base64 with a media type (101)", async () => {
  await using upstream = await open({ flavour: "ollama", models: [ask.model] });
  const messages = [{ role: "user" as const, content: "何", images: [onePixel] }];
  expect((await readAnswer(create(upstream), { ...ask, messages })).error).toBeNull();
});

test("sends an Authorization header only if a key is set (91)", async () => {
  await using upstream = await open();
  for (const key of [null, "geheim"]) {
    const provider = create(upstream, key);
    await provider.complete(ask);
    await provider.models();
    await provider.probe();
  }
  const sent = upstream.requests.map(({ headers }) => headers.authorization);
  const half = sent.indexOf("Bearer geheim");
  expect(half).toBeGreaterThan(2);
  expect(sent.slice(0, half).every((header) => header === undefined)).toBe(true);
  expect(sent.slice(half).every((header) => header === "Bearer geheim")).toBe(true);
});

test("sends the learner's headers with every call, where they replace ours (11)", async () => {
  await using upstream = await open({ key: "gateway", flavour: "lmstudio", models: [ask.model] });
  const headers = { "X-Team": "class-3b", Authorization: "Bearer gateway" };
  const config = { type: "openai-compatible", baseUrl: `${upstream.url}/v1`, apiKey: "mine", headers } as const;
  const provider = createProvider(config, createKnowledge());
  expect(await provider.probe()).toMatchObject({ ok: true });
  await provider.models();
  await provider.complete(ask);
  const paths = upstream.requests.map(({ path }) => path);
  for (const path of ["/v1/models", "/api/version", "/props", "/api/v1/models", "/v1/chat/completions"])
    expect(paths).toContain(path);
  for (const request of upstream.requests)
    expect(request.headers).toMatchObject({ "x-team": "class-3b", authorization: "Bearer gateway" });
});

test("drops all optional fields when a server refuses an unknown one, and remembers it (96)", async () => {
  await using upstream = await open({
    script: ({ body }) =>
      "stream_options" in body
        ? { status: 400, error: "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options')}]" }
        : { text: "猫です。" },
  });
  expect(await create(upstream).complete({ ...ask, temperature: 1 })).toBe("猫です。");
  // each answer creates a new provider
  expect(await create(upstream).complete(ask)).toBe("猫です。");
  expect(bodies(upstream).map((body) => Object.keys(body).sort().join())).toEqual([
    "max_tokens,messages,model,stream,stream_options,temperature",
    "max_tokens,messages,model,stream",
    "max_tokens,messages,model,stream",
  ]);
});

test("drops only the field that the error names (96)", async () => {
  const error = "Unsupported value: 'temperature' does not support 0.3 with this model.";
  await using upstream = await open({
    script: ({ body }) => ("temperature" in body ? { status: 400, error } : { text: "猫です。" }),
  });
  expect(await create(upstream).complete({ ...ask, temperature: 0.3 })).toBe("猫です。");
  expect(bodies(upstream)[1]).toHaveProperty("stream_options");
});

test("sends max_completion_tokens only to a server that asks for it (96)", async () => {
  await using upstream = await open({
    script: ({ body }) =>
      "max_tokens" in body
        ? { status: 400, error: "Unsupported parameter: use 'max_completion_tokens' instead." }
        : { text: "猫です。" },
  });
  expect(await create(upstream).complete(ask)).toBe("猫です。");
  expect(bodies(upstream)[1]).toMatchObject({ max_completion_tokens: 300 });
  expect(bodies(upstream)[1]).not.toHaveProperty("max_tokens");
});

test("puts the instructions before the first question when the template has no system role (96)", async () => {
  const template = "Jinja Exception: System role not supported";
  await using upstream = await open({
    script: ({ system }) => (system === "" ? { text: "猫です。" } : { status: 500, error: template }),
  });
  expect(await create(upstream).complete(ask)).toBe("猫です。");
  const images = { role: "user" as const, content: "何", images: [onePixel] };
  expect(await create(upstream).complete({ ...ask, messages: [images] })).toBe("猫です。");
  const [, plain, withPicture] = bodies(upstream);
  expect(plain?.messages).toEqual([{ role: "user", content: "You are a tutor.\n\n猫が好きです" }]);
  expect(withPicture?.messages[0]?.content).toMatchObject([
    { type: "text", text: "You are a tutor." },
    { type: "image_url" },
    { type: "text", text: "何" },
  ]);
});

test("throws at once when no other request would help (96)", async () => {
  await using upstream = await open({ script: { status: 400, error: "the moon is full" } });
  expect((await readAnswer(create(upstream), ask)).error).toMatchObject({
    code: "unsupported",
    message: "the moon is full",
  });
  expect(bodies(upstream)).toHaveLength(1);
});

test("stops asking a server that refuses everything (96)", async () => {
  const error = "unknown field: temperature, stream_options, max_completion_tokens, chat_template_kwargs";
  await using upstream = await open({ script: { status: 400, error } });
  const schema = { name: "x", schema: { type: "object", properties: {} } };
  expect((await readAnswer(create(upstream), { ...ask, temperature: 1, schema })).error?.code).toBe("unsupported");
  expect(bodies(upstream).length).toBeLessThan(6);
});

test("asks only llama.cpp and vLLM not to think", async () => {
  for (const flavour of ["llamacpp", "vllm", "lmstudio", "plain"] as const) {
    await using upstream = await open({ flavour, models: [ask.model], script: { thinking: "過去形", text: "猫" } });
    await create(upstream).models();
    const { result } = await readAnswer(create(upstream), ask);
    const canBeAsked = flavour === "llamacpp" || flavour === "vllm";
    expect(bodies(upstream)[0]?.chat_template_kwargs).toEqual(canBeAsked ? { enable_thinking: false } : undefined);
    expect(result?.thinking).toBe(canBeAsked ? undefined : "過去形");
    const thought = await readAnswer(create(upstream), { ...ask, think: true });
    expect(thought.result?.thinking).toBe("過去形");
  }
});
