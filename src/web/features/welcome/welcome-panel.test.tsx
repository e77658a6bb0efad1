import { describe, expect, test } from "bun:test";
import { screen, waitFor } from "@testing-library/react";
import type { Discovery } from "#shared/status.ts";
import { failure } from "#test/played-api.ts";
import { playDownloads } from "#test/played-downloads.ts";
import { ollamaWithModels, ollamaWithoutModels, playedStatus, playSettings } from "#test/played-settings.ts";
import { renderPage } from "#test/render-page.tsx";
import { downloadsQuery } from "#web/api/downloads.ts";
import { WelcomePanel } from "./welcome-panel.tsx";

const nothing: Discovery = { ollama: null, anthropicConfigured: false, openaiConfigured: false };
const fresh = (found: Partial<Discovery>, routes = {}) =>
  playSettings(
    { provider: "anthropic", chosen: false },
    { "POST /api/llm/discover": { ...nothing, ...found }, ...routes },
  );
const start = () => screen.findByRole("button", { name: "Start" });
const isGone = () => waitFor(() => expect(screen.queryByText("Welcome to Blossom")).toBeNull());

describe("the first-run panel", () => {
  test("is not there once it has been answered", async () => {
    using server = playSettings({ settings: { welcomed: true } });
    using _page = await renderPage(<WelcomePanel />);
    await waitFor(() => expect(server.requests.map(({ route }) => route)).toContain("GET /api/settings"));
    expect(screen.queryByText("Welcome to Blossom")).toBeNull();
    expect(server.bodies("POST /api/llm/discover")).toEqual([]);
  });

  test("takes two languages, each by its own name", async () => {
    using server = fresh({});
    using page = await renderPage(<WelcomePanel />);
    await page.user.click(await screen.findByRole("radio", { name: "繁體中文" }));
    await page.user.click(screen.getByRole("radio", { name: "English" }));
    await page.user.click(screen.getAllByRole("radio", { name: "한국어" })[1] ?? document.body);
    await waitFor(() =>
      expect(server.bodies("PUT /api/settings")).toEqual([
        { learningLanguage: "zh-Hant" },
        { interfaceLanguage: "ko" },
      ]),
    );
  });

  test("takes no focus from somebody who is already writing", async () => {
    using _server = fresh({ ollama: ollamaWithModels });
    using _page = await renderPage(
      <>
        <textarea aria-label="Message" ref={(field) => field?.focus()} />
        <WelcomePanel />
      </>,
    );
    await screen.findByText(/found at/);
    expect(document.activeElement).toBe(screen.getByLabelText("Message"));
  });

  test("closes for good, also while the search is still running", async () => {
    const search = Promise.withResolvers<Discovery>();
    using server = fresh({}, { "POST /api/llm/discover": () => search.promise });
    using page = await renderPage(<WelcomePanel />);
    expect(await screen.findByText("Looking for models on this computer…")).toBeTruthy();
    await page.user.click(await start());
    await isGone();
    expect(server.bodies("PUT /api/settings")).toEqual([{ welcomed: true }]);
    search.resolve(nothing);
  });

  test("stays and says so when its answer could not be saved", async () => {
    using _server = fresh({}, { "PUT /api/settings": () => failure(500, "internal", "disk full") });
    using page = await renderPage(<WelcomePanel />);
    await page.user.click(await start());
    expect((await screen.findByRole("alert")).textContent).toBe("That could not be saved.");
  });
});

