import { describe, expect, test } from "bun:test";
import type { ApiError } from "#shared/errors.ts";
import { openApp } from "#test/open-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import type { UpstreamModel } from "#test/upstream/models.ts";
import { startUpstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";

const name = "smollm2";
/** The error of the answer to a message, at a server whose model has this window. */
async function errorOf(
  options: Partial<UpstreamOptions> & Pick<UpstreamOptions, "protocol">,
  model: Partial<UpstreamModel>,
  { text = "昨日友達と映画を見に行きました。", task = "explain" } = {},
): Promise<ApiError | undefined> {
  await using upstream = await startUpstream({ models: [{ name, ...model }], script: byTask({}), ...options });
  const { protocol } = options;
  const type = protocol === "openai" ? ("openai-compatible" as const) : protocol;
  const url = type === "openai-compatible" ? `${upstream.url}/v1` : upstream.url;
  await using app = await openApp({ provider: { type, url, model: name } });
  const { generationId } = await app.send(text, { task });
  const end = (await app.events(generationId)).at(-1);
  return end?.type === "end" ? end.error : undefined;
}

describe("a window that is too small for the instructions is named, with the number to set", () => {
  test.each([
    ["llamacpp", "llamacpp"],
    ["vllm", "vllm"],
    ["lmstudio", "lmstudio"],
    ["plain", "server"],
  ] as const)("at %s", async (flavour, remedy) => {
    const error = await errorOf({ protocol: "openai", flavour }, { window: 200 });
    expect(error).toMatchObject({
      code: "context_overflow",
      contextTokens: 200,
      smallWindow: { contextTokens: 200, wantedTokens: 8_192, remedy },
    });
    expect(error?.promptTokens).toBeGreaterThan(200);
    expect(error?.smallWindow?.instructionTokens).toBeWithin(300, 500);
  });

  test("at an Ollama, for a model that has no more", async () => {
    const error = await errorOf({ protocol: "ollama" }, { contextLength: 200, capabilities: ["completion"] });
    expect(error).toMatchObject({ code: "context_overflow", smallWindow: { contextTokens: 200, remedy: "model" } });
  });

  test("at Anthropic's API", async () => {
    const error = await errorOf({ protocol: "anthropic" }, { contextLength: 200, isSilent: true });
    expect(error).toMatchObject({ code: "context_overflow", smallWindow: { contextTokens: 200, remedy: "server" } });
  });
});

test.each([1_536, 2_048, 4_096])("of a window of %d, only the message is too long", async (window) => {
  const text = "今日は友達と映画を見に行きました。".repeat(Math.ceil(window / 10));
  const error = await errorOf({ protocol: "openai", flavour: "llamacpp" }, { window }, { text, task: "reply" });
  expect(error).toMatchObject({ code: "context_overflow", contextTokens: window });
  expect(error).not.toHaveProperty("smallWindow");
});
