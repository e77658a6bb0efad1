import { expect, test } from "bun:test";
import { isNameOf } from "#shared/canonical-name.ts";
import { openApp } from "#test/open-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

test.each(["reply", "explain"] as const)(
  "names the model that answered instead of the one that was asked: %s",
  async (task) => {
    await using upstream = await startUpstream({
      protocol: "openai",
      flavour: "llamacpp",
      models: [{ name: "SmolLM2-135M-Instruct.Q4_1.gguf", contextLength: 8_192 }],
      script: byTask({ reply: "はい。", explain: "0 I like cats.\n1 cat" }),
    });
    await using app = await openApp({
      provider: { type: "openai-compatible", url: `${upstream.url}/v1`, model: "gemma3:12b" },
    });
    const { conversationId, generationId } = await app.send("猫が好きです。", { task });
    await app.events(generationId);
    const { messages } = await app.conversation(conversationId!);
    const answer = messages[1]?.answer;
    expect(answer?.responder).toMatchObject({
      model: "SmolLM2-135M-Instruct.Q4_1.gguf",
      provider: "openai-compatible",
    });
    expect(answer?.notices).toContainEqual({ code: "other_model", asked: "gemma3:12b" });
  },
);

test.each([
  ["gpt-4o-2024-08-06", "gpt-4o"],
  ["claude-sonnet-5-5-20260901", "claude-sonnet-5-5"],
  ["models/gemini-2.5-pro", "gemini-2.5-pro"],
  ["gemma3:12b", "GEMMA3:12b"],
  ["gemma3", "gemma3:latest"],
  ["mistral-small", "mistral/mistral-small"],
])("%s is a name of %s", (answered, asked) => expect(isNameOf(answered, asked)).toBe(true));

test.each([
  ["gemma3:12b", "gemma3:4b"],
  ["gpt-4o", "gpt-4"],
  ["SmolLM2-135M.gguf", "nothere"],
  ["meta-llama/llama-3.3-70b", "openrouter/auto"],
])("%s is no name of %s", (answered, asked) => expect(isNameOf(answered, asked)).toBe(false));
