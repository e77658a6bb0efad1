import { generationEventSchema } from "#shared/generation.ts";
import type { Started } from "#shared/chat.ts";
import { readEvents } from "#test/read-events.ts";
import { answerFor } from "#test/upstream/lessons/index.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { type BenchApp, chooseOllama, startApp } from "./app.ts";
import { type Row, toRow } from "./rows.ts";

/** Two sentences of eight words. */
const sentences = ["昨日友達と映画を見に行きました", "日本語を勉強し始めてから、もう二年になります。"] as const;

/**
 * Explains two sentences with a model that reads 40 tokens a second and writes 5, like a large one on a laptop, in real time. It has read
 * nothing before; of the second prompt it has read the instructions and the example.
 */
export async function measureExplain(): Promise<Row[]> {
  await using upstream = await startUpstream({
    protocol: "ollama",
    promptTokensPerSecond: 40,
    script: (request) => ({ ...answerFor(request), tokensPerSecond: 5 }),
  });
  const app = await startApp();
  await chooseOllama(app, upstream);
  const first = await explain(app, sentences[0]);
  const next = await explain(app, sentences[1]);
  await app.stop();
  const rows = (name: string, times: Times, bars: Times) => [
    toRow(`${name}: translation`, times.translation, "s", { atMost: bars.translation }),
    toRow(`${name}: first meaning by the model`, times.firstMeaning, "s", { atMost: bars.firstMeaning }),
    toRow(`${name}: last meaning`, times.lastMeaning, "s", { atMost: bars.lastMeaning }),
  ];
  return [
    ...rows("explain 8 words at 5 tokens/s", first, { translation: 10, firstMeaning: 11, lastMeaning: 20 }),
    ...rows("the next sentence", next, { translation: 5, firstMeaning: 6, lastMeaning: 15 }),
  ];
}

type Times = { translation: number; firstMeaning: number; lastMeaning: number };

/** Seconds from the message to each part of its explanation. Waits until the answer has ended. */
async function explain(app: BenchApp, text: string): Promise<Times> {
  const sent = performance.now();
  const body = { text, language: "ja", task: "explain" };
  const { generationId } = (await (await app.request("POST", "/api/chat", body)).json()) as Started;
  const response = await app.request("GET", `/api/generations/${generationId}/events`);
  let translation = Number.NaN;
  const meanings: number[] = [];
  for await (const { data } of readEvents(response)) {
    if (data === "[DONE]") break;
    const { type } = generationEventSchema.parse(JSON.parse(data));
    const seconds = (performance.now() - sent) / 1_000;
    if (type === "translation") translation = seconds;
    if (type === "meaning") meanings.push(seconds);
  }
  if (meanings.length < 8) throw new Error("A meaning is missing, so the measurement is not valid.");
  return { translation, firstMeaning: Math.min(...meanings), lastMeaning: Math.max(...meanings) };
}
