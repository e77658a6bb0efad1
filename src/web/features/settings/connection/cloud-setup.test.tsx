import { describe, expect, test } from "bun:test";
import { screen, within } from "@testing-library/react";
import { playSettings } from "#test/played-settings.ts";
import { renderPage } from "#test/render-page.tsx";
import { ModelsTab } from "#web/features/settings/models-tab.tsx";

const chatModel = () => screen.findByLabelText<HTMLSelectElement>("Chat and cards");
const inFile = { set: true, from: "file", preview: "wXyZ" } as const;

describe("Anthropic", () => {
  const offline = { models: [{ id: "claude-sonnet-5-5" }, { id: "claude-haiku-5-5" }], offline: true };
  const list = { "GET /api/llm/models": offline };

  test("without a key says what to do, and shows the models it knows of", async () => {
    using _server = playSettings({ provider: "anthropic" }, list);
    using _page = await renderPage(<ModelsTab />);
    expect(await screen.findByText(/set ANTHROPIC_API_KEY before Blossom starts/)).toBeTruthy();
    expect(await screen.findByText(/Without a key the list cannot be asked for/)).toBeTruthy();
    expect((await chatModel()).value).toBe("claude-sonnet-5-5");
  });

  test("a key that is refused is called refused, not a bad moment", async () => {
    const error = { code: "auth", message: "401", host: "api.anthropic.com" };
    using _server = playSettings(
      { provider: "anthropic", keys: { anthropic: inFile } },
      { "GET /api/llm/models": { ...offline, error } },
    );
    using _page = await renderPage(<ModelsTab />);
    expect(await screen.findByText("api.anthropic.com does not accept the key. Enter it again.")).toBeTruthy();
    expect(screen.getByText("These are the models we know of.")).toBeTruthy();
    expect(screen.queryByText(/just now/)).toBeNull();
  });

  test("a stored model that is not in the list stays, and is marked", async () => {
    using _server = playSettings(
      { provider: "anthropic", remembered: { anthropic: { chatModel: "claude-sonnet-4-20250514" } } },
      list,
    );
    using _page = await renderPage(<ModelsTab />);
    await screen.findByText(/Without a key/);
    expect((await chatModel()).selectedOptions[0]?.text).toBe("claude-sonnet-4-20250514 (not in the list)");
  });

  const listed = [
    { id: "claude-sonnet-5-5", label: "Claude Sonnet 5.5", vision: true, contextLength: 1_000_000 },
    { id: "claude-old", label: "Claude Old", lifecycle: "deprecated", retiresAt: "2027-01-05T00:00:00Z" },
    { id: "claude-gone", label: "Claude Gone", lifecycle: "retired" },
  ];
  const fromApi = { "GET /api/llm/models": { models: listed, offline: false } };
  const withKey = (model: string) =>
    playSettings(
      { provider: "anthropic", keys: { anthropic: inFile }, remembered: { anthropic: { chatModel: model } } },
      fromApi,
    );

  test("lists what its API lists: what ends says when, what has ended is not offered", async () => {
    using _server = withKey("claude-sonnet-5-5");
    using _page = await renderPage(<ModelsTab />);
    const field = await chatModel();
    expect(await within(field).findByText("Claude Sonnet 5.5 · sees pictures")).toBeTruthy();
    expect([...field.options].map(({ text }) => text)).toEqual([
      "Claude Sonnet 5.5 · sees pictures",
      "Claude Old · retires on Jan 5, 2027",
      "Another name…",
    ]);
    expect(screen.getByText("Short names for your chats. A small, cheap model will do.")).toBeTruthy();
    expect(screen.getByLabelText<HTMLSelectElement>("Context").options[0]?.text).toBe("Usual (100,000 tokens)");
  });

  test.each([
    ["claude-old", "Claude Old retires on Jan 5, 2027. Choose a newer one before that."],
    ["claude-gone", "Claude Gone is retired: it answers no more. Choose another one."],
  ])("%s, where it is chosen, is warned of", async (model, text) => {
    using _server = withKey(model);
    using _page = await renderPage(<ModelsTab />);
    expect(await screen.findByText(text)).toBeTruthy();
    expect((await chatModel()).value).toBe(model);
  });
});
