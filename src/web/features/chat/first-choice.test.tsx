import { afterEach, describe, expect, test } from "bun:test";
import { act, screen, waitFor, within } from "@testing-library/react";
import type { LLMSettings } from "#shared/llm-settings.ts";
import { openPageApp, type PageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { ModelChip } from "./model-chip.tsx";
import { ChatView } from "./chat-view.tsx";
import { drafts, newDraft } from "./drafts.ts";

afterEach(() => drafts.write(newDraft, { text: "", images: [] }));

const open = () =>
  renderPage(
    <>
      <ModelChip />
      <ChatView conversationId={null} onStarted={() => {}} Start={() => null} />
    </>,
  );
const sent = (server: PageApp) => server.bodies("POST /api/chat");
const isChat = ({ path }: { path: string }) => path.endsWith("/messages");

async function openWithKey(start: Parameters<typeof openPageApp>[0] = {}) {
  const claude = await startUpstream({ protocol: "anthropic", models: ["claude-sonnet-5-5", "claude-haiku-5-5"] });
  const environment = { ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: claude.url };
  const server = await openPageApp({ provider: null, environment, ...start });
  return {
    claude,
    server,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await claude.close();
    },
  };
}

test("asks about a key in the environment before the first message, which stays in the field", async () => {
  await using opened = await openWithKey();
  const { claude, server } = opened;
  using page = await open();
  await screen.findByText("No model yet");
  await page.user.type(screen.getByRole("textbox"), "猫が好きです。{Enter}");
  const host = new URL(claude.url).host;
  await page.user.click(await screen.findByRole("button", { name: `Send to claude-sonnet-5-5 at ${host}` }));
  await waitFor(() => expect(claude.requests.some(isChat)).toBe(true));
  expect(sent(server)).toMatchObject([{ text: "猫が好きです。", responder: { provider: "anthropic", host } }]);
  expect(await server.app.json<LLMSettings>("GET", "/api/llm/settings")).toMatchObject({ chosen: true });
});

test("answers a message without a model with the engine, and sends nothing from this computer", async () => {
  await using opened = await openWithKey();
  const { claude, server } = opened;
  using page = await open();
  await screen.findByText("No model yet");
  await page.user.type(screen.getByRole("textbox"), "猫が好きです。{Enter}");
  expect(sent(server)).toEqual([]);
  await page.user.click(await screen.findByRole("button", { name: "Dictionary only" }));
  await waitFor(() => expect(sent(server)).toMatchObject([{ responder: { model: "" } }]));
  expect(claude.requests).toEqual([]);
});

describe("contacts nobody with a key in the environment before the first choice", () => {
  test("when a picture is attached", async () => {
    const models = [{ name: "qwen3:8b", capabilities: ["completion"] }];
    await using opened = await openWithKey({ isFound: true, ollama: { models } });
    using _page = await open();
    await screen.findByText("qwen3:8b");
    act(() => drafts.write(newDraft, { images: [{ id: "p", dataUrl: "data:image/png;base64,AAAA" }] }));
    expect(await screen.findByText(/qwen3:8b can't see pictures\./)).toBeTruthy();
    expect(opened.claude.requests).toEqual([]);
  });

  test("when the list of models is opened", async () => {
    await using opened = await openWithKey({ isFound: true });
    using page = await open();
    await page.user.click(await screen.findByRole("button", { name: /gemma3:12b/ }));
    const ollama = await screen.findByRole("region", { name: "Ollama" });
    const other = await within(ollama).findByRole("button", { name: /^qwen3:8b/ });
    const now = within(ollama).getByRole("button", { name: /^gemma3:12b/ });
    expect(now.getAttribute("aria-current")).toBe("true");
    const anthropic = within(screen.getByRole("region", { name: "Anthropic" }));
    expect(await anthropic.findByRole("button", { name: "claude-sonnet-5-5" })).toBeTruthy();
    expect(anthropic.queryAllByRole("button", { current: true })).toEqual([]);
    await page.user.click(other);
    const { url } = opened.server.ollama;
    const choice = { provider: "ollama", chatModel: "qwen3:8b", baseUrl: url };
    await waitFor(() => expect(opened.server.bodies("PUT /api/llm/settings")).toEqual([choice]));
    expect(opened.claude.requests).toEqual([]);
  });
});

test("shows a responder that changed meanwhile, and sends the message only when the learner sends it again", async () => {
  await using server = await openPageApp();
  using page = await open();
  await screen.findByText("gemma3:12b");
  server.faults["POST /api/chat"] = async () => {
    delete server.faults["POST /api/chat"];
    await server.app.json("PUT", "/api/llm/settings", { chatModel: "qwen3:8b" });
    return undefined;
  };
  await page.user.type(screen.getByRole("textbox"), "猫が好きです。{Enter}");
  const host = new URL(server.ollama.url).host;
  const again = await screen.findByRole("button", { name: `Send to qwen3:8b at ${host}` });
  expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("猫が好きです。");
  expect(await screen.findByText("qwen3:8b")).toBeTruthy();
  await page.user.click(again);
  await waitFor(() => expect(sent(server)).toHaveLength(2));
  expect(sent(server).at(-1)).toMatchObject({ text: "猫が好きです。", responder: { model: "qwen3:8b" } });
});
