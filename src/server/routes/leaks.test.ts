import fs from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import os from "node:os";
import { join } from "node:path";
import { expect, test } from "bun:test";
import type { ProviderType } from "#shared/providers.ts";
import { spawnApp } from "#test/spawn-app.ts";

const secrets = {
  anthropic: "sk-ant-api03-planted-0123456789",
  local: "planted.bearer.key.0123456789",
  header: "planted header value 0123456789",
};
const echo = ({ headers }: IncomingMessage) =>
  [headers.authorization, headers["x-proxy-key"], headers["x-api-key"]].filter(Boolean).join(" and ");

const ndjson = (line: object) => `${JSON.stringify(line)}\n`;
const toBase64 = (text: string) => Buffer.from(text).toString("base64");
/** The letters of a base64 form that stand for the middle of the secret. */
const innerBase64 = (secret: string) => [0, 1, 2].map((from) => toBase64(secret.slice(from + 2)).slice(0, 20));

type Reply = { status: number; type: string; body: (key: string) => string };
const json = "application/json";
/** Replies of a server that repeats the key it received, in every possible place. */
const replies: Reply[] = [
  { status: 401, type: json, body: (key) => JSON.stringify({ error: `bad key: ${key}` }) },
  {
    status: 401,
    type: json,
    body: (key) => JSON.stringify({ type: "error", error: { type: "authentication_error", message: key } }),
  },
  { status: 403, type: "text/plain", body: (key) => `who is ${key}?` },
  { status: 400, type: json, body: (key) => JSON.stringify({ error: JSON.stringify({ error: { message: key } }) }) },
  { status: 404, type: json, body: (key) => JSON.stringify({ detail: `no model for ${key}` }) },
  { status: 500, type: "text/html", body: (key) => `<html>${key}</html>` },
  { status: 200, type: json, body: (key) => JSON.stringify({ error: { message: key } }) },
  {
    status: 200,
    type: "text/event-stream",
    body: (key) => `event: error\ndata: ${JSON.stringify({ type: "error", error: { message: key } })}\n\n`,
  },
  { status: 200, type: "application/x-ndjson", body: (key) => `${JSON.stringify({ error: key })}\n` },
  { status: 200, type: "application/x-ndjson", body: (key) => `{ not json ${key}\n` },
  // successes: lists of models, and answers with their metadata
  {
    status: 200,
    type: json,
    body: (key) => {
      const details = { family: key, families: [key], parameter_size: key, quantization_level: key };
      const models = [{ name: "m", model: "m", digest: key, size: 1, details }];
      return JSON.stringify({ models, data: [{ id: "m", owned_by: key, display_name: key }], version: key });
    },
  },
  {
    status: 200,
    type: "application/x-ndjson",
    body: (key) =>
      ndjson({ model: key, message: { content: `${key}\n`, thinking: key } }) +
      ndjson({ model: key, message: { content: toBase64(key) }, done: true, done_reason: key }),
  },
  {
    status: 200,
    type: "text/event-stream",
    body: (key) => {
      const choices = [{ delta: { content: `${key} ${toBase64(`:${key}`)}` }, finish_reason: "stop" }];
      return `data: ${JSON.stringify({ id: key, model: key, choices, usage: {} })}\n\ndata: [DONE]\n\n`;
    },
  },
];

test("keeps a key only in secrets.json, even if a server repeats it in its responses (T44)", async () => {
  let reply = replies[0]!;
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    request.resume();
    response
      .writeHead(reply.status, { "content-type": reply.type, "request-id": echo(request) })
      .end(reply.body(echo(request)));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-leaks-"));
  const environment = { BLOSSOM_DIR: dataDir, ANTHROPIC_API_KEY: secrets.anthropic, ANTHROPIC_BASE_URL: upstream };
  const app = await spawnApp(environment);
  let seen = "";
  const ask = async (method: string, path: string, body?: object) => {
    const headers = method === "GET" ? {} : { "content-type": "application/json" };
    const response = await fetch(app.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const text = await response.text();
    seen += text + JSON.stringify([...response.headers]);
    return text;
  };

  const types: ProviderType[] = ["ollama", "openai-compatible", "anthropic"];
  for (const provider of types) {
    const address = provider === "anthropic" ? {} : { baseUrl: `${upstream}${provider === "ollama" ? "" : "/v1"}` };
    await ask("PUT", "/api/llm/settings", { provider, chatModel: "m", titleModel: "m", ...address });
    if (provider !== "anthropic") await ask("PUT", "/api/llm/keys", { provider, key: secrets.local });
    await ask("PUT", "/api/llm/headers", { provider, headers: { "X-Proxy-Key": secrets.header } });
    for (reply of replies) {
      await ask("GET", `/api/llm/models?provider=${provider}`);
      await ask("POST", "/api/chat", { text: "猫が好きです" });
      await ask("POST", "/api/cards", { text: "犬です", fresh: true });
    }
  }
  await ask("GET", "/api/status");
  await ask("GET", "/api/llm/settings");
  const list = JSON.parse(await ask("GET", "/api/conversations")) as { conversations: { id: string }[] };
  expect(list.conversations).toHaveLength(types.length * replies.length);
  for (const { id } of list.conversations) await ask("GET", `/api/conversations/${id}`);
  expect(asked).toBeGreaterThan(types.length * replies.length * 2);

  const readAll = () =>
    fs
      .readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== "secrets.json")
      .map(({ parentPath, name }) => fs.readFileSync(join(parentPath, name), "latin1"));
  const places = { answers: seen, files: readAll().join("\n") }; // includes the write-ahead log, because the app still runs
  await app.kill("SIGTERM");
  const all = { ...places, logs: app.output(), "files afterwards": readAll().join("\n") };
  for (const [place, text] of Object.entries(all))
    for (const secret of Object.values(secrets).flatMap((each) => [each, ...innerBase64(each)]))
      expect([place, secret, text.includes(secret)]).toEqual([place, secret, false]);
  expect(fs.readFileSync(join(dataDir, "secrets.json"), "utf8")).toContain(secrets.local);
  server.close();
  fs.rmSync(dataDir, { recursive: true });
}, 120_000);
