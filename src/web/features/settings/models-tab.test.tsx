import { describe, expect, test } from "bun:test";
import { screen, waitFor } from "@testing-library/react";
import type { ServerStatus } from "#shared/status.ts";
import { failure } from "#test/played-api.ts";
import { notRunning, ollamaWithModels, playSettings } from "#test/played-settings.ts";
import { renderPage } from "#test/render-page.tsx";
import { ModelsTab } from "./models-tab.tsx";

const address = () => screen.findByLabelText<HTMLInputElement>("Server address");
const chatModel = () => screen.findByLabelText<HTMLSelectElement>("Chat and cards");

describe("the choice of a provider", () => {
  test("is saved, and each provider's own models come back with it", async () => {
    using server = playSettings(
      { remembered: { ollama: { chatModel: "qwen3:8b" }, anthropic: { chatModel: "claude-opus-5-5" } } },
      { "GET /api/llm/models": { models: [{ id: "claude-opus-5-5" }, { id: "claude-sonnet-5-5" }], offline: false } },
    );
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("radio", { name: "Anthropic" }));
    await waitFor(async () => expect((await chatModel()).value).toBe("claude-opus-5-5"));
    expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "anthropic" }]);

    await page.user.click(screen.getByRole("radio", { name: "Ollama" }));
    await waitFor(async () => expect((await chatModel()).value).toBe("qwen3:8b"));
  });

  test("that cannot be saved is taken back, and why is said", async () => {
    using _server = playSettings({}, { "PUT /api/llm/settings": () => failure(500, "internal", "disk full") });
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("radio", { name: "Anthropic" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Something went wrong inside Blossom");
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "Ollama" }).checked).toBe(true);
  });
});

describe("an address", () => {
  test("is saved when the field is left, not with each key", async () => {
    using server = playSettings();
    using page = await renderPage(<ModelsTab />);
    const field = await address();
    await page.user.clear(field);
    await page.user.type(field, "192.168.1.5:11434");
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
    await page.user.tab();
    await waitFor(() =>
      expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "ollama", baseUrl: "192.168.1.5:11434" }]),
    );
  });

  test("that is left as it was is not saved", async () => {
    using server = playSettings();
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await address());
    await page.user.tab();
    await screen.findByText("Ollama 0.32.15 · 3 models");
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
    expect(server.bodies("POST /api/llm/ollama/status")).toHaveLength(1);
    await page.user.click(screen.getByRole("button", { name: "Check" }));
    await waitFor(() => expect(server.bodies("POST /api/llm/ollama/status")).toHaveLength(2));
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
  });

  test("is saved once when Check is pressed from the field, and what the server made of it is shown", async () => {
    using server = playSettings();
    const put = server.routes["PUT /api/llm/settings"] as (request: { body: unknown }) => unknown;
    // the server asks an address before it keeps it, and keeps what answered
    server.routes["PUT /api/llm/settings"] = ({ body }) =>
      put({ body: { ...(body as object), baseUrl: "http://example.org:11434" } });
    using page = await renderPage(<ModelsTab />);
    const field = await address();
    await page.user.clear(field);
    await page.user.type(field, "example.org/");
    await page.user.click(screen.getByRole("button", { name: "Check" }));
    expect(await screen.findByText("Understood as http://example.org:11434")).toBeTruthy();
    expect(field.value).toBe("http://example.org:11434");
    expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "ollama", baseUrl: "example.org/" }]);
    expect(server.bodies("POST /api/llm/ollama/status").at(-1)).toEqual({ url: "http://example.org:11434" });
    await page.user.click(screen.getByRole("button", { name: "Check" }));
    await waitFor(() => expect(screen.queryByText(/Understood as/)).toBeNull()); // it stands there now
  });

  test("of a server that keeps silent is asked while it is saved: it is waited for once", async () => {
    const isAsked = Promise.withResolvers<void>();
    const silent = { available: false, models: [], error: { code: "timeout", message: "" } };
    let asked = 0;
    using server = playSettings();
    const put = server.routes["PUT /api/llm/settings"] as (request: { body: unknown }) => unknown;
    server.routes["PUT /api/llm/settings"] = (request: { body: unknown }) => isAsked.promise.then(() => put(request));
    server.routes["POST /api/llm/ollama/status"] = ({ body }: { body: unknown }) => {
      if ((body as { url: string }).url !== "http://nas:11434") return ollamaWithModels;
      isAsked.resolve();
      asked += 1;
      return asked === 1 ? silent : new Promise(() => {});
    };
    using page = await renderPage(<ModelsTab />);
    const field = await address();
    await page.user.clear(field);
    await page.user.type(field, "http://nas:11434{Enter}");
    expect(await screen.findByText(/did not answer within three seconds/)).toBeTruthy();
  });

  test.each([
    [undefined, "This cannot be an address of a server. Write it like http://127.0.0.1:11434"],
    ["password", "A name and a password do not belong in an address. Enter a key or a header below instead."],
    ["never_asked", "Nothing is ever asked at this address: it belongs to the network itself, not to a model server."],
  ])("that is none stays as it was typed, with what to do: %p", async (reason, words) => {
    const error = { code: "bad_url", message: "baseUrl: as the server said it", reason };
    using _server = playSettings({}, { "PUT /api/llm/settings": () => Response.json({ error }, { status: 400 }) });
    using page = await renderPage(<ModelsTab />);
    const field = await address();
    await page.user.clear(field);
    await page.user.type(field, "http://a:b@host{Enter}");
    const alert = await screen.findByRole("alert");
    const details = alert.querySelector("details");
    expect(details?.open).toBe(false);
    expect(details?.textContent).toBe("Detailsas the server said it");
    expect(alert.textContent).toBe(words + details?.textContent);
    expect(document.querySelector("[data-connection]")).toBeNull(); // how the address before it does is not said beside it
    expect(field.value).toBe("http://a:b@host");
    expect(field.getAttribute("aria-invalid")).toBe("true");
  });
});

