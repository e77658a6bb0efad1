import { connect } from "node:net";
import type { Started } from "#shared/chat.ts";
import type { Protocol } from "#test/upstream/script.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";
import { type BenchApp, startApp } from "./app.ts";
import { median, percentile, repeat, type Row, toRow } from "./rows.ts";
import { unlikeWord } from "./unlike-words.ts";

export async function measureStreams(): Promise<Row[]> {
  return [
    ...(await measureLatency(1, "openai")),
    ...(await measureLatency(20, "openai")),
    ...(await measureLatency(1, "ollama")),
    ...(await measureLatency(20, "ollama")),
    ...(await measureLatency(1, "anthropic")),
    ...(await measureLatency(20, "anthropic")),
    ...(await measureBurst()),
    ...(await measureStop()),
  ];
}

/** How to reach each protocol, through Blossom and directly. */
const protocols = {
  openai: { provider: "openai-compatible", base: "/v1", path: "/v1/chat/completions" },
  ollama: { provider: "ollama", base: "", path: "/api/chat" },
  anthropic: { provider: "anthropic", base: undefined, path: "/v1/messages" },
} as const;

/** Starts the built app with this upstream as its provider. */
async function startWith(upstream: Upstream, protocol: Protocol): Promise<BenchApp> {
  const { provider, base } = protocols[protocol];
  const environment = { ANTHROPIC_BASE_URL: upstream.url, ANTHROPIC_API_KEY: "test-key" };
  const app = await startApp(protocol === "anthropic" ? environment : {});
  const models = { chatModel: upstream.models[0]!.name, titleModel: "" };
  const address = base === undefined ? {} : { baseUrl: upstream.url + base };
  await app.request("PUT", "/api/llm/settings", { provider, ...address, ...models });
  return app;
}

const isTitle = (system: string) => /title/i.test(system);

/**
 * The time that Blossom adds between the upstream's write of a token and a reader's socket, persistence included: the time through
 * Blossom minus the median time of a reader that is connected directly to the upstream.
 */
async function measureLatency(streams: number, protocol: Protocol): Promise<Row[]> {
  const tokens = streams === 1 ? 300 : 100;
  const written: number[] = [];
  async function* pieces(pauseMs: number) {
    for (let n = 0; n < tokens; n++) {
      if (pauseMs > 0) await Bun.sleep(pauseMs * (0.5 + Math.random())); // keeps the streams from sending at the same moments
      yield `t${toLetters(written.push(performance.now()) - 1)} `;
    }
  }
  let pauseMs = 0;
  const script = ({ system }: { system: string }) =>
    isTitle(system) ? { text: "title" } : { pieces: pieces(pauseMs) };
  await using upstream = await startUpstream({ protocol, parallel: 100, script });
  const app = await startWith(upstream, protocol);

  const measure = async (open: (onData: OnData) => Promise<void>) => {
    const waits: number[] = [];
    const onData: OnData = (text, at) => {
      for (const [, letters = ""] of text.matchAll(/\bt([a-j]+) /g)) waits.push(at - written[toNumber(letters)]!);
    };
    await Promise.all(Array.from({ length: streams }, () => open(onData)));
    return waits;
  };
  const throughBlossom = async (onData: OnData) => {
    const { generationId } = (await (await app.request("POST", "/api/chat", { text: "hello" })).json()) as Started;
    await readStream(app.url, "GET", `/api/generations/${generationId}/events`, onData);
  };
  const body = JSON.stringify({
    model: upstream.models[0]!.name,
    stream: true,
    max_tokens: 4_096,
    messages: [{ role: "user", content: "hello" }],
  });
  const direct = (onData: OnData) => readStream(upstream.url, "POST", protocols[protocol].path, onData, body);

  for (let warmUp = 0; warmUp < 5; warmUp++) await measure(throughBlossom);
  pauseMs = 20; // fifty tokens per second
  const own = median(await measure(direct));
  const relayed: number[] = [];
  const waits: number[] = [];
  // in turns, so that both meet the same load of the computer; the relay speaks one protocol
  const relay = streams === 1 && protocol === "openai" ? await startRelay(upstream.url) : null;
  for (let turn = 0; turn < 3; turn++) {
    if (relay) relayed.push(...(await measure((onData) => readStream(relay.url, "POST", "/", onData, body))));
    waits.push(...(await measure(throughBlossom)));
  }
  relay?.stop();
  await app.stop();
  const name = `latency per token, ${protocol}, ${streams} stream${streams === 1 ? "" : "s"}`;
  const [p50, p99] = [percentile(waits, 0.5), percentile(waits, 0.99)];
  console.error(`  ${name}: p50 ${p50.toFixed(2)} ms, directly ${own.toFixed(2)} ms`);
  return [
    ...(relay ? [toRow(`${name}, by a bare relay`, p50 / median(relayed), "×", { atMost: 1.3 })] : []),
    ...(streams === 20 ? [toRow(`${name}: added, p50`, p50 - own, "ms", { atMost: 0.3 })] : []),
    toRow(`${name}: added, p99`, p99 - own, "ms", { atMost: 3 }),
  ];
}

