import { afterEach, describe, expect, jest, test } from "bun:test";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { failure, openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { ModelsTab } from "#web/features/settings/models-tab.tsx";

const panel = () => screen.findByRole("region", { name: "Models on this server" });
const gemma = {
  name: "gemma3:12b",
  sizeBytes: 8_149_190_253,
  parameters: "12.2B",
  contextLength: 131_072,
  capabilities: ["completion"],
};
const qwen = { name: "qwen3:8b", sizeBytes: 5_225_388_164, contextLength: 40_960, capabilities: ["completion"] };
afterEach(() => jest.useRealTimers());

describe("memory", () => {
  test("shows that a model is in memory, its part on the graphics card, and how long it stays", async () => {
    await using server = await openPageApp({ ollama: { models: [{ ...gemma, gpuShare: 0.62 }] } });
    await server.app.json("PUT", "/api/llm/models/settings", {
      provider: "ollama",
      model: gemma.name,
      keepAlive: "4m",
    });
    await server.app.json("POST", "/api/llm/ollama/load", { model: gemma.name });
    using _page = await renderPage(<ModelsTab />);
    const row = within(await panel()).getByRole("listitem");
    expect(row.textContent).toContain("loaded · 62% on the GPU");
    expect(row.textContent).toContain("unloads in 4 min");
  });

  test("says so when a model stays in memory indefinitely", async () => {
    await using server = await openPageApp({ ollama: { models: [gemma] } });
    await server.app.json("PUT", "/api/llm/models/settings", {
      provider: "ollama",
      model: gemma.name,
      keepAlive: "-1",
    });
    await server.app.json("POST", "/api/llm/ollama/load", { model: gemma.name });
    using _page = await renderPage(<ModelsTab />);
    expect((await panel()).textContent).toContain("stays in memory");
  });

  test("loads and unloads a model", async () => {
    await using server = await openPageApp({ ollama: { models: [gemma, qwen], loaded: [gemma.name] } });
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: "More about gemma3:12b" }));
    await page.user.click(screen.getByRole("button", { name: "Unload now" }));
    await waitFor(() => expect(server.bodies("POST /api/llm/ollama/unload")).toEqual([{ model: "gemma3:12b" }]));
    await page.user.click(screen.getByRole("button", { name: "More about qwen3:8b" }));
    await page.user.click(screen.getByRole("button", { name: "Load now" }));
    await waitFor(() => expect(server.bodies("POST /api/llm/ollama/load")).toEqual([{ model: "qwen3:8b" }]));
    await waitFor(() => expect(server.ollama.loads.map(({ model }) => model)).toEqual(["qwen3:8b"]));
  });

  test("says so, with advice, when it is too small", async () => {
    await using _server = await openPageApp({ ollama: { models: [qwen], memoryBytes: 4e9 } });
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: "More about qwen3:8b" }));
    await page.user.click(screen.getByRole("button", { name: "Load now" }));
    expect(await screen.findByText(/isn't enough memory for qwen3:8b/)).toBeTruthy();
  });
});

describe("the settings of one model", () => {
  test("include its window and its time in memory, each saved when it is chosen", async () => {
    const models = [gemma, { ...qwen, parameters: "8.2B" }];
    await using server = await openPageApp({ ollama: { models } });
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: "More about qwen3:8b" }));
    const row = within((await panel()).querySelectorAll("li")[1]!);
    const context = row.getByLabelText<HTMLSelectElement>("Context");
    expect([...context.options].map(({ text }) => text)).toEqual([
      "Default (8K tokens)",
      "4K tokens",
      "8K tokens",
      "16K tokens",
      "32K tokens",
      "40K tokens (maximum)",
    ]);
    await page.user.selectOptions(context, "16384");
    expect(await row.findByText(/Uses about 1.1 GB to 3.2 GB of extra memory/)).toBeTruthy();
    expect(await row.findByText(/16K of 40K context/)).toBeTruthy();
    await page.user.selectOptions(row.getByLabelText("Keep in memory"), "1 hour");
    await page.user.selectOptions(context, "");
    const about = { provider: "ollama", model: "qwen3:8b" };
    await waitFor(() =>
      expect(server.bodies("PUT /api/llm/models/settings")).toEqual([
        { ...about, contextTokens: 16_384 },
        { ...about, keepAlive: "1h" },
        { ...about, contextTokens: null },
      ]),
    );
  });

  test("show the chat model's window beside its choice, and warn when the window needs too much memory", async () => {
    await using server = await openPageApp({ ollama: { models: [gemma] } });
    using page = await renderPage(<ModelsTab />);
    const context = await screen.findByLabelText<HTMLSelectElement>("Context");
    await waitFor(() => expect(context.options).toHaveLength(7));
    await page.user.selectOptions(context, "131072");
    expect(await screen.findByText(/may not fit into memory/)).toBeTruthy();
    const about = { provider: "ollama", model: "gemma3:12b" };
    expect(server.bodies("PUT /api/llm/models/settings")).toEqual([{ ...about, contextTokens: 131_072 }]);
  });
});

