import { expect, test } from "bun:test";
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
