import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "bun:test";
import type { LLMSettings } from "#shared/llm-settings.ts";
import { canary, hostileKinds, startHostileServer } from "#test/hostile-servers.ts";
import { openApp } from "#test/open-app.ts";

const providers = ["ollama", "openai-compatible"] as const;
const probes = { ollama: "/api/llm/ollama/status", "openai-compatible": "/api/llm/openai/status" };
/** The error codes that the settings page can show for a server. */
const categories = ["timeout", "connect", "wrong_endpoint", "invalid_response", "incomplete", "server", "auth"];

describe.each(providers)("a hostile server at the address of %s (110, T15)", (type) => {
  test.concurrent.each(hostileKinds)(
    "%s: gets an error code, none of its bytes appear, and the settings stay usable",
    async (kind) => {
      const server = await startHostileServer(kind);
      await using app = await openApp();
      const responses: string[] = [];
      const ask = async (method: string, path: string, body?: object) => {
        const response = await app.request(method, path, body);
        const text = await response.text();
        responses.push(text);
        return JSON.parse(text) as { available?: boolean; error?: { code: string }; offline?: boolean };
      };
      const [status, settings] = await Promise.all([
        ask("POST", probes[type], { url: server.url }),
        app.json<LLMSettings>("GET", "/api/llm/settings"), // during the probe
      ]);
      expect(settings.provider).toBe("anthropic");
      expect(status.available).toBe(false);
      expect(categories).toContain(status.error!.code);

      await ask("PUT", "/api/llm/settings", { provider: type, baseUrl: server.url, chatModel: "m" });
      await ask("GET", `/api/llm/models?provider=${type}`);
      await ask("GET", "/api/status");
      const { providers: saved } = await app.json<LLMSettings>("GET", "/api/llm/settings");
      expect(saved[type].baseUrl).toStartWith(server.url);
      expect(responses.join("\n")).not.toContain(canary);
      // Blossom reads at most four megabytes of a list; more may already be in transit
      expect(server.sentToEach()).toBeLessThan(20_000_000);
      server.close();
    },
    30_000,
  );
});

test("reports a refused connection for every address field when nothing listens", async () => {
  await using app = await openApp();
  for (const type of providers) {
    const status = await app.json("POST", probes[type], { url: "http://127.0.0.1:9" });
    expect(status).toMatchObject({ available: false, error: { code: "connect" } });
  }
});

test.each([301, 302, 303, 307, 308])(
  "names the target of a redirect, does not follow it, and sends it no key: %d (T13)",
  async (code) => {
    const hits: string[] = [];
    const target = createServer((request, response) => {
      hits.push(request.url ?? "");
      response.end("{}");
    });
    await once(target.listen(0, "127.0.0.1"), "listening");
    const origin = `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
    const redirectTo = `${origin}/api?token=SECRET`;
    const server = createServer((_request, response) => void response.writeHead(code, { location: redirectTo }).end());
    await once(server.listen(0, "127.0.0.1"), "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await using app = await openApp({ provider: { type: "openai-compatible", url: `${url}/v1`, model: "m" } });
    await app.json("PUT", "/api/llm/keys", { provider: "openai-compatible", key: "sk-1234567890" });
    for (const type of providers) {
      const status = await app.json("POST", probes[type], { url });
      expect(status).toMatchObject({ available: false, error: { code: "wrong_endpoint", hint: origin } });
    }
    const { generationId } = await app.send("猫が好きです");
    expect((await app.events(generationId)).at(-1)).toMatchObject({
      error: { code: "wrong_endpoint", hint: origin },
    });
    expect(hits).toEqual([]);
    target.close();
    server.close();
  },
);

test("shows no version that a fake Ollama made up (T15)", async () => {
  const server = createServer((request, response) => {
    const body = request.url === "/api/tags" ? { models: [] } : { version: `${canary} ${canary}` };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  await using app = await openApp();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const status = await app.json("POST", probes.ollama, { url });
  expect(status).toMatchObject({ available: true, models: [], version: "" });
  server.close();
});
