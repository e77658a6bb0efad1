import { afterEach, describe, expect, jest, test } from "bun:test";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import type { ModelInfo } from "#shared/providers.ts";
import { failure } from "#test/played-api.ts";
import { ollamaWithModels, playSettings } from "#test/played-settings.ts";
import { renderPage } from "#test/render-page.tsx";
import { ModelsTab } from "#web/features/settings/models-tab.tsx";

const panel = () => screen.findByRole("region", { name: "Models on this server" });
const withModels = (details: ModelInfo[]) => ({
  "POST /api/llm/ollama/status": { ...ollamaWithModels, models: details.map(({ id }) => id), details },
});
const inMemory = { id: "gemma3:12b", sizeBytes: 8_149_190_253, loaded: true };
afterEach(() => jest.useRealTimers());

describe("memory", () => {
  test("shows what is in it, how much on the graphics card, and for how long", async () => {
    const memory = { gpuShare: 0.62, unloadsAt: Date.now() + 239_000, contextTokens: 8_192 };
    using _server = playSettings({}, withModels([{ ...inMemory, memory }]));
    using _page = await renderPage(<ModelsTab />);
    const row = within(await panel()).getByRole("listitem");
    expect(row.textContent).toContain("in memory · 62% on the GPU");
    expect(row.textContent).toContain("leaves memory in 4 min");
  });

  test("one that stays for ever is said to", async () => {
    using _server = playSettings({}, withModels([{ ...inMemory, memory: { gpuShare: 1 } }]));
    using _page = await renderPage(<ModelsTab />);
    expect((await panel()).textContent).toContain("stays in memory");
  });

  test("takes a model and gives it back", async () => {
    using server = playSettings(
      {},
      {
        ...withModels([inMemory, { id: "qwen3:8b" }]),
        "POST /api/llm/ollama/unload": { success: true },
        "POST /api/llm/ollama/load": { success: true },
      },
    );
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: "More about gemma3:12b" }));
    await page.user.click(screen.getByRole("button", { name: "Unload now" }));
    await waitFor(() => expect(server.bodies("POST /api/llm/ollama/unload")).toEqual([{ model: "gemma3:12b" }]));
    await page.user.click(screen.getByRole("button", { name: "More about qwen3:8b" }));
    await page.user.click(screen.getByRole("button", { name: "Load now" }));
    await waitFor(() => expect(server.bodies("POST /api/llm/ollama/load")).toEqual([{ model: "qwen3:8b" }]));
  });

  test("that is too small is said, with what to do", async () => {
    const error = { code: "out_of_memory", message: "9.1 GiB", model: "qwen3:8b" };
    using _server = playSettings(
      {},
      {
        ...withModels([{ id: "qwen3:8b" }]),
        "POST /api/llm/ollama/load": () => Response.json({ error }, { status: 507 }),
      },
    );
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: "More about qwen3:8b" }));
    await page.user.click(screen.getByRole("button", { name: "Load now" }));
    expect(await screen.findByText(/not enough memory for qwen3:8b/)).toBeTruthy();
  });
});

describe("the settings of one model", () => {
  test("are its window and its stay in memory, each saved when it is chosen", async () => {
    using server = playSettings();
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: "More about qwen3:8b" }));
    const row = within((await panel()).querySelectorAll("li")[1]!);
    const context = row.getByLabelText<HTMLSelectElement>("Context");
    expect([...context.options].map(({ text }) => text)).toEqual([
      "Usual (8,192 tokens)",
      "4,096 tokens",
      "8,192 tokens",
      "16,384 tokens",
      "32,768 tokens",
      "40,960 tokens, all it has",
    ]);
    await page.user.selectOptions(context, "16384");
    expect(await row.findByText(/Takes roughly 1.1 GB to 3.2 GB beside the model/)).toBeTruthy();
    expect(await row.findByText(/16K of 41K context/)).toBeTruthy();
    await page.user.selectOptions(row.getByLabelText("Stays in memory"), "1 hour");
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

  test("of the chat model: its window stands with the choice; one that is too much is said", async () => {
    const large = { id: "gemma3:12b", sizeBytes: 8.1e9, parameters: "12.2B", contextLength: 131_072 };
    using server = playSettings({}, withModels([large]));
    using page = await renderPage(<ModelsTab />);
    const context = await screen.findByLabelText<HTMLSelectElement>("Context");
    await waitFor(() => expect(context.options).toHaveLength(7));
    await page.user.selectOptions(context, "131072");
    expect(await screen.findByText(/may not fit into memory/)).toBeTruthy();
    const about = { provider: "ollama", model: "gemma3:12b" };
    expect(server.bodies("PUT /api/llm/models/settings")).toEqual([{ ...about, contextTokens: 131_072 }]);
  });
});

