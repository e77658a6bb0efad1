import { readSentences } from "#test/sentences/sentences.ts";
import { startApp } from "./app.ts";
import { median, repeat, type Row, toRow } from "./rows.ts";

const count = 2_000;

/** Lines of a film, each made of two parts of known sentences. A film repeats its words, and seldom its lines. */
function makeLines(language: string, run: number): string[] {
  const parts = readSentences()
    .filter((sentence) => sentence.language === language)
    .flatMap(({ text }) => text.split(/(?<=[、。，！？,.!?])/))
    .map((part) => part.trim())
    .filter((part) => part.length > 2);
  const pick = (index: number) => parts[index % parts.length] ?? "";
  return Array.from({ length: count }, (_, at) => `${pick(at * 7 + run)} ${pick(at * 13 + 5 * run + 1)}${run}`);
}

/** How long the learner waits for the words of a whole film: the dictionary is loaded, and the lines were never asked for. */
export async function measureComprehension(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const language of ["ja", "ko", "zh-Hans"]) {
    const app = await startApp();
    const ask = (texts: string[]) => app.request("POST", "/api/comprehension", { language, texts });
    await ask(makeLines(language, 0).slice(0, 20));
    let run = 0;
    const times = await repeat(3, async () => {
      const texts = makeLines(language, ++run);
      const start = performance.now();
      await (await ask(texts)).json();
      return performance.now() - start;
    });
    await app.stop();
    rows.push(toRow(`words of a film of 2,000 lines, ${language}: counted`, median(times) / 1000, "s", { atMost: 2 }));
  }
  return rows;
}
