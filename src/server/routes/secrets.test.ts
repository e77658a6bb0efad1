import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { expect, test } from "bun:test";
import type { LLMSettings } from "#shared/llm-settings.ts";
import type { Status } from "#shared/status.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const secret = "proxy-secret-1234567890";

test.each([
  ["ollama", "ollama", ""],
  ["openai-compatible", "openai", "/v1"],
] as const)("sends headers only to the address they were saved for: %s (T14)", async (type, protocol, path) => {
  await using first = await startUpstream({ protocol });
  await using second = await startUpstream({ protocol });
  const model = first.models[0]!.name;
  await using app = await openApp({ provider: { type, url: `${first.url}${path}`, model } });
  const before = first.requests.length;
  const answer = await app.json("PUT", "/api/llm/headers", { provider: type, headers: { "X-Proxy-Key": secret } });
  expect(answer).toEqual({ headers: ["X-Proxy-Key"] });
  expect(fs.statSync(join(app.dataDir, "secrets.json")).mode & 0o777).toBe(0o600);

  const use = async () => {
    await app.json("GET", `/api/llm/models?provider=${type}`);
    const { generationId } = await app.send("猫が好きです");
    await app.events(generationId);
  };
  await use();
  expect(first.requests.length).toBeGreaterThan(1);
  expect(new Set(first.requests.slice(before).map(({ headers }) => headers["x-proxy-key"]))).toEqual(new Set([secret]));

  const probe = type === "ollama" ? "/api/llm/ollama/status" : "/api/llm/openai/status";
  await app.json("POST", probe, { url: `${second.url}${path}` });
  await app.json("PUT", "/api/llm/settings", { provider: type, baseUrl: `${second.url}${path}` });
  await use();
  expect(second.requests.length).toBeGreaterThan(2);
  expect(second.requests.filter(({ headers }) => "x-proxy-key" in headers)).toHaveLength(0);
  const settings = await app.json<LLMSettings>("GET", "/api/llm/settings");
  expect(settings.headers[type]).toEqual([]);
  expect(JSON.stringify(settings)).not.toContain(secret);
});

test("prefers a key from the environment, shows its origin, and refuses to overwrite it", async () => {
  await using app = await openApp({ environment: { ANTHROPIC_API_KEY: "sk-ant-0123456789" } });
  const answer = await app.request("PUT", "/api/llm/keys", { provider: "anthropic", key: "sk-ant-other" });
  expect(answer.status).toBe(400);
  const { keys } = await app.json<LLMSettings>("GET", "/api/llm/settings");
  expect(keys.anthropic).toEqual({ set: true, from: "environment", preview: "…6789", host: "api.anthropic.com" });
});

test("sends OPENAI_API_KEY only to OpenAI and to the learner's own servers (T14)", async () => {
  await using app = await openApp({ environment: { OPENAI_API_KEY: "sk-openai-0123456789" } });
  const keyAt = async (baseUrl: string) => {
    await app.json("PUT", "/api/llm/settings", { provider: "openai-compatible", baseUrl });
    return (await app.json<LLMSettings>("GET", "/api/llm/settings")).keys["openai-compatible"].from;
  };
  expect(await keyAt("https://api.openai.com/v1")).toBe("environment");
  expect(await keyAt("http://127.0.0.1:9/v1")).toBe("environment");
  expect(await keyAt("https://models.example/v1")).toBe(null);
  expect(await keyAt("https://api.openai.com.example/v1")).toBe(null);
});

test("sends a secret over plain HTTP on the internet only with consent", async () => {
  await using app = await openApp();
  await app.json("PUT", "/api/llm/settings", { provider: "openai-compatible", baseUrl: "http://models.example/v1" });
  const key = { provider: "openai-compatible", key: "abcdefgh" };
  const headers = { provider: "openai-compatible", headers: { "x-key": "abcdefgh" } };
  for (const [path, body] of [
    ["/api/llm/keys", key],
    ["/api/llm/headers", headers],
  ] as const) {
    const refused = await app.request("PUT", path, body);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error: { code: "consent_needed" } });
    expect((await app.request("PUT", path, { ...body, overPlainHttp: true })).status).toBe(200);
    await app.json("PUT", path, "key" in body ? { ...body, key: "" } : { ...body, headers: {} });
  }
});

