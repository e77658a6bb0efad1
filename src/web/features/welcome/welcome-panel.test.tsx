import { describe, expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import { failure, openPageApp } from "#test/page-app.ts";
import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Discovery, Status } from "#shared/status.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { renderPage } from "#test/render-page.tsx";
import { WelcomePanel } from "./welcome-panel.tsx";

type Start = NonNullable<Parameters<typeof openPageApp>[0]>;
type Found = { ollama?: Start["ollama"] | null; hasKey?: boolean; anthropicUrl?: string };

/** A first start on a computer where the search finds these. It finds no other server that runs on the test machine. */
async function fresh({ ollama = null, hasKey = false, anthropicUrl }: Found, faults: Start["faults"] = {}) {
  const environment: Record<string, string> = {
    ...(hasKey && { ANTHROPIC_API_KEY: "sk-ant-something" }),
    ...(anthropicUrl !== undefined && { ANTHROPIC_BASE_URL: anthropicUrl }),
  };
  return openPageApp({
    provider: null,
    isFound: ollama !== null,
    ...(ollama && { ollama }),
    environment,
    faults,
  });
}
const withModels: Start["ollama"] = {};
const start = () => screen.findByRole("button", { name: "Start" });
const isGone = () => waitFor(() => expect(screen.queryByText("Welcome to Blossom") === null).toBe(true));

describe("the first-run panel", () => {
  test("is hidden once it has been answered", async () => {
    await using server = await openPageApp({ settings: { welcomed: true } });
    using _page = await renderPage(<WelcomePanel />);
    await waitFor(() => expect(server.requests.map(({ route }) => route)).toContain("GET /api/settings"));
    expect(screen.queryByText("Welcome to Blossom")).toBeNull();
    expect(server.bodies("POST /api/llm/discover")).toEqual([]);
  });

  test("offers two languages, each by its own name", async () => {
    await using server = await fresh({});
    using page = await renderPage(<WelcomePanel />);
    const traditional = await screen.findAllByRole("radio", { name: "繁體中文" });
    await page.user.click(traditional[0] ?? document.body);
    await page.user.click(screen.getByRole("radio", { name: "English" }));
    await page.user.click(screen.getAllByRole("radio", { name: "한국어" })[1] ?? document.body);
    await waitFor(() =>
      expect(server.bodies("PUT /api/settings")).toEqual([
        { learningLanguage: "zh-Hant" },
        { interfaceLanguage: "ko" },
      ]),
    );
  });

  test("asks for the level in the learning language, and presets beginner", async () => {
    await using server = await fresh({});
    using page = await renderPage(<WelcomePanel />);
    const level = await screen.findByRole("group", { name: "Your level in 日本語" });
    expect(within(level).getByRole<HTMLInputElement>("radio", { name: "Beginner" }).checked).toBe(true);
    await page.user.click(within(level).getByRole("radio", { name: "Intermediate" }));
    await waitFor(() =>
      expect(server.bodies("PUT /api/settings")).toMatchObject([{ levels: { ja: "middle", ko: "beginner" } }]),
    );
  });

  test.each<[InterfaceLanguage, LearningLanguage, LearningLanguage]>([
    ["ja", "ja", "zh-Hans"],
    ["ko", "ko", "ja"],
    ["zh-Hans", "zh-Hans", "ja"],
    ["zh-Hans", "zh-Hant", "ja"], // the same language in the other script
    ["zh-Hant", "zh-Hans", "ja"],
    ["zh-Hant", "zh-Hant", "ja"],
    ["zh-Hant", "ko", "ko"],
    ["en", "zh-Hant", "zh-Hant"],
  ])("presets for an interface in %s, instead of %s: %s", async (language, learningLanguage, preset) => {
    await using _server = await openPageApp({ provider: null, isFound: false, settings: { learningLanguage } });
    using _page = await renderPage(<WelcomePanel />, { language });
    await waitFor(() =>
      expect(screen.getAllByRole<HTMLInputElement>("radio").find((radio) => radio.checked)?.value).toBe(preset),
    );
  });

  test("presets another learning language than the interface language, until the learner chooses one", async () => {
    await using server = await fresh({});
    using page = await renderPage(<WelcomePanel />, { language: "ja" });
    const checked = () => screen.getAllByRole<HTMLInputElement>("radio").find((radio) => radio.checked)?.value;
    await waitFor(() => expect(checked()).toBe("zh-Hans"));
    await page.user.click(screen.getAllByRole("radio", { name: "日本語" })[0] ?? document.body);
    await waitFor(() =>
      expect(server.bodies("PUT /api/settings")).toEqual([{ learningLanguage: "zh-Hans" }, { learningLanguage: "ja" }]),
    );
    expect(checked()).toBe("ja");
  });

  test("does not take the focus from a learner who is already writing", async () => {
    await using _server = await fresh({ ollama: withModels });
    using _page = await renderPage(
      <>
        <textarea aria-label="Message" ref={(field) => field?.focus()} />
        <WelcomePanel />
      </>,
    );
    await screen.findByText(/found at/);
    expect(document.activeElement).toBe(screen.getByLabelText("Message"));
  });

  test("closes for good, even while the search is still running", async () => {
    const search = Promise.withResolvers<undefined>();
    await using server = await fresh({}, { "POST /api/llm/discover": () => search.promise });
    using page = await renderPage(<WelcomePanel />);
    expect(await screen.findByText("Looking for models on this computer…")).toBeTruthy();
    await page.user.click(await start());
    await isGone();
    expect(server.bodies("PUT /api/settings")).toEqual([{ welcomed: true }]);
    search.resolve(undefined);
  });

  test("stays and says so when its answer could not be saved", async () => {
    await using _server = await fresh({}, { "PUT /api/settings": () => failure(500, "internal", "disk full") });
    using page = await renderPage(<WelcomePanel />);
    await page.user.click(await start());
    expect((await screen.findByRole("alert")).textContent).toBe("That could not be saved.");
  });
});

