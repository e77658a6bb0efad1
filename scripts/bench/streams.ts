import { connect } from "node:net";
import type { Started } from "#shared/chat.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";
import { type BenchApp, startApp } from "./app.ts";
import { median, percentile, repeat, type Row, toRow } from "./rows.ts";

export async function measureStreams(): Promise<Row[]> {
  return [
    ...(await measureLatency(1)),
    ...(await measureLatency(20)),
    ...(await measureBurst()),
    ...(await measureStop()),
  ];
}

const useOpenai = async (app: BenchApp, upstream: Upstream) => {
  const models = { chatModel: upstream.models[0]!.name, titleModel: "" };
  await app.request("PUT", "/api/llm/settings", {
    provider: "openai-compatible",
    baseUrl: `${upstream.url}/v1`,
    ...models,
  });
};

const isTitle = (system: string) => /title/i.test(system);

/** From the upstream's write of a token to its arrival at a reader's socket, persistence between them included. */
async function measureLatency(streams: number): Promise<Row[]> {
  const tokens = streams === 1 ? 300 : 100;
  const written: number[] = [];
  async function* pieces() {
    for (let n = 0; n < tokens; n++) {
      await Bun.sleep(20); // fifty tokens a second
      written.push(performance.now());
      yield `t${written.length - 1} `;
    }
  }
  const script = ({ system }: { system: string }) => (isTitle(system) ? { text: "title" } : { pieces: pieces() });
  await using upstream = await startUpstream({ protocol: "openai", parallel: 100, script });
  const app = await startApp();
  await useOpenai(app, upstream);
  const waits: number[] = [];
  const follow = async () => {
    const { generationId } = (await (await app.request("POST", "/api/chat", { text: "hello" })).json()) as Started;
    await readStream(app.url, `/api/generations/${generationId}/events`, (text, at) => {
      for (const [, index] of text.matchAll(/\bt(\d+) /g)) waits.push(at - written[Number(index)]!);
    });
  };
  await Promise.all(Array.from({ length: streams }, follow));
  await app.stop();
  const measured = waits.slice(Math.floor(waits.length * 0.1)); // the first few warm up the compiler
  const name = `added latency per token, ${streams} stream${streams === 1 ? "" : "s"}`;
  return [
    toRow(`${name}, p50`, percentile(measured, 0.5), "ms", { atMost: 0.5 }),
    toRow(`${name}, p99`, percentile(measured, 0.99), "ms", { atMost: 3 }),
  ];
}

/** Reads an event stream from a bare socket, so that the reader itself costs next to nothing. */
function readStream(url: string, path: string, onData: (text: string, at: number) => void): Promise<void> {
  const { hostname, port, host } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`));
    socket.on("data", (data) => {
      const text = String(data);
      onData(text, performance.now());
      if (text.includes("[DONE]")) socket.destroy();
    });
    socket.on("close", () => resolve());
    socket.on("error", reject);
  });
}

async function measureBurst(): Promise<Row[]> {
  const tokens = 20_000;
  const chunk = (content: string, finish_reason: string | null = null) =>
    `data: ${JSON.stringify({ object: "chat.completion.chunk", choices: [{ index: 0, delta: { content }, finish_reason }] })}\n\n`;
  // written beforehand, so that making them is not measured
  const lines = Array.from({ length: tokens }, (_, n) => chunk(n % 40 === 39 ? "です。\n" : "猫が"));
  const raw = [`${lines.join("")}${chunk("", "stop")}data: [DONE]\n\n`];
  let go = Promise.withResolvers<void>();
  await using upstream = await startUpstream({
    protocol: "openai",
    script: ({ system }) => (isTitle(system) ? { text: "title" } : { raw, ready: go.promise }),
  });
  const app = await startApp();
  await useOpenai(app, upstream);

  /** Milliseconds from the upstream's first byte to the last event at a reader who was there from the start. */
  async function runBurst() {
    go = Promise.withResolvers();
    const { generationId } = (await (await app.request("POST", "/api/chat", { text: "hello" })).json()) as Started;
    let [began, last] = [0, 0];
    await readStream(app.url, `/api/generations/${generationId}/events`, (text, at) => {
      if (began === 0 && text.includes('"started"')) {
        began = performance.now();
        go.resolve();
      }
      last = at;
    });
    return last - began;
  }

  await repeat(2, runBurst); // warms up the compiler, and memory
  const before = app.memory();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, app.memory())), 5);
  const runs = await repeat(5, runBurst);
  clearInterval(watch);
  await app.stop();
  return [
    toRow("20,000 tokens in one burst", tokens / (median(runs) / 1000), "tokens/s", { atLeast: 80_000 }),
    toRow("memory of a burst", peak - before, "MB", { atMost: 40 }),
  ];
}

/** From the Stop request to the upstream's socket closing. */
async function measureStop(): Promise<Row[]> {
  await using upstream = await startUpstream({
    protocol: "openai",
    script: { text: "はい、猫です。", silentAfter: 2 },
  });
  const app = await startApp();
  await useOpenai(app, upstream);
  const runs = await repeat(9, async () => {
    const count = upstream.requests.filter(({ path }) => path.endsWith("/chat/completions")).length;
    const { generationId } = (await (await app.request("POST", "/api/chat", { text: "hello" })).json()) as Started;
    const request = await upstream.waitForRequest("/v1/chat/completions", count + 1);
    await Bun.sleep(50);
    const pressed = performance.now();
    void app.request("POST", `/api/generations/${generationId}/stop`, {});
    await request.closed;
    return performance.now() - pressed;
  });
  await app.stop();
  return [toRow("Stop to upstream socket closed", median(runs), "ms", { atMost: 100 })];
}