test("shows no preview of a key that is hardly longer than the preview (T44)", async () => {
  await using app = await openApp();
  const preview = async (key: string) => {
    const answer = await app.json<{ key: { preview: string } }>("PUT", "/api/llm/keys", { provider: "ollama", key });
    return answer.key.preview;
  };
  expect(await preview("abcd")).toBe("…");
  expect(await preview("abcdefghijk")).toBe("…");
  expect(await preview("abcdefghijkl")).toBe("…ijkl");
});

test("uses and keeps the other secrets when one entry of secrets.json cannot be read", async () => {
  await using upstream = await startUpstream({ protocol: "ollama" });
  const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-secrets-"));
  const file = join(dataDir, "secrets.json");
  const origin = upstream.url;
  const stored = {
    keys: { ollama: { key: "abcdefgh-1234", origin }, anthropic: { key: 7 } },
    headers: { ollama: { values: { "x-proxy-key": secret }, origin }, anthropic: "none" },
    fromTheFuture: [1],
  };
  fs.writeFileSync(file, JSON.stringify(stored));
  {
    await using app = await openApp({ dataDir, provider: { type: "ollama", url: upstream.url } });
    await app.json("GET", "/api/llm/models?provider=ollama");
    expect(upstream.requests.at(-1)?.headers).toMatchObject({
      authorization: "Bearer abcdefgh-1234",
      "x-proxy-key": secret,
    });
    const { keys } = await app.json<LLMSettings>("GET", "/api/llm/settings");
    expect(keys.anthropic.set).toBe(false);
    await app.json("PUT", "/api/llm/keys", { provider: "ollama", key: "" });
    const { ollama: _, ...others } = stored.keys;
    expect(JSON.parse(fs.readFileSync(file, "utf8"))).toEqual({ ...stored, keys: others });
    await app.json("PUT", "/api/llm/keys", { provider: "anthropic", key: "sk-ant-new-key-9876" });
    expect((await app.json<LLMSettings>("GET", "/api/llm/settings")).keys.anthropic.preview).toBe("…9876");
    expect(fs.existsSync(`${file}.bad`)).toBe(false);
  }
  fs.rmSync(dataDir, { recursive: true, force: true });
});

// stand for missing permissions, which the root user always has
test.each([
  ["a folder", (file: string) => fs.mkdirSync(file)],
  ["a link to itself", (file: string) => fs.symlinkSync(file, file)],
])("leaves a secrets.json in place that cannot be read, and saves nothing over it: %s", async (_, make) => {
  const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-secrets-"));
  const file = join(dataDir, "secrets.json");
  make(file);
  const before = fs.lstatSync(file).ino;
  {
    await using app = await openApp({ dataDir });
    expect((await app.request("GET", "/api/status")).status).toBe(200);
    const refused = await app.request("PUT", "/api/llm/keys", { provider: "anthropic", key: "sk-ant-new-key-9876" });
    expect(refused.status).toBe(507);
    expect(await refused.json()).toMatchObject({ error: { code: "storage_failed", reason: "missing" } });
    expect((await app.json<Status>("GET", "/api/status")).secretsTrouble).toBe("missing");
    expect(fs.lstatSync(file).ino).toBe(before);
    expect(fs.readdirSync(dataDir).filter((name) => name.startsWith("secrets"))).toEqual(["secrets.json"]);

    fs.rmSync(file, { recursive: true });
    fs.writeFileSync(file, JSON.stringify({ keys: { ollama: { key: "abcdefgh", origin: "http://127.0.0.1:11434" } } }));
    await app.json("PUT", "/api/llm/keys", { provider: "anthropic", key: "sk-ant-new-key-9876" });
    expect(Object.keys(JSON.parse(fs.readFileSync(file, "utf8")).keys)).toEqual(["ollama", "anthropic"]);
    expect((await app.json<Status>("GET", "/api/status")).secretsTrouble).toBeNull();
  }
  fs.rmSync(dataDir, { recursive: true, force: true });
});