test("reports a model in use that has changed under the same name, until the learner has seen it", async () => {
  const digests = (of: (name: string) => string) => [gemma, qwen].map((each) => ({ ...each, digest: of(each.name) }));
  await using server = await openPageApp({ ollama: { models: digests((name) => `old ${name}`) } });
  const { app, ollama } = server;
  // both have been chosen once; gemma3:12b is the one in use
  for (const chatModel of [qwen.name, gemma.name]) {
    await app.json("POST", "/api/llm/ollama/status", { url: ollama.url });
    await app.json("PUT", "/api/llm/settings", { provider: "ollama", chatModel });
  }
  ollama.models = digests((name) => `new ${name}`);
  using page = await renderPage(<ModelsTab />);
  expect(await screen.findAllByText("Changed since you chose it.")).toHaveLength(1); // only the model in use is reported
  await page.user.click(screen.getByRole("button", { name: "OK" }));
  expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "ollama", chatModel: "gemma3:12b" }]);
});

describe("deleting a model", () => {
  const open = async (faults = {}) => {
    const server = await openPageApp({ faults });
    const page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: "More about qwen3:8b" }));
    await page.user.click(screen.getByRole("button", { name: "Delete…" }));
    return {
      server,
      page,
      async [Symbol.asyncDispose]() {
        jest.useRealTimers();
        page[Symbol.dispose]();
        await server[Symbol.asyncDispose]();
      },
    };
  };
  const sent = ({ server }: Awaited<ReturnType<typeof open>>) => server.bodies("POST /api/llm/ollama/delete");
  const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

  test("asks first, says how much space it frees, and puts the focus on the safe button", async () => {
    await using opened = await open();
    expect(screen.getByText(/Delete qwen3:8b\? This frees 5.2 GB\./)).toBeTruthy();
    expect(document.activeElement?.textContent).toBe("Keep");
    await opened.page.user.click(screen.getByRole("button", { name: "Keep" }));
    expect(screen.getByRole("button", { name: "Delete…" })).toBeTruthy();
    expect(sent(opened)).toEqual([]);
  });

  test("can be undone for some seconds, and then sends nothing", async () => {
    await using opened = await open();
    jest.useFakeTimers();
    press("Delete");
    expect(screen.getByText("qwen3:8b will be deleted.")).toBeTruthy();
    expect(document.activeElement?.textContent).toBe("Undo");
    act(() => void jest.advanceTimersByTime(9_000));
    press("Undo");
    act(() => void jest.advanceTimersByTime(60_000));
    expect(screen.getByRole("button", { name: "Use qwen3:8b for chat and cards" })).toBeTruthy();
    expect(sent(opened)).toEqual([]);
  });

  test("sends the request after those seconds", async () => {
    await using opened = await open();
    jest.useFakeTimers();
    press("Delete");
    act(() => void jest.advanceTimersByTime(10_000));
    jest.useRealTimers();
    await waitFor(() => expect(sent(opened)).toEqual([{ model: "qwen3:8b" }]));
  });

  test("sends nothing when the learner leaves the page first", async () => {
    await using opened = await open();
    jest.useFakeTimers();
    press("Delete");
    opened.page[Symbol.dispose]();
    jest.advanceTimersByTime(60_000);
    expect(sent(opened)).toEqual([]);
  });

  test("is reported when it fails, and the model stays", async () => {
    await using _opened = await open({ "POST /api/llm/ollama/delete": () => failure(500, "server", "locked") });
    jest.useFakeTimers();
    press("Delete");
    act(() => void jest.advanceTimersByTime(10_000));
    jest.useRealTimers();
    expect(await screen.findByText(/returned an error/)).toBeTruthy();
    press("Keep");
    expect(screen.getByRole("button", { name: "Use qwen3:8b for chat and cards" })).toBeTruthy();
  });
});