describe("who answers", () => {
  test("Ollama with a model: one press uses it", async () => {
    using server = fresh({ ollama: ollamaWithModels });
    using page = await renderPage(<WelcomePanel />);
    expect(await screen.findByText("Ollama 0.32.15 found at 127.0.0.1:11434 · 3 models")).toBeTruthy();
    await page.user.click(screen.getByRole("button", { name: "Use gemma3:12b" }));
    expect(await screen.findByText("gemma3:12b at 127.0.0.1:11434 will answer you.")).toBeTruthy();
    const choice = { provider: "ollama", chatModel: "gemma3:12b", ollamaUrl: "http://127.0.0.1:11434" };
    expect(server.bodies("PUT /api/llm/settings")).toEqual([choice]);
    await page.user.click(await start());
    await isGone();
    expect(server.bodies("PUT /api/llm/settings")).toHaveLength(1);
  });

  test("Ollama with a model and only Start pressed: it answers too", async () => {
    using server = fresh({ ollama: ollamaWithModels });
    using page = await renderPage(<WelcomePanel />);
    await screen.findByText(/found at/);
    await page.user.click(await start());
    await isGone();
    expect(server.bodies("PUT /api/llm/settings")).toMatchObject([{ provider: "ollama", chatModel: "gemma3:12b" }]);
  });

  test("a choice that was made before is not replaced by Start", async () => {
    using server = playSettings(
      { provider: "anthropic", chosen: true },
      { "POST /api/llm/discover": { ...nothing, ollama: ollamaWithModels } },
    );
    using page = await renderPage(<WelcomePanel />);
    await screen.findByText(/found at/);
    await page.user.click(await start());
    await isGone();
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
  });

  test("Ollama without a model: the first is one press away, and answers when it has come", async () => {
    const downloads = playDownloads();
    using server = fresh({ ollama: ollamaWithoutModels }, downloads.routes);
    using page = await renderPage(<WelcomePanel />);
    expect(await screen.findByText(/without a model yet/)).toBeTruthy();
    await page.user.click(screen.getByRole("button", { name: "Download gemma3:12b" }));
    expect(await screen.findByRole("progressbar")).toBeTruthy();
    expect(await screen.findByText(/You can start meanwhile/)).toBeTruthy();
    expect(screen.getByText("gemma3:12b at 127.0.0.1:11434 will answer you.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Look again" })).toBeNull(); // it is found, and on its way
    // the server that was found is saved first: a download goes to the one in the settings
    expect(
      server.requests
        .map(({ route }) => route)
        .filter((route) => /PUT|downloads/.test(route))
        .slice(0, 3),
    ).toEqual(["GET /api/llm/ollama/downloads", "PUT /api/llm/settings", "POST /api/llm/ollama/downloads"]);
    expect(server.bodies("PUT /api/llm/settings")).toEqual([
      { provider: "ollama", chatModel: "gemma3:12b", ollamaUrl: "http://127.0.0.1:11434" },
    ]);
    downloads.change("gemma3:12b", { state: "done", fraction: 1 });
    server.routes["POST /api/llm/discover"] = { ...nothing, ollama: ollamaWithModels };
    await page.queryClient.refetchQueries({ queryKey: downloadsQuery.queryKey });
    expect(await screen.findByText(/found at 127.0.0.1:11434 · 3 models/)).toBeTruthy();
    expect(screen.queryByRole("progressbar")).toBeNull();
  });

  test("Ollama with models of the cloud only: none is taken by itself", async () => {
    const details = [{ id: "gemma4:31b-cloud", remote: true }];
    using server = fresh({ ollama: { ...ollamaWithModels, models: ["gemma4:31b-cloud"], details } });
    using page = await renderPage(<WelcomePanel />);
    expect(await screen.findByText(/what you write would leave this computer/)).toBeTruthy();
    await page.user.click(await start());
    await isGone();
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
  });

  test("an Anthropic key: Claude", async () => {
    using server = fresh({ anthropicConfigured: true });
    using page = await renderPage(<WelcomePanel />);
    await page.user.click(await screen.findByRole("button", { name: "Use Claude" }));
    expect(await screen.findByText("claude-sonnet-5-5 at api.anthropic.com will answer you.")).toBeTruthy();
    expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "anthropic" }]);
  });

  test("both: each stays one press away", async () => {
    using server = fresh({ ollama: ollamaWithModels, anthropicConfigured: true });
    using page = await renderPage(<WelcomePanel />);
    await page.user.click(await screen.findByRole("button", { name: "Use Claude" }));
    await page.user.click(await screen.findByRole("button", { name: "Use gemma3:12b" }));
    await page.user.click(await screen.findByRole("button", { name: "Use Claude" }));
    await waitFor(() =>
      expect(server.bodies("PUT /api/llm/settings")).toMatchObject([
        { provider: "anthropic" },
        { provider: "ollama", chatModel: "gemma3:12b" },
        { provider: "anthropic" },
      ]),
    );
  });

  test("nothing: cards work anyway, and how to get a model", async () => {
    using _server = fresh({});
    using _page = await renderPage(<WelcomePanel />);
    expect(await screen.findByText(/Cards work without a model/)).toBeTruthy();
    expect(screen.getByText(/ollama.com\/download/)).toBeTruthy();
    expect(screen.getByText("ollama pull gemma3:12b")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Open Settings" }).getAttribute("href")).toBe("/settings/models");
    expect(screen.getByRole("button", { name: "Look again" })).toBeTruthy();
  });

  test("a search that fails is no dead end", async () => {
    using _server = fresh({}, { "POST /api/llm/discover": () => failure(500, "internal", "broken") });
    using _page = await renderPage(<WelcomePanel />);
    expect(await screen.findByText("The search did not work.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Look again" })).toBeTruthy();
    expect(await start()).toBeTruthy();
  });

  test("a demo looks for nothing", async () => {
    using server = fresh({}, { "GET /api/status": { ...playedStatus, demo: true } });
    using _page = await renderPage(<WelcomePanel />);
    expect(await screen.findByText(/answers are prepared/)).toBeTruthy();
    expect(server.bodies("POST /api/llm/discover")).toEqual([]);
  });
});