describe("a server", () => {
  const says = async (status: ServerStatus, text: string | RegExp) => {
    using _server = playSettings({}, { "POST /api/llm/ollama/status": status });
    using _page = await renderPage(<ModelsTab />);
    expect(await screen.findByText(text)).toBeTruthy();
  };
  const error = (code: NonNullable<ServerStatus["error"]>["code"]): ServerStatus => ({
    available: false,
    models: [],
    error: { code, message: "as it was said" },
  });

  test("that answers is named with version and models", () => says(ollamaWithModels, "Ollama 0.32.15 · 3 models"));
  test("that is another one", () => says(error("wrong_endpoint"), "Another service"));
  test("that asks for a key", () => says(error("auth"), "Asks for a key"));
  test("that asks for another key than it was given says that, also of one too short to be told by its end", async () => {
    const key = { set: true, from: "file", preview: "…" } as const;
    using _server = playSettings({ keys: { ollama: key } }, { "POST /api/llm/ollama/status": error("auth") });
    using _page = await renderPage(<ModelsTab />);
    expect(await screen.findByText("127.0.0.1:11434 does not accept the key. Enter it again.")).toBeTruthy();
    expect(await screen.findByText(/^Kept in your data folder\. Programs/)).toBeTruthy();
  });
  test("that refuses the name", () => says(error("forbidden_host"), /set OLLAMA_HOST=0.0.0.0/));
  test("that is reading its model", () => says(error("loading"), /is still reading its model from the disk/));
  test("that takes too long", () => says(error("timeout"), /did not answer within three seconds/));
  test("whose address is none, with the reason", () => says(error("bad_url"), "as it was said"));

  test("that is not running comes with the command that starts it", async () => {
    using _server = playSettings({}, { "POST /api/llm/ollama/status": notRunning });
    using _page = await renderPage(<ModelsTab />);
    expect(await screen.findByText("Not running")).toBeTruthy();
    expect(screen.getAllByText("ollama serve")).toHaveLength(1); // ours and the server's hint are one
    expect(screen.getByRole("button", { name: "Copy: ollama serve" })).toBeTruthy();
    expect((await chatModel()).value).toBe("gemma3:12b"); // what was chosen stays chosen
  });

  test("that is slow to answer keeps nothing from being used", async () => {
    const answer = Promise.withResolvers<ServerStatus>();
    using server = playSettings({}, { "POST /api/llm/ollama/status": () => answer.promise });
    using page = await renderPage(<ModelsTab />);
    expect(await screen.findByText("Checking…")).toBeTruthy();
    await page.user.click(screen.getByRole("radio", { name: "OpenAI-compatible" }));
    await waitFor(() => expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "openai-compatible" }]));
    answer.resolve(ollamaWithModels);
  });

  test("that is away, while one answers in a usual place: that one is a press away", async () => {
    const there = "http://127.0.0.1:11434";
    using server = playSettings(
      { remembered: { ollama: { baseUrl: "http://old-laptop:11434" } } },
      {
        "POST /api/llm/ollama/status": ({ body }: { body: unknown }) =>
          JSON.stringify(body).includes("old-laptop") ? notRunning : ollamaWithModels,
        "POST /api/llm/discover": { ollama: ollamaWithModels, anthropicConfigured: false, openaiConfigured: false },
      },
    );
    using page = await renderPage(<ModelsTab />);
    expect(await screen.findByText(`Ollama 0.32.15 answers at ${there}, though.`)).toBeTruthy();
    await page.user.click(screen.getByRole("button", { name: `Use ${there}` }));
    expect(await screen.findByText("Ollama 0.32.15 · 3 models")).toBeTruthy();
    expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "ollama", baseUrl: there }]);
  });

  test("an address that the server hints at is one press away", async () => {
    const hint = "http://host.docker.internal:11434";
    const there = { ...notRunning, error: { code: "connect" as const, message: "refused", hint } };
    using server = playSettings(
      {},
      {
        "POST /api/llm/ollama/status": ({ body }: { body: unknown }) =>
          JSON.stringify(body).includes("docker") ? { ...ollamaWithModels, url: hint } : there,
      },
    );
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: `Use ${hint}` }));
    expect(await screen.findByText("Ollama 0.32.15 · 3 models")).toBeTruthy();
    expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "ollama", baseUrl: hint }]);
  });
});

