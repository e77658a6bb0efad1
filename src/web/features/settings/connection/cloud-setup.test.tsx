import { describe, expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { startUpstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";
import { renderPage } from "#test/render-page.tsx";
import { ModelsTab } from "#web/features/settings/models-tab.tsx";

const chatModel = () => screen.findByLabelText<HTMLSelectElement>("Chat and cards");
type Models = UpstreamOptions["models"];

/** An app that uses Anthropic, whose server has these models. `key`: the key that the learner has entered. */
async function open({ models, key, chatModel }: { models?: Models; key?: string; chatModel?: string } = {}) {
  const anthropic = await startUpstream({ protocol: "anthropic", ...(models && { models }) });
  const server = await openPageApp({
    provider: "anthropic",
    environment: { ANTHROPIC_BASE_URL: anthropic.url },
    ...(chatModel !== undefined && { remembered: { anthropic: { chatModel } } }),
  });
  if (key !== undefined) await server.app.json("PUT", "/api/llm/keys", { provider: "anthropic", key });
  const close = server[Symbol.asyncDispose];
  return Object.assign(server, {
    anthropic,
    async [Symbol.asyncDispose]() {
      await close();
      await anthropic.close();
    },
  });
}

describe("Anthropic", () => {
  test("says what to do without a key, and shows the models that Blossom knows", async () => {
    await using _server = await open();
    using _page = await renderPage(<ModelsTab />);
    expect(await screen.findByText(/set ANTHROPIC_API_KEY before Blossom starts/)).toBeTruthy();
    expect(await screen.findByText(/Enter a key to load the list/)).toBeTruthy();
    expect((await chatModel()).value).toBe("claude-sonnet-5-5");
  });

  test("forgets what was learned and shows the new list when it is checked again", async () => {
    await using server = await open({ key: "test-key", models: ["claude-sonnet-5-5"] });
    using page = await renderPage(<ModelsTab />);
    const listed = async () => [...(await chatModel()).options].map(({ value }) => value);
    await waitFor(async () => expect(await listed()).toContain("claude-sonnet-5-5"));
    server.anthropic.models = [{ name: "claude-sonnet-5-5" }, { name: "claude-new-6" }];
    expect(await listed()).not.toContain("claude-new-6");
    await page.user.click(await screen.findByRole("button", { name: "Check again" }));
    await waitFor(async () => expect(await listed()).toContain("claude-new-6"));
    expect(server.bodies("POST /api/llm/check")).toEqual([{ provider: "anthropic" }]);
  });

  test("says that a key was refused, and not that the server has a problem", async () => {
    await using _server = await open({ key: "a wrong one" });
    using _page = await renderPage(<ModelsTab />);
    expect(await screen.findByText(/^127\.0\.0\.1:\d+ rejected the key\. Check it in Settings\.$/)).toBeTruthy();
    expect(screen.getByText("These are the models Blossom knows.")).toBeTruthy();
    expect(screen.queryByText(/Couldn't load the list/)).toBeNull();
  });

  test("keeps a stored model that is not in the list, and marks it", async () => {
    await using _server = await open({ chatModel: "claude-sonnet-4-20250514" });
    using _page = await renderPage(<ModelsTab />);
    await screen.findByText(/Enter a key to load/);
    expect((await chatModel()).selectedOptions[0]?.text).toBe("claude-sonnet-4-20250514 (not in the list)");
  });

  const models: Models = [
    { name: "claude-sonnet-5-5", displayName: "Claude Sonnet 5.5", capabilities: ["vision"], contextLength: 1_000_000 },
    { name: "claude-old", displayName: "Claude Old", lifecycle: "deprecated", retiresAt: "2027-01-05T00:00:00Z" },
    { name: "claude-gone", displayName: "Claude Gone", lifecycle: "retired" },
  ];
  const withKey = (chatModel: string) => open({ models, key: "test-key", chatModel });

  test("lists the models of its API, says when a model retires, and does not offer a retired one", async () => {
    await using _server = await withKey("claude-sonnet-5-5");
    using _page = await renderPage(<ModelsTab />);
    const field = await chatModel();
    expect(await within(field).findByText("Claude Sonnet 5.5 · sees pictures · thinks")).toBeTruthy();
    expect([...field.options].map(({ text }) => text)).toEqual([
      "Claude Sonnet 5.5 · sees pictures · thinks",
      "Claude Old · retires on Jan 5, 2027",
      "Another name…",
    ]);
    expect(screen.getByText("Short names for your chats. A small, cheap model is enough.")).toBeTruthy();
    expect(screen.getByLabelText<HTMLSelectElement>("Context").options[0]?.text).toBe("Default (100K tokens)");
  });

  test.each([
    ["claude-old", "Claude Old will be retired on Jan 5, 2027. Choose a newer model before then."],
    ["claude-gone", "Claude Gone is retired and no longer answers. Choose another model."],
  ])("warns of %s beside the choice", async (model, text) => {
    await using _server = await withKey(model);
    using _page = await renderPage(<ModelsTab />);
    expect(await screen.findByText(text)).toBeTruthy();
    expect((await chatModel()).value).toBe(model);
  });
});
