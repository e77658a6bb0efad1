import { expect, test } from "bun:test";
import type { Download } from "#shared/downloads.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const list = async (app: OpenApp) =>
  (await app.json<{ downloads: Download[] }>("GET", "/api/llm/ollama/downloads")).downloads;
const start = (app: OpenApp, model: string) => app.json<Download>("POST", "/api/llm/ollama/downloads", { model });

test("a model is downloaded, and is in the list when it is done", async () => {
  await using ollama = await startUpstream({ protocol: "ollama", models: [] });
  await using app = await openApp({ provider: { type: "ollama", url: ollama.url } });
  expect(await start(app, "gemma3:4b")).toMatchObject({ model: "gemma3:4b", state: "running" });
  let download = (await list(app))[0];
  while (download?.state === "running") download = (await list(app))[0];
  expect(download).toMatchObject({ state: "done", fraction: 1, error: null });
  const { models } = await app.json<{ models: { id: string }[] }>("GET", "/api/llm/models?provider=ollama");
  expect(models.map(({ id }) => id)).toEqual(["gemma3:4b"]);
});