async function startRelay(upstream: string) {
  const child = Bun.spawn([process.execPath, "scripts/bench/relay.ts", upstream], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { value } = await child.stdout.getReader().read();
  return { url: new TextDecoder().decode(value).trim(), stop: () => child.kill() };
}

/** `12 → bc`. Words that differ only in their digits count as a repetition. */
const toLetters = (index: number) => String(index).replace(/\d/g, (digit) => String.fromCharCode(97 + Number(digit)));
const toNumber = (letters: string) => Number(letters.replace(/[a-j]/g, (letter) => String(letter.charCodeAt(0) - 97)));

type OnData = (text: string, at: number) => void;

/** Reads an event stream from a plain socket, so that the reader costs almost nothing. */
function readStream(url: string, method: string, path: string, onData: OnData, body = ""): Promise<void> {
  const { hostname, port, host } = new URL(url);
  const head = `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nAnthropic-Version: 2026-10-21\r\nAuthorization: Bearer test-key\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(head + body));
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
  // prepared before the measurement
  const lines = Array.from({ length: tokens }, (_, n) => chunk(n % 40 === 39 ? "です。\n" : unlikeWord(n)));
  const raw = [`${lines.join("")}${chunk("", "stop")}data: [DONE]\n\n`];
  let go = Promise.withResolvers<void>();
  await using upstream = await startUpstream({
    protocol: "openai",
    script: ({ system }) => (isTitle(system) ? { text: "title" } : { raw, ready: go.promise }),
  });
  const app = await startWith(upstream, "openai");

  /** Milliseconds from the upstream's first byte until a reader has the last event. */
  async function runBurst() {
    go = Promise.withResolvers();
    const { generationId } = (await (await app.request("POST", "/api/chat", { text: "hello" })).json()) as Started;
    let [began, last] = [0, 0];
    let isWhole = false;
    await readStream(app.url, "GET", `/api/generations/${generationId}/events`, (text, at) => {
      isWhole ||= text.includes('"outcome":"complete"');
      if (began === 0 && text.includes('"started"')) {
        began = performance.now();
        go.resolve();
      }
      last = at;
    });
    if (!isWhole) throw new Error("The burst broke off, so the measurement is not valid.");
    return last - began;
  }

  await repeat(2, runBurst); // warms up the compiler and the memory
  const before = app.memory();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, app.memory())), 5);
  const runs = await repeat(5, runBurst);
  clearInterval(watch);
  await app.stop();
  return [
    toRow("20,000 tokens in one burst", tokens / (median(runs) / 1000), "tokens/s", { atLeast: 150_000 }),
    toRow("memory of a burst", peak - before, "MB", { atMost: 40 }),
  ];
}

/** Milliseconds from the Stop request until the upstream's socket closes. */
async function measureStop(): Promise<Row[]> {
  await using upstream = await startUpstream({
    protocol: "openai",
    script: { text: "はい、猫です。", silentAfter: 2 },
  });
  const app = await startWith(upstream, "openai");
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
