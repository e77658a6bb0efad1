import { expect, test } from "bun:test";
import fs from "node:fs";
import { join } from "node:path";
import type { LLMSettings } from "#shared/llm-settings.ts";
import { openApp } from "#test/open-app.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const probes = ["/api/llm/ollama/status", "/api/llm/openai/status"] as const;

test("refuses an address with a password, explains what to do instead, and stores it nowhere (7)", async () => {
  await using app = await openApp();
  const responses: string[] = [];
  for (const address of ["http://anna:geheim@127.0.0.1:11434", "//anna:geheim@host", "host/anna:geheim@x"]) {
    const saved = await app.request("PUT", "/api/llm/settings", { provider: "ollama", baseUrl: address });
    expect(saved.status).toBe(400);
    const body = await saved.text();
    expect(JSON.parse(body)).toMatchObject({ error: { code: "bad_url", reason: "password" } });
    responses.push(body);
    for (const path of probes) {
      const checked = await (await app.request("POST", path, { url: address })).text();
      expect(JSON.parse(checked)).toMatchObject({ available: false, error: { code: "bad_url", reason: "password" } });
      responses.push(checked);
    }
  }
  responses.push(JSON.stringify(await app.json<LLMSettings>("GET", "/api/llm/settings")));
  expect(responses.join("\n")).not.toContain("geheim");
  await app.stop();
  for (const name of fs.readdirSync(app.dataDir, { recursive: true, withFileTypes: true }))
    if (name.isFile()) expect(fs.readFileSync(join(name.parentPath, name.name), "latin1")).not.toContain("geheim");
});

test("forwards no browser header to a model server (12)", async () => {
  await using upstream = await startUpstream({ protocol: "ollama" });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const browser = {
    origin: app.url,
    referer: `${app.url}/chat`,
    cookie: "session=geheim",
    authorization: "Bearer geheim",
    "user-agent": "Mozilla/5.0 (planted)",
    "accept-language": "ja",
    "sec-fetch-site": "same-origin",
    "x-forwarded-for": "10.0.0.7",
  };
  const response = await app.request("POST", "/api/chat", { text: "猫が好きです。" }, browser);
  await response.text();
  await app.request("POST", probes[0], { url: upstream.url }, browser);
  await app.request("GET", "/api/llm/models?provider=ollama", undefined, browser);
  const seen = upstream.requests.map(({ headers }) => Object.keys(headers)).flat();
  expect(new Set(seen)).toEqual(
    new Set(["host", "accept", "accept-encoding", "connection", "content-type", "content-length"]),
  );
  expect(JSON.stringify(upstream.requests.map(({ headers }) => headers))).not.toMatch(/geheim|planted|10\.0\.0\.7/);
});

test("reports wrong_endpoint for Blossom's own address and gets no answer from it (13)", async () => {
  await using app = await openApp();
  for (const path of probes) {
    for (const url of [app.url, app.url.replace("127.0.0.1", "localhost"), `${app.url}/api`, `${app.url}/v1`]) {
      const status = await app.json("POST", path, { url });
      expect(status).toMatchObject({ available: false, error: { code: "wrong_endpoint" } });
    }
  }
  await app.json("PUT", "/api/llm/settings", { provider: "ollama", baseUrl: app.url, chatModel: "gemma3:12b" });
  const { generationId } = await app.send("猫が好きです。");
  expect((await app.events(generationId)).at(-1)).toMatchObject({
    outcome: "failed",
    error: { code: "wrong_endpoint" },
  });
  const list = await app.json<{ conversations: unknown[] }>("GET", "/api/conversations");
  expect(list.conversations).toHaveLength(1);
});

test("sends the key and the headers with a download, a deletion and a load (11)", async () => {
  await using upstream = await startUpstream({ protocol: "ollama" });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  await app.json("PUT", "/api/llm/keys", { provider: "ollama", key: "geheim-99" });
  await app.json("PUT", "/api/llm/headers", { provider: "ollama", headers: { "X-Team": "class-3b" } });
  const asked = upstream.requests.length;
  await app.json("GET", "/api/llm/models?provider=ollama");
  const { generationId } = await app.send("猫が好きです。");
  await app.events(generationId);
  await app.request("POST", "/api/llm/ollama/downloads", { model: "gemma3:4b" });
  await upstream.waitForRequest("/api/pull");
  await app.request("POST", "/api/llm/ollama/load", { model: "gemma3:12b" });
  await app.request("POST", "/api/llm/ollama/unload", { model: "gemma3:12b" });
  await app.request("POST", "/api/llm/ollama/delete", { model: "qwen3:8b" });
  const after = upstream.requests.slice(asked);
  expect(after.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["/api/tags", "/api/chat", "/api/pull", "/api/delete"]),
  );
  for (const { headers } of after)
    expect(headers).toMatchObject({ authorization: "Bearer geheim-99", "x-team": "class-3b" });
});
