import { describe, expect, test } from "bun:test";
import type { LLMSettings } from "#shared/llm-settings.ts";
import type { ModelInfo } from "#shared/model-info.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";

type Saved = { success: true; settings: LLMSettings };
type Refused = { error: { code: string } };

const cloud = { name: "gpt-oss:120b-cloud", remoteHost: "https://ollama.com:443", capabilities: ["completion"] };
/** A copy of the cloud model under a name that does not show it. */
const renamed = { ...cloud, name: "mine:latest" };
const local = { name: "gemma3:12b", capabilities: ["completion"] };

const chats = ({ requests }: Upstream) => requests.filter(({ path }) => /chat/.test(path));
const list = (app: OpenApp, type = "ollama") => app.json("GET", `/api/llm/models?provider=${type}`);
async function put(app: OpenApp, body: object) {
  const response = await app.request("PUT", "/api/llm/settings", body);
  return { status: response.status, ...((await response.json()) as Saved & Refused) };
}
async function ask(app: OpenApp) {
  const { generationId } = await app.send("猫が好きです");
  return (await app.events(generationId)).at(-1);
}

describe("sends nothing to a cloud without consent (T47)", () => {
  test("looks up a model that is chosen before the models were listed", async () => {
    await using upstream = await startUpstream({ protocol: "ollama", models: [local, renamed] });
    await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
    expect(await put(app, { chatModel: "mine" })).toMatchObject({ status: 403, error: { code: "consent_needed" } });
    expect(await ask(app)).toMatchObject({ outcome: "complete" });
    expect(chats(upstream).map(({ body }) => (body as { model: string }).model)).not.toContain("mine");
  });

  test("looks up a model at the new address when both change together", async () => {
    await using before = await startUpstream({ protocol: "ollama", models: [local] });
    await using upstream = await startUpstream({ protocol: "ollama", models: [renamed] });
    await using app = await openApp({ provider: { type: "ollama", url: before.url } });
    await list(app);
    for (const field of ["ollamaUrl", "baseUrl"]) {
      const update = { provider: "ollama", [field]: upstream.url, chatModel: "mine" };
      expect(await put(app, update)).toMatchObject({ status: 403, error: { code: "consent_needed" } });
    }
    const { settings } = await put(app, { ollamaUrl: upstream.url, chatModel: "mine", allowRemote: true });
    expect(settings.ollamaUrl).toBe(upstream.url);
    expect(settings.modelSettings.find(({ model }) => model === "mine")).toMatchObject({ allowRemote: true });
    expect(await ask(app)).toMatchObject({ outcome: "complete" });
  });

  test("applies consent to every spelling of the model's name", async () => {
    await using upstream = await startUpstream({ protocol: "ollama", models: [cloud, renamed] });
    await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
    await list(app);
    await put(app, { chatModel: "mine", allowRemote: true });
    expect(await put(app, { chatModel: "Mine:latest" })).toMatchObject({ status: 200 });
    expect(await ask(app)).toMatchObject({ outcome: "complete" });
    const { settings } = await put(app, {});
    expect(settings.modelSettings).toHaveLength(1);
  });

  test("still refuses after the same server was probed as OpenAI-compatible", async () => {
    await using upstream = await startUpstream({ protocol: "ollama", models: [local, renamed] });
    await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
    await list(app);
    await app.json("POST", "/api/llm/openai/status", { url: `${upstream.url}/v1` });
    expect(await put(app, { chatModel: "mine" })).toMatchObject({ status: 403 });
    expect(chats(upstream)).toEqual([]);
  });

  test("refuses through Ollama's OpenAI-compatible API too", async () => {
    await using upstream = await startUpstream({ protocol: "ollama", models: [local, renamed] });
    const provider = { type: "openai-compatible", url: `${upstream.url}/v1`, model: "gemma3:12b" } as const;
    await using app = await openApp({ provider });
    await list(app, "openai-compatible");
    const { models } = await app.json<{ models: ModelInfo[] }>("GET", "/api/llm/models?provider=openai-compatible");
    expect(models.find(({ id }) => id === "mine:latest")).toMatchObject({ remote: true });
    expect(await put(app, { chatModel: "mine" })).toMatchObject({ status: 403, error: { code: "consent_needed" } });
  });

  test("asks for consent when the server never answered and the model's name says cloud", async () => {
    const upstream = await startUpstream({ protocol: "ollama", models: [cloud] });
    const { port, url } = upstream;
    await upstream.close();
    await using app = await openApp({ provider: { type: "ollama", url } });
    expect(await put(app, { chatModel: cloud.name })).toMatchObject({ status: 403, error: { code: "consent_needed" } });
    expect(await put(app, { chatModel: cloud.name, allowRemote: true })).toMatchObject({ status: 200 });
    await using again = await startUpstream({ protocol: "ollama", models: [cloud], port });
    expect(await ask(app)).toMatchObject({ outcome: "complete" });
    expect(chats(again).length).toBeGreaterThan(0);
  });

  test("refuses the second request when the first answer showed that the model runs in a cloud", async () => {
    const upstream = await startUpstream({ protocol: "ollama" });
    const { port, url } = upstream;
    await upstream.close();
    await using app = await openApp({ provider: { type: "ollama", url, model: "mine" } });
    await using again = await startUpstream({ protocol: "ollama", models: [renamed], port });
    expect(await ask(app)).toMatchObject({ outcome: "complete" });
    expect(await ask(app)).toMatchObject({ outcome: "failed", error: { code: "consent_needed", model: "mine" } });
    expect(chats(again)).toHaveLength(1); // no check of the sentence and no title either
  });

  test("explains no second sentence when the first answer showed that the model runs in a cloud", async () => {
    const script = byTask({ explain: "0 I like it.\n1 cat\n2 (subject)\n3 liked\n4 A note.\n" });
    const upstream = await startUpstream({ protocol: "ollama" });
    const { port, url } = upstream;
    await upstream.close();
    await using app = await openApp({ provider: { type: "ollama", url, model: "mine" } });
    await using again = await startUpstream({ protocol: "ollama", models: [renamed], port, script });
    const { generationId } = await app.send("猫が好き。犬が好き。", { task: "explain" });
    expect((await app.events(generationId)).at(-1)).toMatchObject({ error: { code: "consent_needed", model: "mine" } });
    expect(chats(again)).toHaveLength(1);
  });
});
