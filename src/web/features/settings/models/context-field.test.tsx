import { describe, expect, test } from "bun:test";
import { screen } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { startUpstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";
import { ModelsTab } from "#web/features/settings/models-tab.tsx";

const name = "gemma3:12b";
async function show(options: UpstreamOptions) {
  const upstream = await startUpstream(options);
  const remembered = { "openai-compatible": { baseUrl: `${upstream.url}/v1`, chatModel: name } };
  const server = await openPageApp({ provider: "openai-compatible", remembered });
  const page = await renderPage(<ModelsTab />);
  await screen.findByRole("region", { name: "Models on this server" });
  return {
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
      await upstream.close();
    },
  };
}
const model = { name, contextLength: 131_072, capabilities: ["completion"] };

describe("the context of an Ollama behind the OpenAI API", () => {
  test("cannot be chosen, and is said to be unknown until the model is in memory", async () => {
    await using _page = await show({ protocol: "ollama", models: [model], loaded: [] });
    expect(await screen.findByText(/^Unknown until the model is loaded.* 4K tokens/)).toBeTruthy();
    expect(screen.getByText(/OLLAMA_CONTEXT_LENGTH/)).toBeTruthy();
    expect(screen.getByText("context not known yet", { exact: false })).toBeTruthy();
    expect(screen.queryByLabelText("Context")).toBeNull();
  });

  test("is shown as it is when the model is in memory", async () => {
    await using _page = await show({ protocol: "ollama", models: [model], loaded: [name] });
    expect(await screen.findByText(/^4K tokens, set by this Ollama/)).toBeTruthy();
    expect(screen.queryByLabelText("Context")).toBeNull();
  });
});

test.each([
  ["llamacpp", "Start llama.cpp with -c 8192."],
  ["vllm", "Start vLLM with --max-model-len 8192."],
] as const)("warns of a window that is too small before the first message: %s", async (flavour, advice) => {
  await using _page = await show({ protocol: "openai", flavour, models: [{ name, window: 512 }] });
  const words = `The server gives ${name} only 512 tokens; Blossom's instructions alone take about 300. ${advice}`;
  expect(await screen.findByText(words)).toBeTruthy();
});

test.each([1_024, 2_048, 4_096])(
  "shows a window without a choice when the model cannot have more: %d",
  async (window) => {
    await using _page = await show({ protocol: "openai", flavour: "llamacpp", models: [{ name, window }] });
    expect(await screen.findByText(`${window / 1_024}K tokens (maximum)`)).toBeTruthy();
    expect(screen.queryByLabelText("Context")).toBeNull();
  },
);

test("does not warn of a window that is large enough, and lets the learner choose how much is used", async () => {
  await using _page = await show({ protocol: "openai", flavour: "llamacpp", models: [{ name, window: 8_192 }] });
  expect(await screen.findByLabelText("Context")).toBeTruthy();
  expect(screen.queryByText(/instructions alone/)).toBeNull();
});
