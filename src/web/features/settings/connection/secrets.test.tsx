import { describe, expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import { failure } from "#test/played-api.ts";
import { playSettings } from "#test/played-settings.ts";
import { renderPage } from "#test/render-page.tsx";
import { ModelsTab } from "#web/features/settings/models-tab.tsx";

const inEnvironment = { set: true, from: "environment", preview: "wXyZ" } as const;
const inFile = { set: true, from: "file", preview: "wXyZ" } as const;
const list = { "GET /api/llm/models": { models: [{ id: "claude-sonnet-5-5" }], offline: true } };

describe("a key", () => {
  test("from the environment is read-only: there is no field and no button for it", async () => {
    using _server = playSettings({ provider: "anthropic", keys: { anthropic: inEnvironment } }, list);
    using _page = await renderPage(<ModelsTab />);
    expect(await screen.findByText(/From the environment \(ANTHROPIC_API_KEY\), ends in …wXyZ/)).toBeTruthy();
    expect(screen.queryByLabelText(/Paste/)).toBeNull();
    expect(screen.queryByRole("button", { name: "Remove key" })).toBeNull();
  });

  test("goes to the server and is nowhere on the page afterwards", async () => {
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

  test("of the data folder can be removed", async () => {
    using server = playSettings(
      { provider: "anthropic", keys: { anthropic: inFile } },
      { ...list, "PUT /api/llm/keys": { key: { set: false, from: null, preview: null } } },
    );
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: "Remove key" }));
    await waitFor(() => expect(server.bodies("PUT /api/llm/keys")).toEqual([{ provider: "anthropic", key: "" }]));
  });

  test("that would cross the internet in the open is sent only when the learner says so", async () => {
    using server = playSettings(
      { provider: "openai-compatible", remembered: { "openai-compatible": { baseUrl: "http://models.example/v1" } } },
      {
        "PUT /api/llm/keys": ({ body }: { body: unknown }) =>
          (body as { overPlainHttp?: boolean }).overPlainHttp
            ? { key: inFile }
            : failure(403, "consent_needed", "plain http"),
      },
    );
    using page = await renderPage(<ModelsTab />);
    const field = await screen.findByLabelText<HTMLInputElement>("Paste a key");
    await page.user.type(field, "secret-of-mine{Enter}");
    const question = within(await screen.findByRole("alert"));
    expect(question.getByText(/models.example is reached over plain http/)).toBeTruthy();
    await page.user.click(question.getByRole("button", { name: "Cancel" }));
    expect(screen.queryByRole("alert")).toBeNull();
    await page.user.click(screen.getByRole("button", { name: "Save" }));
    await page.user.click(await screen.findByRole("button", { name: "Save it all the same" }));
    const key = { provider: "openai-compatible", key: "secret-of-mine" };
    await waitFor(() =>
      expect(server.bodies("PUT /api/llm/keys")).toEqual([key, key, { ...key, overPlainHttp: true }]),
    );
    await waitFor(() => expect(field.value).toBe(""));
  });

  test("belongs to its address: another address asks for one anew", async () => {
    const keys = { "openai-compatible": { ...inFile } as object };
    using server = playSettings({ provider: "openai-compatible", keys: keys as never }, {});
    const put = server.routes["PUT /api/llm/settings"] as (request: { body: unknown }) => unknown;
    server.routes["PUT /api/llm/settings"] = (request) => {
      Object.assign(keys["openai-compatible"], { set: false, from: null, preview: null });
      return put(request);
    };
    using page = await renderPage(<ModelsTab />);
    await screen.findByText(/Kept in your data folder/);
    const field = await screen.findByLabelText("Server address");
    await page.user.clear(field);
    await page.user.type(field, "http://192.168.1.9:8000/v1{Enter}");
    expect(await screen.findByText(/The key was for 127.0.0.1:1234 and goes nowhere else/)).toBeTruthy();
    expect(screen.getByLabelText("Paste a key")).toBeTruthy();
  });

  test("for an Ollama is folded away until somebody asks for it", async () => {
    const asks = { available: false, models: [], error: { code: "auth", message: "401" } };
    using server = playSettings();
    using page = await renderPage(<ModelsTab />);
    const folded = (await screen.findByText("Key and headers")).closest("details");
    expect(folded?.open).toBe(false);
    server.routes["POST /api/llm/ollama/status"] = asks;
    await page.user.click(screen.getByRole("button", { name: "Check" }));
    await screen.findByText(/Enter it under “Key and headers”/);
    expect(folded?.open).toBe(true);
  });
});

describe("headers", () => {
  test("are listed by name, added beside the others, removed one by one; a value is never shown", async () => {
    using server = playSettings({ headers: { ollama: ["X-Proxy-Key"] } });
    using page = await renderPage(<ModelsTab />);
    expect(await screen.findByText("X-Proxy-Key")).toBeTruthy();
    expect((await screen.findByText("Key and headers")).closest("details")?.open).toBe(true);
    const value = screen.getByLabelText<HTMLInputElement>("Value");
    expect(value.type).toBe("password");
    await page.user.type(screen.getByLabelText("Name"), "CF-Access");
    await page.user.type(value, "a-secret-of-mine{Enter}");
    expect(await screen.findByText("CF-Access")).toBeTruthy();
    expect(value.value).toBe("");
    expect(document.body.outerHTML).not.toContain("a-secret-of-mine");
    const kept = page.queryClient.getMutationCache().getAll();
    expect(JSON.stringify(kept.map(({ state }) => state.variables))).not.toContain("a-secret-of-mine");

    await page.user.click(screen.getByRole("button", { name: "Remove the header X-Proxy-Key" }));
    await waitFor(() => expect(screen.queryByText("X-Proxy-Key")).toBeNull());
    expect(server.bodies("PUT /api/llm/headers")).toEqual([
      { provider: "ollama", headers: { "CF-Access": "a-secret-of-mine" }, keep: ["X-Proxy-Key"] },
      { provider: "ollama", headers: {}, keep: ["CF-Access"] },
    ]);
  });

  test("that are none are refused with the reason, and stay as they were typed", async () => {
    using _server = playSettings(
      { headers: { ollama: ["X-Proxy-Key"] } },
      { "PUT /api/llm/headers": () => failure(400, "invalid_request", "headers: this header is not to be set") },
    );
    using page = await renderPage(<ModelsTab />);
    const name = await screen.findByLabelText<HTMLInputElement>("Name");
    await page.user.type(name, "Host");
    await page.user.type(screen.getByLabelText("Value"), "x{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("this header is not to be set");
    expect(name.value).toBe("Host");
  });
});
