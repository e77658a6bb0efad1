import { expect, test } from "bun:test";
import { inspect } from "node:util";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { createProvider } from "#server/llm/index.ts";
import { createKnowledge } from "#server/llm/knowledge.ts";
import { mergeHeaders } from "./server.ts";

const ask = { model: "gemma3:12b", system: "", messages: [{ role: "user" as const, content: "猫" }], maxTokens: 100 };

test("sends key and headers with every request to an Ollama behind a proxy (11)", async () => {
  const ready = Promise.withResolvers<void>();
  // an old server: each model is looked up on its own
  await using upstream = await startUpstream({
    protocol: "ollama",
    version: "0.9.0",
    models: [{ name: "gemma3:12b", digest: "behind-a-proxy" }],
    script: { ready: ready.promise },
  });
  const headers = { "X-Team": "class-3b", "X-Trace": "on" };
  const provider = createProvider(
    { type: "ollama", baseUrl: upstream.url, apiKey: "geheim", headers },
    createKnowledge(),
    0.01,
  );
  await provider.probe();
  await provider.models();
  const answer = readAnswer(provider, ask);
  // polls whether the model is loading
  await upstream.waitForRequest("/api/ps", 2);
  ready.resolve();
  await answer;
  const paths = upstream.requests.map(({ path }) => path);
  for (const path of ["/api/version", "/api/tags", "/api/show", "/api/ps", "/api/chat"]) expect(paths).toContain(path);
  for (const request of upstream.requests) {
    expect(request.headers).toMatchObject({ authorization: "Bearer geheim", "x-team": "class-3b", "x-trace": "on" });
  }
});

test("lets the learner's headers replace ours, in any spelling (11)", async () => {
  await using upstream = await startUpstream({ protocol: "ollama" });
  const headers = { AUTHORIZATION: "Basic YW5uYTpnZWhlaW0=", Accept: "application/json" };
  await createProvider({ type: "ollama", baseUrl: upstream.url, apiKey: "mine", headers }, createKnowledge()).complete(
    ask,
  );
  expect(upstream.requests[0]?.headers).toMatchObject({
    authorization: "Basic YW5uYTpnZWhlaW0=",
    accept: "application/json",
  });
  expect(mergeHeaders({ a: "ours", b: "ours" }, { A: "theirs" })).toEqual({ a: "theirs", b: "ours" });
});

test("hides the key and header values when the server repeats them (35)", async () => {
  const headers = { authorization: "Token hush-hush", "x-gateway": "quiet-please" };
  const repeats = { error: "denied: geheim99, Token hush-hush, hush-hush, quiet-please" };
  await using upstream = await startUpstream({ protocol: "ollama", script: { status: 500, body: repeats } });
  const provider = createProvider(
    { type: "ollama", baseUrl: upstream.url, apiKey: "geheim99", headers },
    createKnowledge(),
    0.01,
  );
  const refused = await readAnswer(provider, ask);
  upstream.script = { text: "猫", errorLine: repeats };
  const broken = await readAnswer(provider, ask);
  const location = "http://127.0.0.1:1/?key=geheim99&also=quiet-please";
  upstream.script = { status: 302, body: "", headers: { location } };
  const moved = await readAnswer(provider, ask);
  expect([refused.error?.code, broken.error?.code, moved.error?.code]).toEqual(["server", "server", "wrong_endpoint"]);
  const shown = inspect([refused, broken, moved], { depth: 9, showHidden: true });
  expect(shown).not.toMatch(/geheim99|hush-hush|quiet-please/);
});

test("throws `auth` without showing the key when the key cannot be sent to an Ollama (35)", async () => {
  const provider = createProvider(
    { type: "ollama", baseUrl: "http://127.0.0.1:1", apiKey: "ｇｅｈｅｉｍ" },
    createKnowledge(),
  );
  const { error } = await readAnswer(provider, ask);
  expect(error?.code).toBe("auth");
  expect(inspect([error, await provider.probe()], { depth: 9 })).not.toContain("ｇｅｈｅｉｍ");
});

test("hides headers that hold credentials in answers and lists, and no others (35)", async () => {
  const headers = {
    "X-Model": "gemma3:12b-it-qat",
    "HTTP-Referer": "https://example.com/lessons",
    "X-Gateway-Token": "quiet-please-1234",
    Cookie: "session=hush-hush-5678",
  };
  const text = "gemma3:12b-it-qat at https://example.com/lessons: quiet-please-1234, session=hush-hush-5678";
  const models = [
    { name: "gemma3:12b-it-qat", capabilities: ["completion"] },
    { name: "quiet-please-1234" },
    { name: ask.model },
  ];
  await using upstream = await startUpstream({ protocol: "ollama", models, script: { pieces: [text] } });
  const provider = createProvider({ type: "ollama", baseUrl: upstream.url, headers }, createKnowledge());
  expect((await provider.models()).map(({ id }) => id)).toEqual(["***", ask.model, "gemma3:12b-it-qat"]);
  const answer = await readAnswer(provider, ask);
  expect(answer.text).toBe("gemma3:12b-it-qat at https://example.com/lessons: ***, ***");
});
