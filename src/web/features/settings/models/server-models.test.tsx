import { describe, expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import { failure, openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { ModelsTab } from "#web/features/settings/models-tab.tsx";

const chatModel = () => screen.findByLabelText<HTMLSelectElement>("Chat and cards");
const panel = () => screen.findByRole("region", { name: "Models on this server" });
const chats = ["completion"];
const gemma = { name: "gemma3:12b", sizeBytes: 8_149_190_253, capabilities: [...chats, "vision"] };
const qwen = { name: "qwen3:8b", sizeBytes: 5_225_388_164, capabilities: [...chats, "thinking"] };
const gptOss = {
  name: "gpt-oss:120b-cloud",
  sizeBytes: 384,
  capabilities: chats,
  remoteHost: "https://ollama.com:443",
};
const inOrder = [
  { ...gemma, parameters: "12.2B", quantisation: "Q4_K_M" },
  { ...qwen, parameters: "8.2B", contextLength: 40_960 },
  gptOss,
];

describe("models of a server", () => {
  test("are listed with the facts that the server gives", async () => {
    await using _server = await openPageApp({ ollama: { models: inOrder } });
    using _page = await renderPage(<ModelsTab />);
    const rows = within(await panel())
      .getAllByRole("listitem")
      .map((row) => row.textContent);
    expect(rows[0]).toContain("8.1 GB · Q4_K_M · 12.2B · fits this computer");
    expect(rows[0]).toContain("sees pictures");
    expect(rows[1]).toContain("runs in the cloud");
    expect(rows[1]).not.toContain("GB"); // its local file has only a few bytes
    expect(rows[2]).toContain("thinks");
    expect(rows[2]).toContain("8K of 40K context");
    const options = [...(await chatModel()).options].map(({ text }) => text);
    expect(options).toEqual([
      "gemma3:12b · 8.1 GB · sees pictures",
      "gpt-oss:120b-cloud · runs in the cloud",
      "qwen3:8b · 5.2 GB · thinks",
    ]);
  });

  test("can be chosen with one press, which is saved and confirmed", async () => {
    await using server = await openPageApp();
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: "Use qwen3:8b for chat and cards" }));
    await waitFor(async () => expect((await chatModel()).value).toBe("qwen3:8b"));
    expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "ollama", chatModel: "qwen3:8b" }]);
    expect(screen.getByText("Saved")).toBeTruthy();
  });

  test.each([
    [8 * 2 ** 30, "too large for this computer"],
    [12 * 2 ** 30, "barely fits this computer"],
  ])("on a computer with %d bytes of memory show gemma3:12b as %p", async (memoryBytes, text) => {
    await using _server = await openPageApp({ memoryBytes });
    using _page = await renderPage(<ModelsTab />);
    expect(within(await panel()).getByText(text)).toBeTruthy();
  });

  test("are not compared with this computer's memory when they run on another computer", async () => {
    // the server knows from the address whose memory counts
    await using _server = await openPageApp({ memoryBytes: null });
    using _page = await renderPage(<ModelsTab />);
    expect((await panel()).textContent).not.toMatch(/this computer/);
  });

  test("can be searched when there are many, and the one in use always stays visible", async () => {
    const models = Array.from({ length: 30 }, (_, index) => ({ name: `model-${index}:latest`, capabilities: chats }));
    const remembered = { ollama: { chatModel: "model-25:latest" } };
    await using _server = await openPageApp({ ollama: { models }, remembered });
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

  test("keep a missing model chosen, with its download and a way to another", async () => {
    await using server = await openPageApp({ remembered: { ollama: { chatModel: "gemma3:27b" } } });
    using page = await renderPage(<ModelsTab />);
    const warning = await screen.findByText(/gemma3:27b is no longer on this server/);
    const field = await chatModel();
    expect(field.value).toBe("gemma3:27b");
    expect(field.selectedOptions[0]?.text).toBe("gemma3:27b (not in the list)");
    const notice = within(warning.parentElement ?? document.body);
    expect(notice.getByRole("button", { name: "Download gemma3:27b" })).toBeTruthy();
    await page.user.click(notice.getByRole("button", { name: "Choose another model" }));
    expect(document.activeElement).toBe(field);
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]); // nothing is replaced silently
  });

  test("find a model that is named without its tag", async () => {
    await using _server = await openPageApp({
      ollama: { models: [{ ...gemma, name: "gemma3:latest" }] },
      remembered: { ollama: { chatModel: "gemma3" } },
    });
    using _page = await renderPage(<ModelsTab />);
    await screen.findByText("Ollama 0.32.15 · 1 model");
    expect((await chatModel()).value).toBe("gemma3:latest");
    expect(screen.queryByText(/isn't on this server/)).toBeNull();
  });

  test("offer the first download when there are none", async () => {
    await using _server = await openPageApp({ ollama: { models: [] } });
    using _page = await renderPage(<ModelsTab />);
    const notice = within((await screen.findByText(/No models yet/)).parentElement ?? document.body);
    expect(notice.getByRole("button", { name: "Download gemma3:12b" })).toBeTruthy();
    expect(screen.queryByText(/is no longer on this server/)).toBeNull();
  });

  test("can be chosen while their server does not answer", async () => {
    await using server = await openPageApp({ ollama: { models: [gemma, qwen] } });
    await server.app.json("GET", "/api/llm/models?provider=ollama");
    await server.ollama.close();
    using _page = await renderPage(<ModelsTab />);
    expect(await screen.findByText(/This is its last known list/)).toBeTruthy();
    expect([...(await chatModel()).options].map(({ value }) => value)).toEqual(["gemma3:12b", "qwen3:8b"]);
    expect(screen.queryByRole("region", { name: "Models on this server" })).toBeNull();
  });
});

