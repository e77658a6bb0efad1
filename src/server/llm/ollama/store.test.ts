import { inspect } from "node:util";
import { describe, expect, test } from "bun:test";
import type { PullScript } from "#test/upstream/ollama-pull.ts";
import { startUpstream, type Upstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";
import { createProvider } from "#server/llm/index.ts";
import { createKnowledge } from "#server/llm/knowledge.ts";
import { LLMError, type ModelStore, type PullProgress } from "#server/llm/types.ts";

const open = (options: Partial<UpstreamOptions> = {}) => startUpstream({ protocol: "ollama", models: [], ...options });
const storeAt = (baseUrl: string): ModelStore => createProvider({ type: "ollama", baseUrl }, createKnowledge()).store!;
const names = ({ models }: Upstream) => models.map(({ name }) => name);

async function pullAll(store: ModelStore, model: string, signal?: AbortSignal) {
  const seen: PullProgress[] = [];
  try {
    for await (const progress of store.pull(model, signal)) seen.push(progress);
    return { seen, error: null };
  } catch (error) {
    return { seen, error: error as LLMError };
  }
}

describe("pulling a model", () => {
  test("reports all layers as one progress, and ends when all are downloaded (69)", async () => {
    await using upstream = await open({ pull: { layers: [10e6, 8e9, 490] } });
    const { seen, error } = await pullAll(storeAt(upstream.url), "gemma3:12b");
    expect(error).toBeNull();
    expect(names(upstream)).toEqual(["gemma3:12b"]);
    expect([...new Set(seen.map(({ step }) => step))]).toEqual(["starting", "downloading", "verifying", "finishing"]);
    expect(seen.at(-1)).toMatchObject({ completedBytes: 8_010_000_490, totalBytes: 8_010_000_490 });
    const fractions = seen.map(({ fraction }) => fraction);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  });

  const network = 'Get "https://registry.ollama.ai/v2/library/gemma3/manifests/4b?sig=SECRET": dial tcp';
  const failures: [string, PullScript, string, object?][] = [
    ["model not in the registry", { manifest: "file does not exist" }, "model_not_found"],
    ["registry answers 404", { manifest: "404: not found" }, "model_not_found"],
    [
      "model needs a newer Ollama",
      { manifest: "412: \n\nThe model you are attempting to pull requires a newer version of Ollama.\n\n" },
      "unsupported",
      { hint: "https://ollama.com/download" },
    ],
    ["model needs a login", { manifest: '401: {"error":"Invalid username or password."}' }, "permission"],
    ["registry is down", { manifest: "503: Service Unavailable" }, "server"],
    [
      "no network",
      { manifest: `${network}: lookup registry.ollama.ai on 127.0.0.53:53: no such host` },
      "dns",
      { host: "registry.ollama.ai" },
    ],
    [
      "network lost during the download",
      { fails: { after: 1e9, error: `max retries exceeded: ${network} 104.21.75.227:443: i/o timeout` } },
      "connect",
      { host: "registry.ollama.ai" },
    ],
    [
      "disk is full",
      {
        fails: {
          after: 1e9,
          error: "write /usr/share/ollama/.ollama/models/blobs/sha256-1-partial: no space left on device",
        },
      },
      "disk_full",
    ],
    [
      "disk is full on Windows",
      { fails: { after: 1e9, error: "write C:\\models\\sha256-1: There is not enough space on the disk." } },
      "disk_full",
    ],
    [
      "downloaded file is damaged",
      { verify: "digest mismatch, file must be downloaded again: want sha256:1, got sha256:2" },
      "invalid_response",
    ],
    ["unknown text", { verify: "the hamster is tired" }, "server"],
  ];
  test.each(failures)(
    "throws an error with a code when Ollama reports a failure with status 200: %s (70)",
    async (_name, pull, code, info = {}) => {
      const installed = { name: "gemma3:1b", capabilities: ["completion"] };
      await using upstream = await open({ models: [installed], pull });
      const { error } = await pullAll(storeAt(upstream.url), "gemma3:4b");
      expect(error).toBeInstanceOf(LLMError);
      expect(error).toMatchObject({ code, info: { provider: "ollama", model: "gemma3:4b", ...info } });
      expect(error?.message).not.toContain("SECRET");
      expect(names(upstream)).toEqual(["gemma3:1b"]);
    },
  );

  test.each([
    ["ends without `success`", { noSuccess: true }],
    ["ends in the middle of the download", { fails: { after: 1e9 } }],
    ["loses its connection", { fails: { after: 1e9, how: "destroy" as const } }],
  ])("throws `incomplete` when the pull %s (71)", async (_name, pull) => {
    await using upstream = await open({ pull });
    expect((await pullAll(storeAt(upstream.url), "gemma3:4b")).error?.code).toBe("incomplete");
  });

  test("continues an aborted pull, and does not count bytes on disk as received (71, 72)", async () => {
    const hold = Promise.withResolvers<void>();
    await using upstream = await open({ pull: { layers: [4e9], pace: (bytes) => bytes >= 2e9 && hold.promise } });
    const stop = new AbortController();
    const store = storeAt(upstream.url);
    let last: PullProgress | undefined;
    const first = (async () => {
      for await (last of store.pull("gemma3:4b", stop.signal)) if (last.completedBytes === 2e9) stop.abort();
    })();
    expect(await first.catch((error: LLMError) => error.code)).toBe("aborted");
    expect(await upstream.requests[0]?.closed).toBe("client");
    hold.resolve();
    const { seen, error } = await pullAll(store, "gemma3:4b");
    expect(error).toBeNull();
    expect(seen[1]).toMatchObject({ completedBytes: 2e9, receivedBytes: 0 });
    expect(seen.at(-1)).toMatchObject({ completedBytes: 4e9, receivedBytes: 2e9 });
  });

  test("closes the request when the caller leaves the loop (72)", async () => {
    await using upstream = await open({ pull: { pace: () => new Promise(() => {}) } });
    for await (const { step } of storeAt(upstream.url).pull("gemma3:4b")) if (step === "downloading") break;
    expect(await upstream.requests[0]?.closed).toBe("client");
    expect(names(upstream)).toEqual([]);
  });

  test("downloads a model once when two clients pull it (72)", async () => {
    await using upstream = await open({ pull: { layers: [4e9] } });
    const store = storeAt(upstream.url);
    const [a, b] = await Promise.all([pullAll(store, "gemma3:4b"), pullAll(store, "gemma3:4b")]);
    expect([a.error, b.error]).toEqual([null, null]);
    expect([a, b].map(({ seen }) => seen.at(-1)?.completedBytes)).toEqual([4e9, 4e9]);
  });

  test("times out when the server falls silent during the download, but waits while it verifies", async () => {
    const verified = Promise.withResolvers<void>();
    const pull = (model: string): PullScript =>
      model === "slow:1b" ? { verifies: () => verified.promise } : { pace: () => new Promise(() => {}) };
    await using upstream = await open({ pull });
    const hasty = createProvider({ type: "ollama", baseUrl: upstream.url }, createKnowledge(), 0.001).store!;
    const slow = hasty.pull("slow:1b")[Symbol.asyncIterator]();
    while ((await slow.next()).value?.step !== "verifying");
    const afterwards = slow.next();
    const { error } = await pullAll(hasty, "silent:1b"); // runs into the limit
    expect(error).toMatchObject({ code: "timeout", info: { phase: "idle", model: "silent:1b" } });
    expect(await upstream.requests[1]?.closed).toBe("client");
    verified.resolve();
    expect((await afterwards).value?.step).toBe("finishing");
    while (!(await slow.next()).done);
    expect(names(upstream)).toEqual(["slow:1b"]);
  });

  test("throws `connect` when the server does not run", async () => {
    expect((await pullAll(storeAt("http://127.0.0.1:1"), "gemma3:4b")).error?.code).toBe("connect");
  });
});

describe("installed models", () => {
  const models = [{ name: "gemma3:4b", contextLength: 8_192, capabilities: ["completion"] }];
  const bodies = ({ requests }: Upstream) =>
    requests.filter(({ path }) => path === "/api/chat").map(({ body }) => body as object);

  test("deletes a model, and throws `model_not_found` when it is not installed (73)", async () => {
    await using upstream = await open({ models });
    const store = storeAt(upstream.url);
    await store.remove("GEMMA3:4b");
    expect(names(upstream)).toEqual([]);
    expect(upstream.requests[0]).toMatchObject({ method: "DELETE", body: { model: "GEMMA3:4b" } });
    const error = await store.remove("gemma3:4b").catch((thrown: LLMError) => thrown);
    expect(error).toMatchObject({ code: "model_not_found", info: { model: "gemma3:4b" } });
  });

  test("loads a model with an empty chat and the options of its answers, so the answer does not reload it (74)", async () => {
    await using upstream = await open({ models });
    const provider = createProvider({ type: "ollama", baseUrl: upstream.url }, createKnowledge());
    await provider.models();
    await provider.store!.load("gemma3:4b", { contextTokens: 32_768, keepAlive: "30m" });
    const ask = { system: "", messages: [{ role: "user" as const, content: "猫" }], maxTokens: 9 };
    await provider.complete({ ...ask, model: "gemma3:4b", contextTokens: 32_768 });
    expect(bodies(upstream)[0]).toEqual({
      model: "gemma3:4b",
      messages: [],
      stream: false,
      options: { num_ctx: 8_192 },
      shift: false,
      keep_alive: "30m",
    });
    expect(upstream.loads).toHaveLength(1);
  });

  test("leaves out `keep_alive: 0` when it loads a model, because that would unload it (74)", async () => {
    await using upstream = await open({ models });
    for (const keepAlive of [0, "0", "0m"]) await storeAt(upstream.url).load("gemma3:4b", { keepAlive });
    for (const body of bodies(upstream)) expect(body).not.toHaveProperty("keep_alive");
  });

  test("unloads a model at once (74)", async () => {
    await using upstream = await open({ models, loaded: ["gemma3:4b"] });
    const provider = createProvider({ type: "ollama", baseUrl: upstream.url }, createKnowledge());
    await provider.store!.unload("gemma3:4b");
    expect(bodies(upstream)).toEqual([{ model: "gemma3:4b", messages: [], stream: false, keep_alive: 0 }]);
    expect(await provider.models()).toMatchObject([{ loaded: false }]);
  });

  test("waits until the model is loaded, and stops when the caller aborts (74)", async () => {
    await using upstream = await open({ models, load: () => new Promise(() => {}) });
    const stop = new AbortController();
    const loading = storeAt(upstream.url).load("gemma3:4b", { signal: stop.signal });
    const request = await upstream.waitForRequest("/api/chat");
    stop.abort();
    expect(await loading.catch((error: LLMError) => error.code)).toBe("aborted");
    expect(await request.closed).toBe("client");
  });

  test("throws `model_not_found` for a missing model, and the server's reason when loading fails (74)", async () => {
    await using upstream = await open({ models, load: () => "model requires more system memory (9.1 GiB)" });
    const store = storeAt(upstream.url);
    expect(await store.load("gemma3:4b", {}).catch((error: LLMError) => error.code)).toBe("out_of_memory");
    expect(await store.load("gemma9", {}).catch((error: LLMError) => error.code)).toBe("model_not_found");
    expect(await store.unload("gemma9").catch((error: LLMError) => error.code)).toBe("model_not_found");
  });
});

test("sends key and headers with every request, and shows them in no error (11, 35)", async () => {
  const models = [{ name: "gemma3:4b", capabilities: ["completion"] }];
  await using upstream = await open({ models, load: () => "geheim99 and class-3b do not fit" });
  const headers = { "x-team": "class-3b" };
  const store = createProvider(
    { type: "ollama", baseUrl: upstream.url, apiKey: "geheim99", headers },
    createKnowledge(),
  ).store!;
  upstream.pull = { verify: "geheim99 and class-3b are not welcome" };
  const { error } = await pullAll(store, "gemma3:12b");
  const refused = await store.load("gemma3:4b", {}).catch((thrown: LLMError) => thrown);
  expect(inspect([error, refused], { depth: 9 })).not.toMatch(/geheim99|class-3b/);
  await store.unload("gemma3:4b");
  await store.remove("gemma3:4b");
  const paths = upstream.requests.map(({ path }) => path);
  expect(paths).toEqual(["/api/pull", "/api/chat", "/api/chat", "/api/delete"]);
  for (const request of upstream.requests)
    expect(request.headers).toMatchObject({ authorization: "Bearer geheim99", ...headers });
});
