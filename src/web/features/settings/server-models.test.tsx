import { afterEach, describe, expect, jest, test } from "bun:test";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import type { ModelInfo } from "#shared/providers.ts";
import { failure } from "#test/played-api.ts";
import { ollamaWithModels, ollamaWithoutModels, playSettings } from "#test/played-settings.ts";
import { renderPage } from "#test/render-page.tsx";
import { ModelsTab } from "./models-tab.tsx";

const chatModel = () => screen.findByLabelText<HTMLSelectElement>("Chat and cards");
const panel = () => screen.findByRole("region", { name: "Models on this server" });
const withModels = (details: ModelInfo[]) => ({
  "POST /api/llm/ollama/status": { ...ollamaWithModels, models: details.map(({ id }) => id), details },
});
const inMemory = { id: "gemma3:12b", sizeBytes: 8_149_190_253, loaded: true };
afterEach(() => jest.useRealTimers());

describe("models of a server", () => {
  test("are listed with what the server says of them", async () => {
    using _server = playSettings();
    using _page = await renderPage(<ModelsTab />);
    const rows = within(await panel())
      .getAllByRole("listitem")
      .map((row) => row.textContent);
    expect(rows[0]).toContain("8.1 GB · Q4_K_M · 12.2B · fits this computer");
    expect(rows[0]).toContain("sees pictures");
    expect(rows[1]).toContain("thinks");
    expect(rows[1]).toContain("8.2K of 41K context");
    expect(rows[2]).toContain("runs in the cloud");
    expect(rows[2]).not.toContain("GB"); // its file here is a few bytes
    const options = [...(await chatModel()).options].map(({ text }) => text);
    expect(options).toEqual([
      "gemma3:12b · 8.1 GB · sees pictures",
      "qwen3:8b · 5.2 GB · thinks",
      "gpt-oss:120b-cloud · runs in the cloud",
    ]);
  });

  test("can be taken with one press, which is saved and said", async () => {
    using server = playSettings();
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: "Use qwen3:8b for chat and cards" }));
    await waitFor(async () => expect((await chatModel()).value).toBe("qwen3:8b"));
    expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "ollama", chatModel: "qwen3:8b" }]);
    expect(screen.getByText("Saved")).toBeTruthy();
  });

  test.each([
    [8 * 2 ** 30, "too large for this computer"],
    [12 * 2 ** 30, "only just fits this computer"],
  ])("with %d bytes of memory gemma3:12b is said to be %p", async (memoryBytes, text) => {
    using _server = playSettings({ memoryBytes });
    using _page = await renderPage(<ModelsTab />);
    expect(within(await panel()).getByText(text)).toBeTruthy();
  });

  test("of another computer are not measured against this one's memory", async () => {
    const remembered = { ollama: { baseUrl: "http://192.168.1.5:11434" } };
    using _server = playSettings({ memoryBytes: 8 * 2 ** 30, remembered });
    using _page = await renderPage(<ModelsTab />);
    expect((await panel()).textContent).not.toMatch(/this computer/);
  });

  test("are searched when there are many; what is in use is seen wherever it stands", async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ id: `model-${index}:latest` }));
    using _server = playSettings({ remembered: { ollama: { chatModel: "model-25:latest" } } }, withModels(many));
    using page = await renderPage(<ModelsTab />);
    const list = within(await panel());
    expect(list.getByText("30 models")).toBeTruthy();
    expect(list.getByText("Show 21 more")).toBeTruthy();
    expect(list.getByText("in use").closest("li")?.textContent).toContain("model-25");
    await page.user.type(list.getByRole("searchbox", { name: "Search" }), "MODEL-2");
    expect(list.getByText("11 of 30 models")).toBeTruthy();
    expect(list.getAllByRole("listitem")).toHaveLength(11);
    await page.user.type(list.getByRole("searchbox"), "x");
    expect(list.getByText("No model is called “MODEL-2x”.")).toBeTruthy();
  });

  test("one that is gone stays chosen, with its download and a way to another", async () => {
    using server = playSettings({ remembered: { ollama: { chatModel: "gemma3:27b" } } });
    using page = await renderPage(<ModelsTab />);
    const warning = await screen.findByText(/gemma3:27b is not on this server any more/);
    const field = await chatModel();
    expect(field.value).toBe("gemma3:27b");
    expect(field.selectedOptions[0]?.text).toBe("gemma3:27b (not in the list)");
    const notice = within(warning.parentElement ?? document.body);
    expect(notice.getByRole("button", { name: "Download gemma3:27b" })).toBeTruthy();
    await page.user.click(notice.getByRole("button", { name: "Choose another" }));
    expect(document.activeElement).toBe(field);
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]); // nothing is replaced silently
  });

  test("one that is named without its tag is not missing", async () => {
    using _server = playSettings(
      { remembered: { ollama: { chatModel: "gemma3" } } },
      withModels([{ id: "gemma3:latest" }]),
    );
    using _page = await renderPage(<ModelsTab />);
    await screen.findByText("Ollama 0.32.15 · 1 model");
    expect((await chatModel()).value).toBe("gemma3:latest");
    expect(screen.queryByText(/is not on this server/)).toBeNull();
  });

  test("none yet: the first is one press away", async () => {
    using _server = playSettings({}, { "POST /api/llm/ollama/status": ollamaWithoutModels });
    using _page = await renderPage(<ModelsTab />);
    const notice = within((await screen.findByText(/No models yet/)).parentElement ?? document.body);
    expect(notice.getByRole("button", { name: "Download gemma3:12b" })).toBeTruthy();
    expect(screen.queryByText(/is not on this server any more/)).toBeNull();
  });

  test("stay to be chosen from while their server does not answer", async () => {
    using _server = playSettings(
      {},
      {
        "POST /api/llm/ollama/status": { available: false, models: [], error: { code: "connect", message: "" } },
        "GET /api/llm/models": { models: [{ id: "gemma3:12b" }, { id: "qwen3:8b" }], offline: true },
      },
    );
    using _page = await renderPage(<ModelsTab />);
    expect(await screen.findByText(/This is the list it gave last/)).toBeTruthy();
    expect([...(await chatModel()).options].map(({ value }) => value)).toEqual(["gemma3:12b", "qwen3:8b"]);
    expect(screen.queryByRole("region", { name: "Models on this server" })).toBeNull();
  });
});

