import { describe, expect, test } from "bun:test";
import { type ServerEvent, serverEventSchema } from "#shared/events.ts";
import type { LLMSettings } from "#shared/llm-settings.ts";
import type { ServerProvider } from "#shared/providers.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { readEvents } from "#test/read-events.ts";
import type { Front } from "#test/upstream/nginx.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

/** How many `models` events a connected page gets while `act` runs. */
async function countChanges(app: OpenApp, act: () => Promise<unknown>): Promise<number> {
  const leaving = new AbortController();
  const events = readEvents(await fetch(`${app.url}/api/events`, { signal: leaving.signal }));
  await act();
  await app.json("PUT", "/api/settings", { theme: "dark" }); // its event is the last one
  let changes = 0;
  for (;;) {
    const { value } = await events.next();
    const event: ServerEvent = serverEventSchema.parse(JSON.parse(value?.data ?? ""));
    if (event.type === "settings") break;
    if (event.type === "models") changes += 1;
  }
  leaving.abort();
  return changes;
}

/** Reads what the page of the settings reads again after each `models` event. */
async function readAll(app: OpenApp, provider: ServerProvider, url: string) {
  const kind = provider === "ollama" ? "ollama" : "openai";
  await Promise.all([
    app.json("GET", "/api/status"),
    app.json<LLMSettings>("GET", "/api/llm/settings"),
    app.json("POST", `/api/llm/${kind}/status`, { url }),
  ]);
  await app.json("GET", `/api/llm/models?provider=${provider}`);
}

const failing =
  (paths: RegExp, status: number, body: string): Front =>
  ({ path }) =>
    paths.test(path) ? { status, body, headers: { "content-type": "application/json" } } : null;
const error = (text: string) => JSON.stringify({ error: text });
const first = /version|^\/api\/?$|^\/$/;
const lists = /tags|models|\/ps/;

const states: [string, "stopped" | Front | null][] = [
  ["is up", null],
  ["is stopped", "stopped"],
  ["answers its version and refuses its list", failing(lists, 401, error("unauthorized"))],
  ["answers its version and fails at its list", failing(lists, 500, error("disk I/O error"))],
  ["answers its version and has no list", failing(lists, 404, "404 page not found")],
  ["answers its version and sends a list that is no list", failing(lists, 200, "[]")],
  ["answers its list and refuses its version", failing(first, 401, error("unauthorized"))],
  ["answers its list and has no version", failing(first, 404, "404 page not found")],
  ["stands behind a proxy and is stopped", failing(/./, 502, "<html>502 Bad Gateway</html>")],
  ["is busy", failing(/./, 503, error("server busy, please try again"))],
  ["limits requests", failing(/./, 429, error("too many requests"))],
];

describe.each(["ollama", "openai-compatible"] as const)("%s", (provider) => {
  test.each(states)("sends an open page no event that the page itself causes when the server %s", async (_, state) => {
    const front = typeof state === "function" ? { front: state } : {};
    await using upstream = await startUpstream({ protocol: provider === "ollama" ? "ollama" : "openai", ...front });
    const url = provider === "ollama" ? upstream.url : `${upstream.url}/v1`;
    await using app = await openApp({ provider: { type: provider, url, model: "gemma3:12b" } });
    if (state === "stopped") await upstream.close();
    await readAll(app, provider, url);
    await readAll(app, provider, url);
    const changes = await countChanges(app, async () => {
      for (let i = 0; i < 2; i += 1) await readAll(app, provider, url);
    });
    expect(changes).toBe(0);
  });
});

test("sends an open page no events about servers that it does not show", async () => {
  const nobody = [8, 9].map((port) => ({
    name: "LM Studio",
    type: "openai-compatible" as const,
    addresses: [`http://127.0.0.1:${port}/v1`],
  }));
  const provider = { type: "ollama" as const, url: "http://127.0.0.1:9", model: "gemma3:12b" };
  await using app = await openApp({ provider, localServers: nobody });
  await app.json("GET", "/api/status");
  expect(await countChanges(app, () => app.json("POST", "/api/llm/discover", {}))).toBe(0);
});
