import { describe, expect, test } from "bun:test";
import type { LLMSettings, ModelInfo } from "#shared/providers.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";

type Saved = { success: true; settings: LLMSettings };
type Refused = { error: { code: string } };

const cloud = { name: "gpt-oss:120b-cloud", remoteHost: "https://ollama.com:443", capabilities: ["completion"] };
/** A copy under a name that tells nothing. */
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

describe("T47. nobody elsewhere is asked without consent", () => {
  test("a model that is chosen before anybody listed any is looked up", async () => {
    await using upstream = await startUpstream({ protocol: "ollama", models: [local, renamed] });
    await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
    expect(await put(app, { chatModel: "mine" })).toMatchObject({ status: 403, error: { code: "consent_needed" } });
    expect(await ask(app)).toMatchObject({ outcome: "complete" });
    expect(chats(upstream).map(({ body }) => (body as { model: string }).model)).not.toContain("mine");
  });

  test("a model that comes with a new address is looked up there, not where one was before", async () => {
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

  test("consent holds however the model's name is written", async () => {
    await using upstream = await startUpstream({ protocol: "ollama", models: [cloud, renamed] });
    await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
    await list(app);
    await put(app, { chatModel: "mine", allowRemote: true });
    expect(await put(app, { chatModel: "Mine:latest" })).toMatchObject({ status: 200 });
    expect(await ask(app)).toMatchObject({ outcome: "complete" });
    const { settings } = await put(app, {});
    expect(settings.modelSettings).toHaveLength(1);
  });

  test("an OpenAI dialect at the same place does not make it forgotten", async () => {
    await using upstream = await startUpstream({ protocol: "ollama", models: [local, renamed] });
    await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
    await list(app);
    await app.json("POST", "/api/llm/openai/status", { url: `${upstream.url}/v1` });
    expect(await put(app, { chatModel: "mine" })).toMatchObject({ status: 403 });
    expect(chats(upstream)).toEqual([]);
  });

  test("by Ollama's OpenAI dialect neither", async () => {
    await using upstream = await startUpstream({ protocol: "ollama", models: [local, renamed] });
    const provider = { type: "openai-compatible", url: `${upstream.url}/v1`, model: "gemma3:12b" } as const;
    await using app = await openApp({ provider });
    await list(app, "openai-compatible");
    const { models } = await app.json<{ models: ModelInfo[] }>("GET", "/api/llm/models?provider=openai-compatible");
    expect(models.find(({ id }) => id === "mine:latest")).toMatchObject({ remote: true });
    expect(await put(app, { chatModel: "mine" })).toMatchObject({ status: 403, error: { code: "consent_needed" } });
  });

  test("of a server that was never heard, a name that says cloud is enough to ask first", async () => {
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

  test("of a server that was never heard, an answer tells, and there is no second one", async () => {
    const upstream = await startUpstream({ protocol: "ollama" });
    const { port, url } = upstream;
    await upstream.close();
    await using app = await openApp({ provider: { type: "ollama", url, model: "mine" } });
    await using again = await startUpstream({ protocol: "ollama", models: [renamed], port });
    expect(await ask(app)).toMatchObject({ outcome: "complete" });
    expect(await ask(app)).toMatchObject({ outcome: "failed", error: { code: "consent_needed", model: "mine" } });
    expect(chats(again).filter(({ body }) => JSON.stringify(body).includes("card"))).toHaveLength(1);
  });
});