describe("the choice of a model", () => {
  test("offers an Ollama model and uses it with one press", async () => {
    await using server = await fresh({ ollama: withModels });
    using page = await renderPage(<WelcomePanel />);
    expect(await screen.findByText(`Ollama 0.32.15 found at 127.0.0.1:${server.ollama.port} · 3 models`)).toBeTruthy();
    await page.user.click(screen.getByRole("button", { name: "Use gemma3:12b" }));
    expect(await screen.findByText(`gemma3:12b at 127.0.0.1:${server.ollama.port} will answer you.`)).toBeTruthy();
    const choice = { provider: "ollama", chatModel: "gemma3:12b", baseUrl: server.ollama.url };
    expect(server.bodies("PUT /api/llm/settings")).toEqual([choice]);
    await page.user.click(await start());
    await isGone();
    expect(server.bodies("PUT /api/llm/settings")).toHaveLength(1);
  });

  test("uses the Ollama model when the learner only presses Start", async () => {
    await using server = await fresh({ ollama: withModels });
    using page = await renderPage(<WelcomePanel />);
    await screen.findByText(/found at/);
    await page.user.click(await start());
    await isGone();
    expect(server.bodies("PUT /api/llm/settings")).toMatchObject([{ provider: "ollama", chatModel: "gemma3:12b" }]);
  });

  test("does not use a found model on a company's servers when the learner only presses Start", async () => {
    await using server = await fresh({ ollama: withModels });
    server.amends["POST /api/llm/discover"] = ({ servers, ...rest }: Discovery) => ({
      ...rest,
      servers: servers.map((found) => ({ ...found, goesTo: "cloud" })),
    });
    using page = await renderPage(<WelcomePanel />);
    expect(await screen.findByRole("button", { name: "Use gemma3:12b" })).toBeTruthy();
    await page.user.click(await start());
    await isGone();
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
  });

  test("keeps an earlier choice when the learner presses Start", async () => {
    await using server = await fresh({ ollama: withModels });
    await server.app.json("PUT", "/api/llm/settings", { provider: "anthropic" });
    using page = await renderPage(<WelcomePanel />);
    await screen.findByText(/found at/);
    await page.user.click(await start());
    await isGone();
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
  });

  test("offers the first download when Ollama has no model, and uses the model when it has arrived", async () => {
    const arrived = Promise.withResolvers<void>();
    const pull = { layers: [8.1e9], steps: 2, pace: (bytes: number) => bytes > 0 && arrived.promise };
    await using server = await fresh({ ollama: { models: [], pull } });
    using page = await renderPage(<WelcomePanel />);
    expect(await screen.findByText(/without a model yet/)).toBeTruthy();
    await page.user.click(screen.getByRole("button", { name: "Download gemma3:12b" }));
    expect(await screen.findByRole("progressbar")).toBeTruthy();
    expect(await screen.findByText(/You can start meanwhile/)).toBeTruthy();
    expect(screen.getByText(`gemma3:12b at 127.0.0.1:${server.ollama.port} will answer you.`)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Look again" })).toBeNull(); // the server is found and the model is downloading
    // the server that was found is saved first: a download goes to the server in the settings
    const writes = server.requests.map(({ route }) => route).filter((route) => /^PUT |^POST .*downloads/.test(route));
    expect(writes.slice(0, 2)).toEqual(["PUT /api/llm/settings", "POST /api/llm/ollama/downloads"]);
    expect(server.bodies("PUT /api/llm/settings")).toEqual([
      { provider: "ollama", chatModel: "gemma3:12b", baseUrl: server.ollama.url },
    ]);
    arrived.resolve();
    expect(await screen.findByText(`Ollama 0.32.15 found at 127.0.0.1:${server.ollama.port} · 1 model`)).toBeTruthy();
    expect(screen.queryByRole("progressbar")).toBeNull();
  });

  test("chooses no model by itself when Ollama has only cloud models", async () => {
    const models = [{ name: "gemma4:31b-cloud", capabilities: ["completion"], remoteHost: "https://ollama.com:443" }];
    await using server = await fresh({ ollama: { models } });
    using page = await renderPage(<WelcomePanel />);
    expect(await screen.findByText(/what you write would leave this computer/)).toBeTruthy();
    await page.user.click(await start());
    await isGone();
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
  });

  test("offers Claude when there is an Anthropic key", async () => {
    await using server = await fresh({ hasKey: true });
    using page = await renderPage(<WelcomePanel />);
    await page.user.click(await screen.findByRole("button", { name: "Use Claude" }));
    expect(await screen.findByText("claude-sonnet-5-5 at api.anthropic.com will answer you.")).toBeTruthy();
    expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "anthropic" }]);
  });

  test("names the host from ANTHROPIC_BASE_URL, where the messages go", async () => {
    await using anthropic = await startUpstream({ protocol: "anthropic", key: "sk-ant-something" });
    await using _server = await fresh({ hasKey: true, anthropicUrl: anthropic.url });
    using page = await renderPage(<WelcomePanel />);
    await page.user.click(await screen.findByRole("button", { name: "Use Claude" }));
    expect(await screen.findByText(`claude-sonnet-5-5 at 127.0.0.1:${anthropic.port} will answer you.`)).toBeTruthy();
  });

  test("offers both with one press each", async () => {
    await using server = await fresh({ ollama: withModels, hasKey: true });
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

  test("explains how to get a model, and that cards work without one, when nothing is found", async () => {
    await using _server = await fresh({});
    using _page = await renderPage(<WelcomePanel />);
    expect(await screen.findByText(/Cards work without a model/)).toBeTruthy();
    expect(screen.getByText(/ollama.com\/download/)).toBeTruthy();
    expect(screen.getByText("ollama pull gemma3:12b")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Open Settings" }).getAttribute("href")).toBe("/settings/models");
    expect(screen.getByRole("button", { name: "Look again" })).toBeTruthy();
  });

  test("still lets the learner start when the search fails", async () => {
    await using _server = await fresh({}, { "POST /api/llm/discover": () => failure(500, "internal", "broken") });
    using _page = await renderPage(<WelcomePanel />);
    expect(await screen.findByText("The search did not work.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Look again" })).toBeTruthy();
    expect(await start()).toBeTruthy();
  });

  test("searches for nothing in a demo", async () => {
    const demo = (status: Status) => ({ ...status, demo: true });
    await using server = await openPageApp({ provider: null, amends: { "GET /api/status": demo } });
    using _page = await renderPage(<WelcomePanel />);
    expect(await screen.findByText(/answers are prepared/)).toBeTruthy();
    expect(server.bodies("POST /api/llm/discover")).toEqual([]);
  });
});
