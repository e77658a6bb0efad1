import { describe, expect, test } from "bun:test";
import { screen, waitFor } from "@testing-library/react";
import type { ServerStatus } from "#shared/status.ts";
import { failure, openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { startUpstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";
import { ModelsTab } from "./models-tab.tsx";

const address = () => screen.findByLabelText<HTMLInputElement>("Server address");
const chatModel = () => screen.findByLabelText<HTMLSelectElement>("Chat and cards");

describe("the choice of a provider", () => {
  test("is saved, and each provider keeps its own models", async () => {
    await using server = await openPageApp({
      remembered: { ollama: { chatModel: "qwen3:8b" }, anthropic: { chatModel: "claude-opus-5-5" } },
    });
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("radio", { name: "Anthropic" }));
    await waitFor(async () => expect((await chatModel()).value).toBe("claude-opus-5-5"));
    expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "anthropic" }]);

    await page.user.click(screen.getByRole("radio", { name: "Ollama" }));
    await waitFor(async () => expect((await chatModel()).value).toBe("qwen3:8b"));
  });

  test("is taken back with a reason when it cannot be saved", async () => {
    await using _server = await openPageApp({
      faults: { "PUT /api/llm/settings": () => failure(500, "internal", "disk full") },
    });
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("radio", { name: "Anthropic" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Something went wrong in Blossom");
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "Ollama" }).checked).toBe(true);
  });
});

describe("an address", () => {
  test("is saved when the field is left, not with each key", async () => {
    await using server = await openPageApp();
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

  test("is not saved when it did not change", async () => {
    await using server = await openPageApp();
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await address());
    await page.user.tab();
    await screen.findByText("Ollama 0.32.15 · 3 models");
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
    expect(server.bodies("POST /api/llm/ollama/status")).toHaveLength(1);
    await page.user.click(screen.getByRole("button", { name: "Check again" }));
    await waitFor(() => expect(server.bodies("POST /api/llm/ollama/status")).toHaveLength(2));
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
  });

  test("forgets what was learned about its models when it is checked again", async () => {
    await using server = await openPageApp({
      ollama: { models: [{ name: "gemma3:12b", capabilities: ["completion"] }] },
    });
    using page = await renderPage(<ModelsTab />);
    await screen.findByText("Ollama 0.32.15 · 1 model");
    const listed = server.ollama.requests.filter(({ path }) => path === "/api/tags").length;
    await page.user.click(screen.getByRole("button", { name: "Check again" }));
    await waitFor(() => expect(server.bodies("POST /api/llm/check")).toEqual([{ provider: "ollama" }]));
    await waitFor(() =>
      expect(server.ollama.requests.filter(({ path }) => path === "/api/tags").length).toBeGreaterThan(listed),
    );
    expect(await screen.findByText("Ollama 0.32.15 · 1 model")).toBeTruthy();
  });

  test("is saved once when Check is pressed from the field, and the saved form is shown", async () => {
    await using server = await openPageApp();
    using page = await renderPage(<ModelsTab />);
    const field = await address();
    await page.user.clear(field);
    const typed = `localhost:${server.ollama.port}/`;
    const understood = server.ollama.url;
    await page.user.type(field, typed);
    await page.user.click(screen.getByRole("button", { name: "Check" }));
    expect(await screen.findByText(`Using ${understood}`)).toBeTruthy();
    expect(field.value).toBe(understood);
    expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "ollama", baseUrl: typed }]);
    expect(server.bodies("POST /api/llm/ollama/status").at(-1)).toEqual({ url: understood });
    await page.user.click(screen.getByRole("button", { name: "Check again" }));
    await waitFor(() => expect(screen.queryByText(/^Using/) === null).toBe(true)); // the field has it now
  });

  test("is checked while it is saved, so that the learner waits only once for a silent server", async () => {
    const isAsked = Promise.withResolvers<void>();
    const silent = { available: false, models: [], error: { code: "timeout", message: "" } };
    let asked = 0;
    const faults = {
      "PUT /api/llm/settings": () => isAsked.promise.then(() => undefined),
      "POST /api/llm/ollama/status": ({ body }: { body: unknown }) => {
        if ((body as { url: string }).url !== "http://nas:11434") return undefined;
        isAsked.resolve();
        asked += 1;
        return asked === 1 ? Response.json(silent) : new Promise<Response>(() => {});
      },
    };
    await using _server = await openPageApp({ faults });
    using page = await renderPage(<ModelsTab />);
    const field = await address();
    await page.user.clear(field);
    await page.user.type(field, "http://nas:11434{Enter}");
    expect(await screen.findByText(/didn't respond within three seconds/)).toBeTruthy();
  });

  test.each([
    ["http://a b/", "This isn't a server address. Write it like http://127.0.0.1:11434"],
    [
      "http://169.254.169.254",
      "Blossom never contacts this address: it belongs to the network itself, not to a model server.",
    ],
  ])("stays as it was typed, with advice, when it is invalid: %s", async (typed, words) => {
    await using _server = await openPageApp();
    using page = await renderPage(<ModelsTab />);
    const field = await address();
    await page.user.clear(field);
    await page.user.type(field, `${typed}{Enter}`);
    const alert = await screen.findByRole("alert");
    const details = alert.querySelector("details");
    expect(details?.open).toBe(false);
    expect(details?.textContent).toStartWith("Details");
    expect(alert.textContent).toBe(words + details?.textContent);
    expect(document.querySelector("[data-connection]")).toBeNull(); // the state of the earlier address is not shown beside it
    expect(field.value).toBe(typed);
    expect(field.getAttribute("aria-invalid")).toBe("true");
  });
});

