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
  const isTitle = (system: string) => /title/i.test(system);
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
  const pieces = Array.from({ length: tokens }, (_, n) => (n % 40 === 39 ? "です。\n" : "猫が"));
  await using upstream = await startUpstream({
    protocol: "openai",
    script: ({ system }) => (/title/i.test(system) ? { text: "t" } : { pieces }),
  });
  const app = await startApp();
  await useOpenai(app, upstream);
  await runBurst(app); // warms up the compiler, and memory
  const before = app.memory();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, app.memory())), 10);
  const runs = await repeat(5, () => runBurst(app));
  clearInterval(watch);
  await app.stop();
  return [
    toRow("20,000 tokens in one burst", tokens / (median(runs) / 1000), "tokens/s", { atLeast: 80_000 }),
    toRow("memory of a burst", peak - before, "MB", { atMost: 40 }),
  ];
}

/** Milliseconds from the first token's arrival to the last. */
async function runBurst(app: BenchApp): Promise<number> {
  const { generationId } = (await (await app.request("POST", "/api/chat", { text: "hello" })).json()) as Started;
  let first = 0;
  let last = 0;
  await readStream(app.url, `/api/generations/${generationId}/events`, (text, at) => {
    if (first === 0 && text.includes('"text"')) first = at;
    last = at;
  });
  return last - first;
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