test("does not use a secret that could not be stored", async () => {
  await using upstream = await startUpstream({ protocol: "ollama" });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  fs.mkdirSync(join(app.dataDir, "secrets.json.tmp")); // makes every write of secrets.json fail
  for (const [path, body] of [
    ["/api/llm/keys", { provider: "ollama", key: secret }],
    ["/api/llm/headers", { provider: "ollama", headers: { "x-proxy-key": secret } }],
  ] as const)
    expect((await app.request("PUT", path, body)).status).toBe(507);
  await app.json("GET", "/api/llm/models?provider=ollama");
  expect(JSON.stringify(upstream.requests.map(({ headers }) => headers))).not.toContain(secret);
});

/** A data folder of one test, with the path of its secrets. */
function makeFolder() {
  const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-secrets-"));
  return {
    dataDir,
    file: join(dataDir, "secrets.json"),
    [Symbol.dispose]: () => fs.rmSync(dataDir, { recursive: true, force: true }),
  };
}
const putKey = (app: OpenApp, key: string) => app.json<object>("PUT", "/api/llm/keys", { provider: "anthropic", key });
const readSecrets = (file: string): { keys: Record<string, { key: string }> } =>
  JSON.parse(fs.readFileSync(file, "utf8"));

test("uses a key that somebody writes into secrets.json while Blossom runs, and keeps it at the next save", async () => {
  using folder = makeFolder();
  await using app = await openApp({ dataDir: folder.dataDir });
  await putKey(app, "sk-ant-first-key-1234");
  const stored = readSecrets(folder.file);
  const byHand = { key: "written-by-hand-7777", origin: "http://127.0.0.1:11434" };
  fs.writeFileSync(folder.file, JSON.stringify({ ...stored, keys: { ...stored.keys, ollama: byHand } }));
  const { keys } = await app.json<LLMSettings>("GET", "/api/llm/settings");
  expect(keys.ollama.preview).toBe("…7777");
  await putKey(app, "sk-ant-second-key-5678");
  expect(readSecrets(folder.file).keys.ollama).toEqual(byHand);
});

test("never overwrites a damaged secrets.json that was moved aside before", async () => {
  using folder = makeFolder();
  for (const text of ["{ first", "{ second", "{ third"]) {
    fs.writeFileSync(folder.file, text);
    await using app = await openApp({ dataDir: folder.dataDir });
    await app.json("GET", "/api/status");
  }
  const kept = ["bad", "bad-2", "bad-3"].map((end) => fs.readFileSync(`${folder.file}.${end}`, "utf8"));
  expect(kept).toEqual(["{ first", "{ second", "{ third"]);
});

test.each(["a file that all can read", "a link to a file that all can read"])(
  "writes secrets.json for its owner alone when its temporary file exists: %s",
  async (kind) => {
    using folder = makeFolder();
    await using app = await openApp({ dataDir: folder.dataDir });
    const other = join(folder.dataDir, "other");
    const half = `${folder.file}.tmp`;
    fs.writeFileSync(other, "", { mode: 0o644 });
    fs.chmodSync(other, 0o644);
    if (kind.startsWith("a link")) fs.symlinkSync(other, half);
    else fs.renameSync(other, half);
    await putKey(app, secret);
    expect(fs.lstatSync(folder.file).mode & 0o777).toBe(0o600);
    expect(fs.lstatSync(folder.file).isFile()).toBe(true);
    if (kind.startsWith("a link")) expect(fs.readFileSync(other, "utf8")).toBe("");
  },
);

test.each([true, false])("writes through a linked secrets.json (its target exists: %p)", async (exists) => {
  using folder = makeFolder();
  const target = join(folder.dataDir, "elsewhere.json");
  if (exists) fs.writeFileSync(target, JSON.stringify({ keys: { ollama: { key: "abcdefgh", origin: "http://x" } } }));
  fs.symlinkSync("elsewhere.json", folder.file);
  await using app = await openApp({ dataDir: folder.dataDir });
  await putKey(app, secret);
  expect(fs.lstatSync(folder.file).isSymbolicLink()).toBe(true);
  expect(Object.keys(readSecrets(target).keys)).toEqual(exists ? ["ollama", "anthropic"] : ["anthropic"]);
});