test("moves a name and a password from the address into their own fields", async () => {
  await using _server = await openPageApp();
  using page = await renderPage(<ModelsTab />);
  const field = await address();
  await page.user.clear(field);
  await page.user.type(field, "http://anna:secret@127.0.0.1:9{Enter}");
  const name = await screen.findByLabelText<HTMLInputElement>("User name");
  expect(name.value).toBe("anna");
  expect(screen.getByLabelText<HTMLInputElement>("Password").value).toBe("secret");
  expect(document.body.textContent).not.toContain("secret");
});

describe("the state of a server", () => {
  const shows = async (ollama: Partial<UpstreamOptions>, text: string | RegExp) => {
    await using _server = await openPageApp({ ollama });
    using _page = await renderPage(<ModelsTab />);
    expect(await screen.findByText(text)).toBeTruthy();
  };
  const answers = (status: number, body: string, type = "application/json") => ({
    front: () => ({ status, body, headers: { "content-type": type } }),
  });
  /** Reports a state that the tests can only produce with a scripted status. */
  const showsError = async (code: NonNullable<ServerStatus["error"]>["code"], text: string | RegExp) => {
    const status = { available: false, models: [], error: { code, message: "as it was said" } };
    await using _server = await openPageApp({
      faults: { "POST /api/llm/ollama/status": () => Response.json(status) },
    });
    using _page = await renderPage(<ModelsTab />);
    expect(await screen.findByText(text)).toBeTruthy();
  };

  test("shows the version and the number of models when it answers", () => shows({}, "Ollama 0.32.15 · 3 models"));
  test("says so when it is another service", () =>
    shows(answers(200, "<html></html>", "text/html"), "Different service"));
  test("says so when it asks for a key", () => shows(answers(401, '{"error":"unauthorized"}'), "Needs a key"));
  test("says so when it rejects its key, even if the key is too short for a preview", async () => {
    await using server = await openPageApp({ ollama: answers(401, '{"error":"unauthorized"}') });
    await server.app.json("PUT", "/api/llm/keys", { provider: "ollama", key: "short" });
    using _page = await renderPage(<ModelsTab />);
    expect(
      await screen.findByText(`127.0.0.1:${server.ollama.port} rejected the key. Check it in Settings.`),
    ).toBeTruthy();
    expect(await screen.findByText(/^Saved in your data folder\. Programs/)).toBeTruthy();
  });
  test("gives advice when it rejects the host name", () => shows(answers(403, ""), /set OLLAMA_HOST=0.0.0.0/));
  test("says so when it is loading its model", () => showsError("loading", /is still loading its model/));
  test("says so when it takes too long", () => showsError("timeout", /didn't respond within three seconds/));
  test("gives the reason when its address is invalid", () => showsError("bad_url", "as it was said"));

  test("gives the command that starts it when it is not running", async () => {
    await using server = await openPageApp();
    await server.ollama.close();
    using _page = await renderPage(<ModelsTab />);
    expect(await screen.findByText("Not running")).toBeTruthy();
    expect(screen.getAllByText("ollama serve")).toHaveLength(1); // our command and the server's hint are the same, and shown once
    expect(screen.getByRole("button", { name: "Copy: ollama serve" })).toBeTruthy();
    expect((await chatModel()).value).toBe("gemma3:12b"); // the choice stays
  });

  test("does not block the page when it is slow to answer", async () => {
    const answer = Promise.withResolvers<undefined>();
    await using server = await openPageApp({ faults: { "POST /api/llm/ollama/status": () => answer.promise } });
    using page = await renderPage(<ModelsTab />);
    expect(await screen.findByText("Checking…")).toBeTruthy();
    await page.user.click(screen.getByRole("radio", { name: "OpenAI-compatible" }));
    await waitFor(() => expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "openai-compatible" }]));
    answer.resolve(undefined);
  });

  test("offers a server at a usual address when this one is away, with one press", async () => {
    const away = await startUpstream({ protocol: "ollama" });
    await away.close();
    await using server = await openPageApp({ isFound: true, remembered: { ollama: { baseUrl: away.url } } });
    const there = server.ollama.url;
    using page = await renderPage(<ModelsTab />);
    expect(await screen.findByText(`Ollama 0.32.15 is running at ${there}.`)).toBeTruthy();
    await page.user.click(screen.getByRole("button", { name: `Use ${there}` }));
    expect(await screen.findByText("Ollama 0.32.15 · 3 models")).toBeTruthy();
    expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "ollama", baseUrl: there }]);
  });

  test("offers the address of a server's hint with one press", async () => {
    // as in a container, where the host has another name
    await using there = await startUpstream({ protocol: "ollama" });
    await using server = await openPageApp();
    const hint = there.url;
    const refused = { available: false, models: [], error: { code: "connect", message: "refused", hint } };
    server.faults["POST /api/llm/ollama/status"] = ({ body }) =>
      JSON.stringify(body).includes(hint) ? undefined : Response.json(refused);
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: `Use ${hint}` }));
    expect(await screen.findByText("Ollama 0.32.15 · 2 models")).toBeTruthy();
    expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "ollama", baseUrl: hint }]);
  });
});

