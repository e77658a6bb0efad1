import { readSentences } from "#test/sentences/sentences.ts";
import { type BenchApp, startApp } from "./app.ts";
import { median, type Row, toRow } from "./rows.ts";

const runs = 5;

/** How long the longest texts that the API takes block the event loop, after the learner settled a reading that occurs often in them. */
export async function measureLongTexts(): Promise<Row[]> {
  const app = await startApp({}, { isWatched: true });
  const ordinary = readSentences()
    .filter(({ language, kind }) => language === "ja" && kind === "ordinary")
    .map(({ text }) => text);
  const sentence = "毎朝起きる。";
  const prose = Array.from({ length: 40 }, () => sentence + ordinary.join("")).join("\n");
  const textOf = (length: number) => prose.repeat(Math.ceil(length / prose.length)).slice(0, length);
  const settle = (text: string) =>
    app.request("POST", "/api/readings/settle", { language: "ja", text, start: 0, end: 2, reading: "まいちょう" });
  const analyse = (texts: string[]) => app.request("POST", "/api/analyse", { language: "ja", texts });
  await (await settle(sentence)).text();
  await (await analyse([textOf(20_000)])).text();
  const asked: [string, () => Promise<Response>][] = [
    ["the words of a text of 200,000 characters", () => analyse([textOf(200_000)])],
    ["the words of 200 texts of 1,000 characters", () => analyse(Array.from({ length: 200 }, () => textOf(1_000)))],
    ["settling a reading in a text of 20,000 characters", () => settle(textOf(20_000))],
  ];
  const rows: Row[] = [];
  for (const [name, ask] of asked) rows.push(await blockedBy(app, name, ask));
  await app.stop();
  return rows;
}

async function blockedBy(app: BenchApp, name: string, ask: () => Promise<Response>): Promise<Row> {
  const blocked: number[] = [];
  for (let run = 0; run < runs; run++) {
    await app.delay();
    const response = await ask();
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    await response.arrayBuffer();
    blocked.push(await app.delay());
  }
  return toRow(`event loop blocked by ${name}`, median(blocked), "ms", { atMost: 16 });
}
