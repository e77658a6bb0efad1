import { expect, test } from "bun:test";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { startUpstream, type Upstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";
import { createProvider } from "#server/llm/index.ts";
import { knowledgeOf } from "#test/upstream/knowledge-of.ts";
import type { LLMStreamOptions } from "#server/llm/types.ts";

const found = { texts: [{ text: "出口", kind: "sign" }] };
const schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  properties: {
    texts: {
      type: "array",
      maxItems: 20,
      items: {
        type: "object",
        properties: { text: { type: "string", minLength: 1 }, kind: { oneOf: [{ const: "sign" }, { const: "menu" }] } },
        required: ["text"],
      },
    },
  },
  required: ["texts"],
};
const ask: LLMStreamOptions = {
  model: "claude-x",
  system: "Read the picture.",
  messages: [{ role: "user", content: "何と書いてありますか" }],
  maxTokens: 2_000,
  schema: { name: "texts", schema },
};
const open = (options: Partial<UpstreamOptions> = {}) =>
  startUpstream({ protocol: "anthropic", script: { text: JSON.stringify(found) }, ...options });
const create = (upstream: Upstream) =>
  createProvider({ type: "anthropic", baseUrl: upstream.url, apiKey: "test-key" }, knowledgeOf(upstream), 0.01);
type Body = { output_config?: { format: { type: string; schema: object } }; tools?: object[]; tool_choice?: object };
const chats = ({ requests }: Upstream) =>
  requests.filter(({ path }) => path === "/v1/messages").map(({ body }) => body as Body);

test("sends the part of a schema that the API accepts, and validates with the whole schema (88)", async () => {
  await using upstream = await open({ models: [{ name: "claude-x", capabilities: ["schema", "no-thinking"] }] });
  const { result } = await readAnswer(create(upstream), ask);
  expect(result?.object).toEqual(found);
  const [body] = chats(upstream);
  expect(body?.output_config?.format).toMatchObject({
    type: "json_schema",
    schema: {
      type: "object",
      additionalProperties: false,
      properties: {
        texts: {
          items: {
            additionalProperties: false,
            properties: { kind: { anyOf: [{ const: "sign" }, { const: "menu" }] } },
          },
        },
      },
    },
  });
  expect(body).not.toHaveProperty("tools");
  // Blossom checks the constraints that the API does not
  upstream.script = { text: '{"texts":[{"text":""}]}' };
  expect((await readAnswer(create(upstream), ask)).error?.code).toBe("invalid_output");
});

test("forces a tool when a model refuses the format, and remembers it (88)", async () => {
  await using upstream = await open({ models: [{ name: "claude-x", capabilities: ["no-thinking"], isSilent: true }] });
  const { result, text } = await readAnswer(create(upstream), ask);
  expect(result).toMatchObject({ object: found, finish: "stop" });
  expect(text).toBe(JSON.stringify(found));
  await create(upstream).complete(ask);
  expect(chats(upstream).map(({ output_config, tool_choice }) => [output_config !== undefined, tool_choice])).toEqual([
    [true, undefined],
    [false, { type: "tool", name: "texts" }],
    [false, { type: "tool", name: "texts" }],
  ]);
  expect(chats(upstream)[1]?.tools).toMatchObject([{ name: "texts", input_schema: { type: "object" } }]);
});

test("forces a tool at once when the list says that the model has no structured outputs (88)", async () => {
  await using upstream = await open({ models: [{ name: "claude-x", capabilities: ["no-thinking"] }] });
  await create(upstream).models();
  expect((await readAnswer(create(upstream), ask)).result?.object).toEqual(found);
  expect(chats(upstream)).toHaveLength(1);
  expect(chats(upstream)[0]).toMatchObject({ tool_choice: { type: "tool", name: "texts" } });
});

test("asks for little thinking when a model cannot stop thinking (88)", async () => {
  await using upstream = await open({ models: [{ name: "claude-x", capabilities: ["schema", "effort"] }] });
  await create(upstream).models();
  expect((await readAnswer(create(upstream), { ...ask, think: false })).result?.object).toEqual(found);
  expect(chats(upstream)[0]?.output_config).toMatchObject({ effort: "low", format: { type: "json_schema" } });
});