describe("an OpenAI-compatible server", () => {
  /** An app that uses such a server, which has these models. */
  async function openCompatible(models = ["google/gemma-3-12b"], chatModel = "google/gemma-3-12b") {
    const compatible = await startUpstream({ protocol: "openai", models });
    const baseUrl = `${compatible.url}/v1`;
    const remembered = { "openai-compatible": { baseUrl, chatModel } };
    const server = await openPageApp({ provider: "openai-compatible", remembered });
    const close = server[Symbol.asyncDispose];
    return Object.assign(server, {
      baseUrl,
      async [Symbol.asyncDispose]() {
        await close();
        await compatible.close();
      },
    });
  }

  test("needs an address; its key is optional", async () => {
    await using server = await openCompatible();
    using _page = await renderPage(<ModelsTab />);
    expect((await address()).value).toBe(server.baseUrl);
    expect(await screen.findByText("OpenAI-compatible · 1 model")).toBeTruthy();
    expect(screen.getByText(/Most servers on your own computer don't need one/)).toBeTruthy();
    expect(screen.queryByRole("region", { name: "Recommended" })).toBeNull();
  });

  test("can be chosen at a usual address with one press, and the one in use is marked", async () => {
    const baseUrl = "http://127.0.0.1:1234/v1";
    await using server = await openPageApp({
      provider: "openai-compatible",
      remembered: { "openai-compatible": { baseUrl, chatModel: "m" } },
    });
    using page = await renderPage(<ModelsTab />);
    const pressed = (name: string) => screen.getByRole("button", { name }).getAttribute("aria-pressed");
    await address();
    expect(pressed("LM Studio, 127.0.0.1:1234")).toBe("true");
    await page.user.click(screen.getByRole("button", { name: "llama.cpp, LocalAI, 127.0.0.1:8080" }));
    await waitFor(() => expect(pressed("llama.cpp, LocalAI, 127.0.0.1:8080")).toBe("true"));
    expect(pressed("LM Studio, 127.0.0.1:1234")).toBe("false");
    expect((await address()).value).toBe("http://127.0.0.1:8080/v1");
    expect(server.bodies("PUT /api/llm/settings")).toEqual([
      { provider: "openai-compatible", baseUrl: "http://127.0.0.1:8080/v1" },
    ]);
  });

  test("takes a typed name when it lists no models", async () => {
    await using server = await openCompatible([], "");
    using page = await renderPage(<ModelsTab />);
    expect(await screen.findByText(/has no model list/)).toBeTruthy();
    await page.user.type(await screen.findByLabelText("Chat and cards"), "my-model");
    expect(server.bodies("PUT /api/llm/settings")).toEqual([]);
    await page.user.keyboard("{Enter}");
    await waitFor(() =>
      expect(server.bodies("PUT /api/llm/settings")).toEqual([
        { provider: "openai-compatible", chatModel: "my-model" },
      ]),
    );
  });

  test("takes a typed name when it lists models, and can go back to the list", async () => {
    await using server = await openCompatible(["google/gemma-3-12b"], "");
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

test("can read the settings again after a failure", async () => {
  await using server = await openPageApp({
    faults: { "GET /api/llm/settings": () => failure(500, "internal", "locked") },
  });
  using page = await renderPage(<ModelsTab />);
  const again = await screen.findByRole("button", { name: "Try again" });
  delete server.faults["GET /api/llm/settings"];
  await page.user.click(again);
  expect(await screen.findByRole("radio", { name: "Ollama" })).toBeTruthy();
});

describe("a server that answers", () => {
  test("can be used as an Ollama with one press when it is an Ollama behind the OpenAI protocol", async () => {
    const behind = await startUpstream({ protocol: "ollama" });
    const baseUrl = `${behind.url}/v1`;
    await using server = await openPageApp({
      provider: "openai-compatible",
      remembered: { "openai-compatible": { baseUrl, chatModel: "gemma3:12b" } },
    });
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: "Connect as Ollama" }));
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>("radio", { name: "Ollama" }).checked).toBe(true));
    expect(server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "ollama", ollamaUrl: behind.url }]);
    await behind.close();
  });

  test("gets one calm note, and is not blocked, when it is old, unsafe or open to all", async () => {
    // whether others can reach it depends on this computer's networks
    const exposed = (status: ServerStatus) => ({ ...status, warnings: [...(status.warnings ?? []), "exposed"] });
    await using _server = await openPageApp({
      ollama: { version: "0.6.0" },
      amends: { "POST /api/llm/ollama/status": exposed },
    });
    using _page = await renderPage(<ModelsTab />);
    const note = (await screen.findByText(/^Ollama 0.6.0 is outdated/)).closest("[data-note]");
    expect(note?.textContent).toContain("turning long thinking off (0.9.0");
    expect(note?.textContent).toContain("others on your network may read its memory");
    expect(note?.textContent).toContain("Anyone on your network can use this Ollama");
    expect(screen.queryByRole("alert")).toBeNull();
    expect((await chatModel()).disabled).toBe(false);
  });
});
