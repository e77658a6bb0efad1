import { startUpstream } from "#test/upstream/start-upstream.ts";
import { startApp } from "./app.ts";
import { type Row, toRow } from "./rows.ts";

/** Longer than the ten seconds after which Bun closes a silent connection. */
const upstreamMs = 12_000;

/** Sends the built app, with Bun's own limit, requests that take a model server 12 s. The test in `routes/long-waits.test.ts` does it with a limit of one second. */
export async function measureWaits(): Promise<Row[]> {
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: async () => {
      await Bun.sleep(upstreamMs);
      return { text: "猫の話" };
    },
  });
  const app = await startApp();
  const model = upstream.models[0]!.name;
  await app.request("PUT", "/api/llm/settings", { provider: "ollama", ollamaUrl: upstream.url, chatModel: model });
  const { conversationId } = await (await app.request("POST", "/api/chat", { text: "猫が好きです。" })).json();
  const asked = await Promise.allSettled([
    app.request("POST", `/api/conversations/${conversationId}/title`).then((response) => response.text()),
    app.request("POST", "/api/llm/test", { provider: "ollama" }).then((response) => response.text()),
    app.request("POST", "/api/cards", { text: "犬も好きです。", language: "ja" }).then((response) => response.text()),
  ]);
  await app.stop();
  const cut = asked.filter(({ status }) => status === "rejected").length;
  return [toRow("requests cut while a model server takes 12 s, of 3", cut, "", { atMost: 0 })];
}