describe("titles", () => {
  test("are made by the chat model unless another is chosen", async () => {
    await using server = await openPageApp();
    using page = await renderPage(<ModelsTab />);
    await screen.findByText("Ollama 0.32.15 · 3 models");
    const titles = screen.getByLabelText<HTMLSelectElement>("Titles");
    expect(titles.selectedOptions[0]?.text).toBe("Same as chat");
    expect(screen.getByText(/The chat model is already loaded/)).toBeTruthy();
    await page.user.selectOptions(titles, "qwen3:8b");
    await waitFor(() =>
      expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "ollama", titleModel: "qwen3:8b" }]),
    );
    expect(await within(await panel()).findByText("used for titles")).toBeTruthy();
  });
});

describe("a model that runs in the cloud", () => {
  const cloud = "gpt-oss:120b-cloud";

  test("is chosen only after the learner has read where it sends data", async () => {
    await using server = await openPageApp();
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: `Use ${cloud} for chat and cards` }));
    const dialog = within(await screen.findByRole("dialog", { name: "This model runs in the cloud" }));
    expect(dialog.getByText(/your pictures, and every sentence you open/)).toBeTruthy();
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
    await page.user.click(dialog.getByRole("button", { name: "Agree and use it" }));
    await waitFor(async () => expect((await chatModel()).value).toBe(cloud));
    expect(server.bodies("PUT /api/llm/settings")).toEqual([
      { provider: "ollama", chatModel: cloud, allowRemote: true },
    ]);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("is not chosen when the learner cancels, in the list or in the panel", async () => {
    await using server = await openPageApp();
    using page = await renderPage(<ModelsTab />);
    await panel();
    await page.user.selectOptions(await chatModel(), cloud);
    const dialog = within(await screen.findByRole("dialog"));
    await page.user.click(dialog.getAllByRole("button", { name: "Cancel" }).at(-1)!);
    expect((await chatModel()).value).toBe("gemma3:12b");
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
  });

  test("needs consent even if only the server knows that it runs in the cloud", async () => {
    // an old list does not show it; the server knows it from an answer
    const unmarked = { name: cloud, capabilities: chats };
    await using server = await openPageApp({ ollama: { models: [gemma, unmarked] } });
    server.faults["PUT /api/llm/settings"] = ({ body }) =>
      JSON.stringify(body).includes("allowRemote") ? undefined : failure(403, "consent_needed", "runs in the cloud");
    using page = await renderPage(<ModelsTab />);
    await panel();
    await page.user.selectOptions(await screen.findByLabelText("Titles"), cloud);
    await page.user.click(await screen.findByRole("button", { name: "Agree and use it" }));
    await waitFor(() =>
      expect(server.bodies("PUT /api/llm/settings")).toEqual([
        { provider: "ollama", titleModel: cloud },
        { provider: "ollama", titleModel: cloud, allowRemote: true },
      ]),
    );
    await waitFor(() => expect(screen.queryByRole("button", { name: "Agree and use it" }) === null).toBe(true));
  });

  test("says so when its consent is missing, and lets the learner withdraw a consent", async () => {
    await using server = await openPageApp({ remembered: { ollama: { chatModel: cloud } } });
    const about = { provider: "ollama", model: cloud };
    await server.app.json("PUT", "/api/llm/models/settings", { ...about, allowRemote: false });
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: "See the details" }));
    await page.user.click(await screen.findByRole("button", { name: "Agree and use it" }));
    const question = () => screen.queryByRole("button", { name: "See the details" });
    await waitFor(() => expect(question() === null).toBe(true));
    await page.user.click(screen.getByRole("button", { name: `More about ${cloud}` }));
    await page.user.click(await screen.findByRole("button", { name: "Withdraw consent" }));
    expect(await screen.findByRole("button", { name: "See the details" })).toBeTruthy();
    expect(server.bodies("PUT /api/llm/models/settings")).toEqual([
      { provider: "ollama", model: cloud, allowRemote: false },
    ]);
  });
});