describe("titles", () => {
  test("are made by the chat model unless another is chosen", async () => {
    using server = playSettings();
    using page = await renderPage(<ModelsTab />);
    await screen.findByText("Ollama 0.32.15 · 3 models");
    const titles = screen.getByLabelText<HTMLSelectElement>("Titles");
    expect(titles.selectedOptions[0]?.text).toBe("Same as chat");
    expect(screen.getByText(/The chat model is in memory already/)).toBeTruthy();
    await page.user.selectOptions(titles, "qwen3:8b");
    await waitFor(() =>
      expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "ollama", titleModel: "qwen3:8b" }]),
    );
    expect(await within(await panel()).findByText("makes titles")).toBeTruthy();
  });
});

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

describe("a model that runs in the cloud", () => {
  const cloud = "gpt-oss:120b-cloud";

  test("is taken only after the learner has read where it goes", async () => {
    using server = playSettings();
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: `Use ${cloud} for chat and cards` }));
    const dialog = within(await screen.findByRole("dialog", { name: "This model runs elsewhere" }));
    expect(dialog.getByText(/your pictures, and every sentence you open/)).toBeTruthy();
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
    await page.user.click(dialog.getByRole("button", { name: "Use it all the same" }));
    await waitFor(async () => expect((await chatModel()).value).toBe(cloud));
    expect(server.bodies("PUT /api/llm/settings")).toEqual([
      { provider: "ollama", chatModel: cloud, allowRemote: true },
    ]);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("is not taken by somebody who cancels, in the list neither", async () => {
    using server = playSettings();
    using page = await renderPage(<ModelsTab />);
    await panel();
    await page.user.selectOptions(await chatModel(), cloud);
    const dialog = within(await screen.findByRole("dialog"));
    await page.user.click(dialog.getAllByRole("button", { name: "Cancel" }).at(-1)!);
    expect((await chatModel()).value).toBe("gemma3:12b");
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
  });

  test("that only the server knows of as such is asked about too", async () => {
    using server = playSettings({}, withModels([{ id: "gemma3:12b" }, { id: cloud }]));
    using page = await renderPage(<ModelsTab />);
    await panel();
    await page.user.selectOptions(await screen.findByLabelText("Titles"), cloud);
    await page.user.click(await screen.findByRole("button", { name: "Use it all the same" }));
    await waitFor(() =>
      expect(server.bodies("PUT /api/llm/settings")).toEqual([
        { provider: "ollama", titleModel: cloud },
        { provider: "ollama", titleModel: cloud, allowRemote: true },
      ]),
    );
    expect(screen.queryByText(/Agree to that in Settings/)).toBeNull();
  });

  test("whose consent is missing says so; one that was given can be withdrawn", async () => {
    using server = playSettings({ remembered: { ollama: { chatModel: cloud } } });
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: "Read what that means" }));
    await page.user.click(await screen.findByRole("button", { name: "Use it all the same" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Read what that means" })).toBeNull());
    await page.user.click(screen.getByRole("button", { name: `More about ${cloud}` }));
    await page.user.click(await screen.findByRole("button", { name: "Withdraw my consent" }));
    expect(await screen.findByRole("button", { name: "Read what that means" })).toBeTruthy();
    expect(server.bodies("PUT /api/llm/models/settings")).toEqual([
      { provider: "ollama", model: cloud, allowRemote: false },
    ]);
  });
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
