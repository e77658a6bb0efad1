import { describe, expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import type { ServerStatus } from "#shared/status.ts";
import { failure } from "#test/played-api.ts";
import { notRunning, ollamaWithModels, ollamaWithoutModels, playSettings } from "#test/played-settings.ts";
import { renderPage } from "#test/render-page.tsx";
import { ModelsTab } from "./models-tab.tsx";

const address = () => screen.findByLabelText<HTMLInputElement>("Server address");
const chatModel = () => screen.findByLabelText<HTMLSelectElement>("Chat and cards");
const inEnvironment = { set: true, from: "environment", preview: "wXyZ" } as const;
const inFile = { set: true, from: "file", preview: "wXyZ" } as const;

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

  test("that is none stays as it was typed, with the reason", async () => {
    using _server = playSettings(
      {},
      { "PUT /api/llm/settings": () => failure(400, "bad_url", "baseUrl: a password does not belong in an address") },
    );
    using page = await renderPage(<ModelsTab />);
    const field = await address();
    await page.user.clear(field);
    await page.user.type(field, "http://a:b@host{Enter}");
    const alert = await screen.findByRole("alert");
    const details = alert.querySelector("details");
    expect(details?.open).toBe(false);
    expect(details?.textContent).toBe("Detailsa password does not belong in an address");
    expect(alert.textContent).toBe(`Not an address.${details?.textContent}`);
    expect(document.querySelector(".connection")).toBeNull(); // how the address before it does is not said beside it
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
  test("that refuses the name", () => says(error("forbidden_host"), /set OLLAMA_HOST=0.0.0.0/));
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

describe("models of a server", () => {
  test("are listed with what the server says of them", async () => {
    using _server = playSettings();
    using _page = await renderPage(<ModelsTab />);
    const list = await screen.findByRole("region", { name: "Models on this server" });
    const rows = within(list)
      .getAllByRole("listitem")
      .map((row) => row.textContent);
    expect(rows[0]).toContain("8.1 GB · Q4_K_M · 12.2B");
    expect(rows[0]).toContain("sees pictures");
    expect(rows[1]).toContain("thinks");
    expect(rows[1]).toContain("up to 41K context");
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

  test("one that is gone stays chosen, with its command and a way to another", async () => {
    using server = playSettings({ remembered: { ollama: { chatModel: "gemma3:27b" } } });
    using page = await renderPage(<ModelsTab />);
    const warning = await screen.findByText(/gemma3:27b is not on this server any more/);
    const field = await chatModel();
    expect(field.value).toBe("gemma3:27b");
    expect(field.selectedOptions[0]?.text).toBe("gemma3:27b (not in the list)");
    const notice = within(warning.parentElement ?? document.body);
    expect(notice.getByText("ollama pull gemma3:27b")).toBeTruthy();
    await page.user.click(notice.getByRole("button", { name: "Choose another" }));
    expect(document.activeElement).toBe(field);
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]); // nothing is replaced silently
  });

  test("one that is named without its tag is not missing", async () => {
    const status = { ...ollamaWithModels, models: ["gemma3:latest"], details: [{ id: "gemma3:latest" }] };
    using _server = playSettings(
      { remembered: { ollama: { chatModel: "gemma3" } } },
      { "POST /api/llm/ollama/status": status },
    );
    using _page = await renderPage(<ModelsTab />);
    await screen.findByText("Ollama 0.32.15 · 1 model");
    expect((await chatModel()).value).toBe("gemma3:latest");
    expect(screen.queryByText(/is not on this server/)).toBeNull();
  });

  test("none yet: says how to get the first", async () => {
    using _server = playSettings({}, { "POST /api/llm/ollama/status": ollamaWithoutModels });
    using _page = await renderPage(<ModelsTab />);
    const notice = await screen.findByText(/No models yet/);
    expect(within(notice).getByText("ollama pull gemma3:12b")).toBeTruthy();
    expect(screen.queryByText(/is not on this server any more/)).toBeNull();
  });

  test("three are recommended, by memory; what is there says so", async () => {
    using _server = playSettings();
    using _page = await renderPage(<ModelsTab />);
    await screen.findByText("Ollama 0.32.15 · 3 models");
    const rows = within(screen.getByRole("region", { name: "Recommended" })).getAllByRole("listitem");
    const [installed, small, large] = rows.map((row) => row.textContent);
    expect(installed).toContain("installed");
    expect(small).toContain("ollama pull gemma3:4b");
    expect(large).toContain("For 32 GB of memory");
  });

  test("titles are made by the chat model unless another is chosen", async () => {
    using server = playSettings();
    using page = await renderPage(<ModelsTab />);
    await screen.findByText("Ollama 0.32.15 · 3 models");
    const titles = screen.getByLabelText<HTMLSelectElement>("Titles");
    expect(titles.selectedOptions[0]?.text).toBe("Same as chat");
    await page.user.selectOptions(titles, "qwen3:8b");
    await waitFor(() =>
      expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "ollama", titleModel: "qwen3:8b" }]),
    );
  });
});

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

  test("a key from the environment is read-only: there is no field and no button for it", async () => {
    using _server = playSettings({ provider: "anthropic", keys: { anthropic: inEnvironment } }, list);
    using _page = await renderPage(<ModelsTab />);
    expect(await screen.findByText(/From the environment \(ANTHROPIC_API_KEY\), ends in …wXyZ/)).toBeTruthy();
    expect(screen.queryByLabelText(/Paste/)).toBeNull();
    expect(screen.queryByRole("button", { name: "Remove key" })).toBeNull();
  });

  test("a key goes to the server and is nowhere on the page afterwards", async () => {
    const secret = "sk-ant-a-secret-of-mine-wXyZ";
    const keys = { anthropic: { set: false, from: null, preview: null } as object };
    using server = playSettings(
      { provider: "anthropic", keys: keys as never },
      {
        ...list,
        "PUT /api/llm/keys": () => {
          Object.assign(keys.anthropic, inFile);
          return { key: inFile };
        },
      },
    );
    using page = await renderPage(<ModelsTab />);
    const field = await screen.findByLabelText<HTMLInputElement>("Paste a key");
    expect(field.type).toBe("password");
    await page.user.type(field, secret);
    expect(server.bodies("PUT /api/llm/keys")).toEqual([]);
    await page.user.click(screen.getByRole("button", { name: "Save" }));

    expect(await screen.findByText(/Kept in your data folder, ends in …wXyZ/)).toBeTruthy();
    expect(server.bodies("PUT /api/llm/keys")).toEqual([{ provider: "anthropic", key: secret }]);
    expect(screen.getByLabelText<HTMLInputElement>("Paste another key").value).toBe("");
    expect(document.body.outerHTML).not.toContain("a-secret-of-mine");
    const kept = page.queryClient.getMutationCache().getAll();
    expect(JSON.stringify(kept.map(({ state }) => state.variables))).not.toContain("a-secret-of-mine");
  });

  test("a key of the data folder can be removed", async () => {
    using server = playSettings(
      { provider: "anthropic", keys: { anthropic: inFile } },
      { ...list, "PUT /api/llm/keys": { key: { set: false, from: null, preview: null } } },
    );
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: "Remove key" }));
    await waitFor(() => expect(server.bodies("PUT /api/llm/keys")).toEqual([{ provider: "anthropic", key: "" }]));
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
