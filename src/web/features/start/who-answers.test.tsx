import { describe, expect, test } from "bun:test";
import { screen, waitFor } from "@testing-library/react";
import { failure, openPageApp } from "#test/page-app.ts";
import type { Discovery, Status } from "#shared/status.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { renderPage } from "#test/render-page.tsx";
import { ModelChip } from "#web/features/chat/model-chip.tsx";
import { WhoAnswers } from "./who-answers.tsx";

type Start = NonNullable<Parameters<typeof openPageApp>[0]>;
type Found = { ollama?: Start["ollama"] | null; hasKey?: boolean; environment?: Record<string, string> };

/** A first start on a computer where the search finds these. It never finds a server that really runs on the test machine. */
async function fresh({ ollama = null, hasKey = false, environment = {} }: Found = {}, more: Start = {}) {
  return openPageApp({
    provider: null,
    isFound: ollama !== null,
    ...(ollama && { ollama }),
    environment: { ...(hasKey && { ANTHROPIC_API_KEY: "sk-ant-something" }), ...environment },
    ...more,
  });
}
const withModels: Start["ollama"] = {};
const open = () => renderPage(<WhoAnswers />);

describe("who answers", () => {
  test("is the model of an Ollama that was found, without a press", async () => {
    await using server = await fresh({ ollama: withModels });
    using _page = await open();
    expect(await screen.findByText("gemma3:12b on this computer will answer.")).toBeTruthy();
    expect(screen.queryAllByRole("button")).toEqual([]);
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
  });

  test("is the model of another server on this computer", async () => {
    await using lmStudio = await startUpstream({ protocol: "openai", models: [{ name: "qwen3-8b" }] });
    const localServers = [{ name: "LM Studio", type: "openai-compatible", addresses: [`${lmStudio.url}/v1`] }] as const;
    await using _server = await fresh({}, { config: { localServers } });
    using _page = await open();
    expect(await screen.findByText("qwen3-8b on this computer will answer.")).toBeTruthy();
  });

  test("is asked once when there is a key: the line says so, and nothing is sent", async () => {
    await using claude = await startUpstream({ protocol: "anthropic", models: ["claude-sonnet-5-5"] });
    await using _server = await fresh({ hasKey: true, environment: { ANTHROPIC_BASE_URL: claude.url } });
    using _page = await open();
    const host = new URL(claude.url).host;
    expect(
      await screen.findByText(
        `claude-sonnet-5-5 on ${host} can answer. Blossom asks you once before it sends anything.`,
      ),
    ).toBeTruthy();
    expect(claude.requests).toEqual([]);
  });

  test("is asked between a key and a local model", async () => {
    await using _server = await fresh({ ollama: withModels, hasKey: true });
    using _page = await open();
    expect(
      await screen.findByText(
        "Blossom asks you once which model to use: gemma3:12b, or claude-sonnet-5-5 on api.anthropic.com. Nothing is sent until then.",
      ),
    ).toBeTruthy();
  });

  test("is the prepared answers in a demo, without a search", async () => {
    const demo = (status: Status) => ({ ...status, demo: true });
    await using server = await fresh({}, { amends: { "GET /api/status": demo } });
    using _page = await open();
    expect(await screen.findByText(/prepared answers/)).toBeTruthy();
    expect(server.bodies("POST /api/llm/discover")).toEqual([]);
  });

  test("says why the chosen model cannot answer", async () => {
    await using server = await openPageApp();
    await server.ollama.close();
    using _page = await open();
    expect(await screen.findByText(/Can't reach/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "Open Settings" })).toBeTruthy();
  });
});

describe("the way to a model", () => {
  test("is a download when Ollama has none, with its progress and what works meanwhile", async () => {
    const arrived = Promise.withResolvers<void>();
    const pull = { layers: [8.1e9], steps: 2, pace: (bytes: number) => bytes > 0 && arrived.promise };
    await using server = await fresh({ ollama: { models: [], pull } });
    using page = await renderPage(
      <>
        <ModelChip />
        <WhoAnswers />
      </>,
    );
    expect(await screen.findByText(/Ollama is running but has no model/)).toBeTruthy();
    await page.user.click(screen.getByRole("button", { name: "Download gemma3:12b (8.1 GB)" }));
    expect(await screen.findByRole("progressbar")).toBeTruthy();
    expect(await screen.findByText(/gemma3:12b will answer once the download is done/)).toBeTruthy();
    // the server that was found is saved first: a download goes to the server in the settings
    const writes = server.requests.map(({ route }) => route).filter((route) => /^PUT |^POST .*downloads/.test(route));
    expect(writes).toEqual(["PUT /api/llm/settings", "POST /api/llm/ollama/downloads"]);
    const choice = { provider: "ollama", chatModel: "gemma3:12b", baseUrl: server.ollama.url };
    expect(server.bodies("PUT /api/llm/settings")).toEqual([choice]);
    expect(await screen.findByText("(downloading)", { exact: false })).toBeTruthy();
    arrived.resolve();
    expect(await screen.findByText("gemma3:12b on this computer will answer.")).toBeTruthy();
    expect(screen.queryByRole("progressbar")).toBeNull();
  });

  test("warns when every model of the Ollama runs in a cloud, and chooses none", async () => {
    const models = [{ name: "gemma4:31b-cloud", capabilities: ["completion"], remoteHost: "https://ollama.com:443" }];
    await using server = await fresh({ ollama: { models } });
    using _page = await open();
    expect(await screen.findByText(/your messages would leave this computer/)).toBeTruthy();
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
  });

  test("names a server that has no model loaded", async () => {
    await using llamaCpp = await startUpstream({ protocol: "openai", models: [] });
    const localServers = [{ name: "llama.cpp", type: "openai-compatible", addresses: [`${llamaCpp.url}/v1`] }] as const;
    await using _server = await fresh({}, { config: { localServers } });
    using _page = await open();
    const host = new URL(llamaCpp.url).host;
    expect(
      await screen.findByText(`llama.cpp is running at ${host}, but has no model loaded. Load one there.`),
    ).toBeTruthy();
  });

  test("is Ollama, a key or Settings when nothing is found, and says what works without a model", async () => {
    await using _server = await fresh();
    using _page = await open();
    expect(await screen.findByText(/Words, readings and dictionary meanings work right away/)).toBeTruthy();
    const ollama = screen.getByRole("link", { name: /Download Ollama/ });
    expect([ollama.getAttribute("href"), ollama.getAttribute("target")]).toEqual([
      "https://ollama.com/download",
      "_blank",
    ]);
    expect(screen.getByRole("link", { name: "Open Settings" }).getAttribute("href")).toBe("/settings/models");
    expect(screen.getByRole("button", { name: "Look again" })).toBeTruthy();
  });

  test("takes a key in place: after pasting it and Enter, Claude answers", async () => {
    await using claude = await startUpstream({
      protocol: "anthropic",
      key: "sk-ant-typed",
      models: ["claude-sonnet-5-5"],
    });
    await using server = await fresh({ environment: { ANTHROPIC_BASE_URL: claude.url } });
    using page = await open();
    await page.user.click(await screen.findByRole("button", { name: "Use an Anthropic API key" }));
    const field = screen.getByLabelText("Anthropic API key");
    expect(document.activeElement).toBe(field);
    await page.user.paste("sk-ant-typed");
    await page.user.keyboard("{Enter}");
    expect(await screen.findByText(/^claude-sonnet-5-5 .*will answer\.$/)).toBeTruthy();
    expect(server.bodies("PUT /api/llm/keys")).toEqual([{ provider: "anthropic", key: "sk-ant-typed" }]);
    expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "anthropic" }]);
  });

  test("says so when the key could not be saved", async () => {
    const faults = { "PUT /api/llm/keys": () => failure(500, "disk_full", "disk full") };
    await using server = await fresh({}, { faults });
    using page = await open();
    await page.user.click(await screen.findByRole("button", { name: "Use an Anthropic API key" }));
    await page.user.paste("sk-ant-typed");
    await page.user.keyboard("{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("Couldn't save that. Try again.");
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
  });

  test("searches again on request", async () => {
    let isBroken = true;
    const faults = { "POST /api/llm/discover": () => (isBroken ? failure(500, "internal", "broken") : undefined) };
    await using server = await fresh({}, { faults });
    using page = await open();
    expect(await screen.findByText("Couldn't search for a model.")).toBeTruthy();
    isBroken = false;
    await page.user.click(screen.getByRole("button", { name: "Look again" }));
    await waitFor(() => expect(screen.queryByText("Couldn't search for a model.") === null).toBe(true));
    expect(server.bodies("POST /api/llm/discover")).toHaveLength(2);
  });

  test("finds a server that was started meanwhile", async () => {
    const found: Discovery["servers"] = [];
    await using _server = await fresh(
      {},
      { amends: { "POST /api/llm/discover": (all: Discovery) => ({ ...all, servers: found }) } },
    );
    using page = await open();
    await screen.findByText(/Words, readings/);
    found.push({
      name: "LM Studio",
      provider: "openai-compatible",
      url: "http://127.0.0.1:1234/v1",
      goesTo: "computer",
      models: [],
      suggestion: null,
    });
    await page.user.click(screen.getByRole("button", { name: "Look again" }));
    expect(await screen.findByText(/LM Studio is running at 127.0.0.1:1234/)).toBeTruthy();
  });
});