describe("an OpenAI-compatible server", () => {
  const status: ServerStatus = {
    available: true,
    models: ["google/gemma-3-12b"],
    details: [{ id: "google/gemma-3-12b" }],
    url: "http://127.0.0.1:1234/v1",
  };

  test("needs an address; its key is optional", async () => {
    using _server = playSettings({ provider: "openai-compatible" }, { "POST /api/llm/openai/status": status });
    using _page = await renderPage(<ModelsTab />);
    expect((await address()).value).toBe("http://127.0.0.1:1234/v1");
    expect(await screen.findByText("OpenAI-compatible · 1 model")).toBeTruthy();
    expect(screen.getByText(/Most servers on your own computer need none/)).toBeTruthy();
    expect(screen.queryByRole("region", { name: "Recommended" })).toBeNull();
  });

  test("of the usual ones is one press away, and the one in use is marked", async () => {
    using server = playSettings(
      { provider: "openai-compatible" },
      { "POST /api/llm/openai/status": { ...status, url: "http://127.0.0.1:8080/v1" } },
    );
    using page = await renderPage(<ModelsTab />);
    const pressed = (name: string) => screen.getByRole("button", { name }).getAttribute("aria-pressed");
    await screen.findByText("OpenAI-compatible · 1 model");
    expect(pressed("LM Studio, 127.0.0.1:1234")).toBe("true");
    await page.user.click(screen.getByRole("button", { name: "llama.cpp, LocalAI, 127.0.0.1:8080" }));
    await waitFor(() => expect(pressed("llama.cpp, LocalAI, 127.0.0.1:8080")).toBe("true"));
    expect(pressed("LM Studio, 127.0.0.1:1234")).toBe("false");
    expect((await address()).value).toBe("http://127.0.0.1:8080/v1");
    expect(server.bodies("PUT /api/llm/settings")).toEqual([
      { provider: "openai-compatible", baseUrl: "http://127.0.0.1:8080/v1" },
    ]);
  });

  test("that lists no models takes a name by hand", async () => {
    using server = playSettings(
      { provider: "openai-compatible" },
      { "POST /api/llm/openai/status": { ...status, models: [], details: [] } },
    );
    using page = await renderPage(<ModelsTab />);
    expect(await screen.findByText(/does not say which models it has/)).toBeTruthy();
    await page.user.type(await screen.findByLabelText("Chat and cards"), "my-model");
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
    await page.user.keyboard("{Enter}");
    await waitFor(() =>
      expect(server.bodies("PUT /api/llm/settings")).toEqual([
        { provider: "openai-compatible", chatModel: "my-model" },
      ]),
    );
  });

  test("that lists models takes another name as well, and the list comes back", async () => {
    using server = playSettings({ provider: "openai-compatible" }, { "POST /api/llm/openai/status": status });
    using page = await renderPage(<ModelsTab />);
    await screen.findByText("OpenAI-compatible · 1 model");
    await page.user.selectOptions(await chatModel(), "Another name…");
    await page.user.click(screen.getByRole("button", { name: "Back to the list" }));
    await page.user.selectOptions(await chatModel(), "google/gemma-3-12b");
    await waitFor(() =>
      expect(server.bodies("PUT /api/llm/settings")).toEqual([
        { provider: "openai-compatible", chatModel: "google/gemma-3-12b" },
      ]),
    );
  });
});

