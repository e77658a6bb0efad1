import { describe, expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { renderPage } from "#test/render-page.tsx";
import { ModelsTab } from "#web/features/settings/models-tab.tsx";

const secret = "sk-ant-a-secret-of-mine-wXyZ";

/** An app that uses Anthropic, with a server that accepts this key. */
async function openAnthropic(environment: Record<string, string> = {}) {
  const anthropic = await startUpstream({ protocol: "anthropic", key: secret });
  const address = { ANTHROPIC_BASE_URL: anthropic.url };
  const server = await openPageApp({ provider: "anthropic", environment: { ...address, ...environment } });
  const close = server[Symbol.asyncDispose];
  return Object.assign(server, {
    async [Symbol.asyncDispose]() {
      await close();
      await anthropic.close();
    },
  });
}

describe("a key", () => {
  test("has no field and no button when it comes from the environment", async () => {
    await using _server = await openAnthropic({ ANTHROPIC_API_KEY: secret });
    using _page = await renderPage(<ModelsTab />);
    expect(await screen.findByText(/From the environment \(ANTHROPIC_API_KEY\), ends in …wXyZ/)).toBeTruthy();
    expect(screen.queryByLabelText(/Paste/)).toBeNull();
    expect(screen.queryByRole("button", { name: "Remove key" })).toBeNull();
  });

  test("is sent to the server and is nowhere on the page afterwards", async () => {
    await using server = await openAnthropic();
    using page = await renderPage(<ModelsTab />);
    const field = await screen.findByLabelText<HTMLInputElement>("Paste a key");
    expect(field.type).toBe("password");
    await page.user.type(field, secret);
    expect(server.bodies("PUT /api/llm/keys")).toEqual([]);
    await page.user.click(screen.getByRole("button", { name: "Save" }));

    expect(await screen.findByText(/Saved in your data folder, ends in …wXyZ/)).toBeTruthy();
    expect(server.bodies("PUT /api/llm/keys")).toEqual([{ provider: "anthropic", key: secret }]);
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>("Paste another key").value).toBe(""));
    // it has nothing more to save, and keeps the focus
    const save = screen.getByRole<HTMLButtonElement>("button", { name: "Save" });
    expect([document.activeElement === save, save.disabled, save.getAttribute("aria-disabled")]).toEqual([
      true,
      false,
      "true",
    ]);
    expect(document.body.outerHTML).not.toContain("a-secret-of-mine");
    const kept = page.queryClient.getMutationCache().getAll();
    expect(JSON.stringify(kept.map(({ state }) => state.variables))).not.toContain("a-secret-of-mine");
  });

  test("can be removed from the data folder", async () => {
    await using server = await openAnthropic();
    await server.app.json("PUT", "/api/llm/keys", { provider: "anthropic", key: secret });
    using page = await renderPage(<ModelsTab />);
    await page.user.click(await screen.findByRole("button", { name: "Remove key" }));
    await waitFor(() => expect(server.bodies("PUT /api/llm/keys")).toEqual([{ provider: "anthropic", key: "" }]));
    expect(await screen.findByLabelText("Paste a key")).toBeTruthy();
  });

  test("is sent unencrypted over the internet only when the learner agrees", async () => {
    const elsewhere = { baseUrl: "http://models.example/v1", chatModel: "m" };
    await using server = await openPageApp({
      provider: "openai-compatible",
      remembered: { "openai-compatible": elsewhere },
    });
    using page = await renderPage(<ModelsTab />);
    const field = await screen.findByLabelText<HTMLInputElement>("Paste a key");
    await page.user.type(field, "secret-of-mine{Enter}");
    const question = within(await screen.findByRole("alert"));
    expect(question.getByText(/The connection to models.example isn't encrypted/)).toBeTruthy();
    await page.user.click(question.getByRole("button", { name: "Cancel" }));
    expect(screen.queryByRole("alert")).toBeNull();
    await page.user.click(screen.getByRole("button", { name: "Save" }));
    await page.user.click(await screen.findByRole("button", { name: "Save anyway" }));
    const key = { provider: "openai-compatible", key: "secret-of-mine" };
    await waitFor(() =>
      expect(server.bodies("PUT /api/llm/keys")).toEqual([key, key, { ...key, overPlainHttp: true }]),
    );
    await waitFor(() => expect(field.value).toBe(""));
  });

  test("names the host from ANTHROPIC_BASE_URL before it is sent there unencrypted", async () => {
    const environment = { ANTHROPIC_BASE_URL: "http://claude.example:8080" };
    await using _server = await openPageApp({ provider: "anthropic", environment });
    using page = await renderPage(<ModelsTab />);
    await page.user.type(await screen.findByLabelText("Paste a key"), `${secret}{Enter}`);
    const question = within(await screen.findByRole("alert"));
    expect(question.getByText(/The connection to claude.example:8080 isn't encrypted/)).toBeTruthy();
  });

  test("belongs to its address: another address asks for a new one", async () => {
    const baseUrl = "http://127.0.0.1:1234/v1";
    await using server = await openPageApp({
      provider: "openai-compatible",
      remembered: { "openai-compatible": { baseUrl, chatModel: "m" } },
    });
    await server.app.json("PUT", "/api/llm/keys", { provider: "openai-compatible", key: secret });
    using page = await renderPage(<ModelsTab />);
    await screen.findByText(/Saved in your data folder/);
    const field = await screen.findByLabelText("Server address");
    await page.user.clear(field);
    await page.user.type(field, "http://192.168.1.9:8000/v1{Enter}");
    expect(await screen.findByText(/The saved key belongs to 127.0.0.1:1234 and isn't sent here/)).toBeTruthy();
    expect(screen.getByLabelText("Paste a key")).toBeTruthy();
  });

  test("is folded for an Ollama until the learner opens it", async () => {
    let isLocked = false;
    const front = () => (isLocked ? { status: 401, body: '{"error":"unauthorized"}' } : null);
    await using _server = await openPageApp({ ollama: { front } });
    using page = await renderPage(<ModelsTab />);
    const folded = (await screen.findByText("Key and headers")).closest("details");
    expect(folded?.open).toBe(false);
    isLocked = true;
    await page.user.click(screen.getByRole("button", { name: "Check again" }));
    await screen.findByText(/Enter it under “Key and headers”/);
    expect(folded?.open).toBe(true);
  });
});

describe("headers", () => {
  const proxyKey = { provider: "ollama", headers: { "X-Proxy-Key": "let-me-in" }, keep: [] };

  test("are listed by name, added and removed one by one; a value is never shown", async () => {
    await using server = await openPageApp();
    await server.app.json("PUT", "/api/llm/headers", proxyKey);
    using page = await renderPage(<ModelsTab />);
    expect(await screen.findByText("X-Proxy-Key")).toBeTruthy();
    expect((await screen.findByText("Key and headers")).closest("details")?.open).toBe(true);
    const value = screen.getByLabelText<HTMLInputElement>("Value");
    expect(value.type).toBe("password");
    await page.user.type(screen.getByLabelText("Name"), "CF-Access");
    await page.user.type(value, "a-secret-of-mine{Enter}");
    expect(await screen.findByText("CF-Access")).toBeTruthy();
    await waitFor(() => expect(value.value).toBe(""));
    expect(document.body.outerHTML).not.toContain("a-secret-of-mine");
    const kept = page.queryClient.getMutationCache().getAll();
    expect(JSON.stringify(kept.map(({ state }) => state.variables))).not.toContain("a-secret-of-mine");

    await page.user.click(screen.getByRole("button", { name: "Remove the header X-Proxy-Key" }));
    // comparing booleans keeps the whole element out of the failure message
    await waitFor(() => expect(screen.queryByText("X-Proxy-Key") === null).toBe(true));
    expect(server.bodies("PUT /api/llm/headers")).toEqual([
      { provider: "ollama", headers: { "CF-Access": "a-secret-of-mine" }, keep: ["X-Proxy-Key"] },
      { provider: "ollama", headers: {}, keep: ["CF-Access"] },
    ]);
  });

  test("are refused with a reason when they are invalid, and stay as they were typed", async () => {
    await using server = await openPageApp();
    await server.app.json("PUT", "/api/llm/headers", proxyKey);
    using page = await renderPage(<ModelsTab />);
    const name = await screen.findByLabelText<HTMLInputElement>("Name");
    await page.user.type(name, "Host");
    await page.user.type(screen.getByLabelText("Value"), "x{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("headers.Host");
    expect(name.value).toBe("Host");
  });
});
