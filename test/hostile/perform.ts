import { onePixel } from "#test/llm-images.ts";
import type { HostileScript } from "./scripts.ts";

type Request = (method: string, path: string, body?: object) => Promise<Response>;

/** The result of a script's act, from the API. */
export type Ended = {
  /** The outcome of the answer, the state of the download, or the status of the list. */
  outcome: string;
  code: string;
  reason: string;
  /** The length of the stored answer, download or list, as JSON. */
  length: number;
};

type Answer = { outcome?: string; error?: { code: string; reason?: string } };

/** Chooses the hostile server, performs the script's act and waits for its end. Presses Stop after `limitMs`. */
export async function perform(
  request: Request,
  { provider, act }: HostileScript,
  url: string,
  limitMs: number,
): Promise<Ended> {
  const json = async <T>(method: string, path: string, body?: object): Promise<T> =>
    JSON.parse(await (await request(method, path, body)).text());
  const address = provider === "anthropic" ? {} : { baseUrl: provider === "ollama" ? url : `${url}/v1` };
  await json("PUT", "/api/llm/settings", { provider, chatModel: "gemma3:12b", titleModel: "", ...address });
  const ended = (said: Answer, length: number): Ended => ({
    outcome: said.outcome ?? "",
    code: said.error?.code ?? "",
    reason: said.error?.reason ?? "",
    length,
  });

  if (act === "models") {
    const response = await request("GET", `/api/llm/models?provider=${provider}`);
    const text = await response.text();
    await (await request("GET", "/api/status")).text();
    return ended({ outcome: String(response.status), ...(JSON.parse(text) as Answer) }, text.length);
  }
  if (act === "download") {
    const { id } = await json<{ id: string }>("POST", "/api/llm/ollama/downloads", { model: "gemma3:12b" });
    const until = performance.now() + limitMs;
    for (;;) {
      const { downloads } = await json<{ downloads: (Answer & { id: string; state: string })[] }>(
        "GET",
        "/api/llm/ollama/downloads",
      );
      const download = downloads.find((each) => each.id === id);
      if (download && download.state !== "running")
        return ended({ ...download, outcome: download.state }, JSON.stringify(download).length);
      if (performance.now() > until) await json("POST", `/api/llm/ollama/downloads/${id}/cancel`);
      await Bun.sleep(20); // without a pause, the polling would slow down the app that is measured
    }
  }

  const picture = { frame: `data:image/jpeg;base64,${onePixel.base64}`, language: "ja" };
  const message = { text: "猫が好きです。", language: "ja", task: act === "explain" ? "explain" : "reply" };
  const started = await json<{ generationId?: string; conversationId?: string } & Answer>(
    "POST",
    act === "picture" ? "/api/youtube/translate" : "/api/chat",
    act === "picture" ? picture : message,
  );
  const { generationId, conversationId } = started;
  if (generationId === undefined) return ended({ outcome: "not started", ...started }, 0);
  const stop = setTimeout(() => void request("POST", `/api/generations/${generationId}/stop`), limitMs);
  await (await request("GET", `/api/generations/${generationId}/events?after=1000000`)).text();
  clearTimeout(stop);
  if (act === "title") {
    const { title } = await json<{ title: string }>("POST", `/api/conversations/${conversationId}/title`, {});
    return ended({ outcome: "titled" }, title.length);
  }
  const text = await (await request("GET", `/api/generations/${generationId}`)).text();
  const raw = await (await request("GET", `/api/generations/${generationId}/raw`)).text();
  return ended((JSON.parse(text) as { answer: Answer }).answer, text.length + raw.length);
}