test("settings that cannot be read can be asked for again", async () => {
  using server = playSettings({}, { "GET /api/llm/settings": () => failure(500, "internal", "locked") });
  using page = await renderPage(<ModelsTab />);
  const again = await screen.findByRole("button", { name: "Try again" });
  using fresh = playSettings();
  Object.assign(server.routes, fresh.routes);
  await page.user.click(again);
  expect(await screen.findByRole("radio", { name: "Ollama" })).toBeTruthy();
});

describe("a server that answers", () => {
  test("is an Ollama behind the other dialect: one press uses it as what it is", async () => {
    const url = "http://127.0.0.1:11434/v1";
    using server = playSettings(
      { provider: "openai-compatible", remembered: { "openai-compatible": { baseUrl: url } } },
      { "POST /api/llm/openai/status": { available: true, models: ["a"], url, isOllama: true } },
    );
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: "Use it as Ollama" }));
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>("radio", { name: "Ollama" }).checked).toBe(true));
    expect(server.bodies("PUT /api/llm/settings")).toEqual([
      { provider: "ollama", ollamaUrl: "http://127.0.0.1:11434" },
    ]);
  });

  test("is old, unsafe or open to all: said in one calm note, and nothing is kept from being used", async () => {
    const warnings = ["old_version", "unsafe_version", "exposed"];
    const needs = [{ feature: "thinking", version: "0.9.0" }];
    using _server = playSettings(
      {},
      { "POST /api/llm/ollama/status": { ...ollamaWithModels, version: "0.6.0", warnings, needs } },
    );
    using _page = await renderPage(<ModelsTab />);
    const note = (await screen.findByText(/^Ollama 0.6.0 is old/)).closest("[data-note]");
    expect(note?.textContent).toContain("turning long thinking off, from 0.9.0");
    expect(note?.textContent).toContain("others on your network may read what is in its memory");
    expect(note?.textContent).toContain("answers everybody on your network");
    expect(screen.queryByRole("alert")).toBeNull();
    expect((await chatModel()).disabled).toBe(false);
  });
});