test("a model in use that has become another one under its name says so, until the learner has seen it", async () => {
  const set = {
    provider: "ollama",
    model: "gemma3:12b",
    contextTokens: null,
    keepAlive: null,
    allowRemote: false,
  } as const;
  const changed = withModels([
    { id: "gemma3:12b", digest: "new" },
    { id: "qwen3:8b", digest: "x" },
  ]);
  using server = playSettings(
    {
      modelSettings: [
        { ...set, digest: "old" },
        { ...set, model: "qwen3:8b", digest: "y" },
      ],
    },
    changed,
  );
  using page = await renderPage(<ModelsTab />);
  expect(await screen.findAllByText("Changed since you chose it.")).toHaveLength(1); // of what is not used nobody asks
  await page.user.click(screen.getByRole("button", { name: "All right" }));
  expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "ollama", chatModel: "gemma3:12b" }]);
});

describe("deleting a model", () => {
  const open = async (routes = {}) => {
    const server = playSettings({}, { "POST /api/llm/ollama/delete": { success: true }, ...routes });
    const page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: "More about qwen3:8b" }));
    await page.user.click(screen.getByRole("button", { name: "Delete…" }));
    return { server, page, [Symbol.dispose]: () => (page[Symbol.dispose](), server[Symbol.dispose]()) };
  };
  const sent = ({ server }: Awaited<ReturnType<typeof open>>) => server.bodies("POST /api/llm/ollama/delete");
  const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

  test("is asked about with what it frees; the focus is where nothing is lost", async () => {
    using opened = await open();
    expect(screen.getByText(/Delete qwen3:8b\? It frees 5.2 GB\./)).toBeTruthy();
    expect(document.activeElement?.textContent).toBe("Keep it");
    await opened.page.user.click(screen.getByRole("button", { name: "Keep it" }));
    expect(screen.getByRole("button", { name: "Delete…" })).toBeTruthy();
    expect(sent(opened)).toEqual([]);
  });

  test("can be undone for some seconds, and then nothing is sent", async () => {
    using opened = await open();
    jest.useFakeTimers();
    press("Delete");
    expect(screen.getByText("qwen3:8b is deleted in a moment.")).toBeTruthy();
    expect(document.activeElement?.textContent).toBe("Undo");
    act(() => void jest.advanceTimersByTime(9_000));
    press("Undo");
    act(() => void jest.advanceTimersByTime(60_000));
    expect(screen.getByRole("button", { name: "Use qwen3:8b for chat and cards" })).toBeTruthy();
    expect(sent(opened)).toEqual([]);
  });

  test("is sent when they are over", async () => {
    using opened = await open();
    jest.useFakeTimers();
    press("Delete");
    act(() => void jest.advanceTimersByTime(10_000));
    jest.useRealTimers();
    await waitFor(() => expect(sent(opened)).toEqual([{ model: "qwen3:8b" }]));
  });

  test("is not sent when the page is left meanwhile", async () => {
    using opened = await open();
    jest.useFakeTimers();
    press("Delete");
    opened.page[Symbol.dispose]();
    jest.advanceTimersByTime(60_000);
    expect(sent(opened)).toEqual([]);
  });

  test("that does not work is said, and the model stays", async () => {
    using _opened = await open({ "POST /api/llm/ollama/delete": () => failure(500, "server", "locked") });
    jest.useFakeTimers();
    press("Delete");
    act(() => void jest.advanceTimersByTime(10_000));
    jest.useRealTimers();
    expect(await screen.findByText(/answered with an error/)).toBeTruthy();
    press("Keep it");
    expect(screen.getByRole("button", { name: "Use qwen3:8b for chat and cards" })).toBeTruthy();
  });
});
