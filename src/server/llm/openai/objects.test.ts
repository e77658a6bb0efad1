import { expect, test } from "bun:test";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { startUpstream, type Upstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";
import { createProvider } from "#server/llm/index.ts";
import { knowledgeOf } from "#test/upstream/knowledge-of.ts";
import type { LLMStreamOptions } from "#server/llm/types.ts";

const found = { texts: [{ text: "出口" }] };
const schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  properties: {
    texts: { type: "array", items: { type: "object", properties: { text: { type: "string" } }, required: ["text"] } },
  },
  required: ["texts"],
};
const ask: LLMStreamOptions = {
  model: "google/gemma-3-12b",
  system: "Read the picture.",
  messages: [{ role: "user", content: "何と書いてありますか" }],
  maxTokens: 2_000,
  schema: { name: "texts", schema },
};
const open = (options: Partial<UpstreamOptions> = {}) =>
  startUpstream({ protocol: "openai", script: { text: JSON.stringify(found) }, ...options });
const create = (upstream: Upstream) =>
  createProvider({ type: "openai-compatible", baseUrl: `${upstream.url}/v1` }, knowledgeOf(upstream), 0.01);
type Body = { messages: { content: string }[]; response_format?: { type: string; json_schema?: { schema: object } } };
const bodies = ({ requests }: Upstream) =>
  requests.filter(({ method }) => method === "POST").map(({ body }) => body as Body);
const formats = (upstream: Upstream) => bodies(upstream).map(({ response_format }) => response_format?.type);

test("sends the schema, also in words (96)", async () => {
  for (const flavour of ["lmstudio", "llamacpp", "vllm", "ollama", "plain"] as const) {
    await using upstream = await open({ flavour, models: [ask.model] });
    const { result } = await readAnswer(create(upstream), ask);
    expect(result?.object).toEqual(found);
    const [body] = bodies(upstream);
    expect(body?.response_format).toMatchObject({ type: "json_schema", json_schema: { name: "texts" } });
    const { $schema: dialect, ...bare } = schema;
    expect(body?.response_format?.json_schema?.schema).toEqual(bare);
    expect(dialect).toBeString();
    expect(body?.messages[0]?.content).toContain('"texts"');
    expect(body).toMatchObject({ temperature: 0 });
  }
});

test("falls back to JSON mode, then to the prompt alone, and remembers what worked (96)", async () => {
  await using upstream = await open({ formats: ["json_object"] });
  expect((await readAnswer(create(upstream), ask)).result?.object).toEqual(found);
  expect((await readAnswer(create(upstream), ask)).result?.object).toEqual(found);
  expect(formats(upstream)).toEqual(["json_schema", "json_object", "json_object"]);

  await using neither = await open({ formats: [] });
  expect((await readAnswer(create(neither), ask)).result?.object).toEqual(found);
  expect((await readAnswer(create(neither), ask)).result?.object).toEqual(found);
  expect(formats(neither)).toEqual(["json_schema", "json_object", undefined, undefined]);
  // a conversation without a schema is not affected
  const { schema: _, ...plain } = ask;
  await create(neither).complete(plain);
  expect(bodies(neither).at(-1)?.messages[0]?.content).toBe("Read the picture.");
});

test("recognises LM Studio's refusal of JSON mode too (96)", async () => {
  await using upstream = await open({ flavour: "lmstudio", models: [ask.model] });
  const grammar = "Failed to compile the grammar of the json_schema";
  upstream.script = ({ body }) =>
    "response_format" in body ? { status: 400, error: grammar } : { text: JSON.stringify(found) };
  expect((await readAnswer(create(upstream), ask)).result?.object).toEqual(found);
  expect(formats(upstream)).toEqual(["json_schema", "json_object", undefined]);
});

test("starts with the format that the server lists for the model (96)", async () => {
  const listed = { supported_parameters: ["max_tokens", "response_format"] };
  await using upstream = await open({ models: [{ name: ask.model, listed }], formats: ["json_object"] });
  await create(upstream).models();
  expect((await readAnswer(create(upstream), ask)).result?.object).toEqual(found);
  expect(formats(upstream)).toEqual(["json_object"]);
});

test("remembers the format per model and per server (96)", async () => {
  await using first = await open({ formats: [] });
  await using second = await open();
  await readAnswer(create(first), ask);
  await readAnswer(create(first), { ...ask, model: "qwen/qwen3-8b" });
  await readAnswer(create(second), ask);
  expect(formats(first)).toEqual(["json_schema", "json_object", undefined, "json_schema", "json_object", undefined]);
  expect(formats(second)).toEqual(["json_schema"]);
});
