import { parentPort, workerData } from "node:worker_threads";
import type { Word } from "#shared/card.ts";
import { allExamples } from "#shared/languages/examples.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { bundledPaths, isBundledFor } from "#server/dictionaries/bundled.ts";
import { openReadable } from "#server/dictionaries/dictionaries.ts";
import type { ReadingSpan } from "./language-analyser.ts";
import { createLoader } from "./load-language.ts";
import type { TextAnalyser } from "./normalise/text-analyser.ts";
import { createPause } from "#server/slices.ts";
import type { ReadingCheck } from "./types.ts";

/** `dictionaries`: the paths of their files, in the learner's order. */
export type AnalyserData = { dataDir: string; dictionaries: string[] };

export type AnalyserRequest = {
  id: number;
  text: string;
  /** Instead of `text`: many short texts. Each is analysed on its own. */
  lines?: readonly string[];
  language: LearningLanguage;
  /** Traditional Chinese is read as in Taiwan. */
  isTaiwan: boolean;
  span?: ReadingSpan;
};
/**
 * The words of a text arrive piece by piece, because the main thread cannot take over those of a long text at once without keeping others waiting.
 * The last response to a request has a result or an error; after words, the result is null.
 */
export type AnalyserResponse = {
  id: number;
  words?: Word[];
  /** The words of each of the next lines. */
  lines?: Word[][];
  result?: ReadingCheck | null;
  error?: string;
  isIncomplete?: boolean;
};

// our own createAnalyser starts this worker
const { dataDir, dictionaries } = workerData as AnalyserData;
const damaged = new Set<string>();
const noteDamaged = (path: string) => void damaged.add(path);
const meanings = openReadable(dictionaries, noteDamaged);
// readings need the bundled dictionaries, also those whose meanings the learner does not want
const switchedOff = bundledPaths(dataDir).filter((path) => !dictionaries.includes(path));
const readings = switchedOff.length > 0 ? openReadable([...dictionaries, ...switchedOff], noteDamaged) : meanings;
const loadLanguage = createLoader({ dataDir, dictionaries: readings }, meanings);

/** The analysers of the languages that were requested so far. */
const loaded = new Map<string, Promise<TextAnalyser>>();

/** Retries a failed load at the next request. */
function load({ language, isTaiwan }: AnalyserRequest): Promise<TextAnalyser> {
  const key = `${language} ${isTaiwan}`;
  const known = loaded.get(key);
  if (known) return known;
  const analyser = loadLanguage(language, isTaiwan);
  analyser.then(
    (ready) => setImmediate(warmUp, ready, language),
    () => loaded.delete(key),
  );
  loaded.set(key, analyser);
  return analyser;
}

/** The analysers that have read a text. */
const used = new WeakSet<TextAnalyser>();

/** Reads two examples, because the first text takes three times as long as a later one. Requests that have waited for the analyser come first. */
function warmUp(analyser: TextAnalyser, language: LearningLanguage) {
  if (used.has(analyser)) return;
  try {
    for (const example of allExamples(language).slice(-2)) Array.from(analyser.analyse(example));
  } catch {
    // the learner's own text will fail in the same way, and its request reports it
  }
}

/** Lets other requests in after each piece, so that a short text does not wait for a long one. */
async function analyse(analyser: TextAnalyser, { id, text }: AnalyserRequest): Promise<null> {
  for (const words of analyser.analyse(text)) {
    parentPort?.postMessage({ id, words } satisfies AnalyserResponse);
    await new Promise(setImmediate);
  }
  return null;
}

/** Asking line by line would cost two changes of the thread for each: of a film, more than the analysis. */
async function analyseLines(analyser: TextAnalyser, { id, lines = [] }: AnalyserRequest): Promise<null> {
  const pause = createPause();
  let done: Word[][] = [];
  for (const text of lines) {
    done.push([...analyser.analyse(text)].flat());
    if (!(await pause())) continue;
    parentPort?.postMessage({ id, lines: done } satisfies AnalyserResponse);
    done = [];
  }
  parentPort?.postMessage({ id, lines: done } satisfies AnalyserResponse);
  return null;
}

function answer(analyser: TextAnalyser, request: AnalyserRequest): ReadingCheck | Promise<null> {
  if (request.span) return analyser.check(request.text, request.span);
  return request.lines ? analyseLines(analyser, request) : analyse(analyser, request);
}

parentPort?.on("message", async (request: AnalyserRequest) => {
  const { id } = request;
  try {
    const analyser = await load(request);
    if (request.lines || request.text !== "") used.add(analyser);
    const result = await answer(analyser, request);
    const isIncomplete = [...damaged].some((path) => isBundledFor(path, request.language));
    parentPort?.postMessage({ id, result, isIncomplete } satisfies AnalyserResponse);
  } catch (error) {
    parentPort?.postMessage({ id, error: String(error) } satisfies AnalyserResponse);
    // after a trap in its code, a WebAssembly module may hold half-changed memory: a new worker loads a new one
    if (error instanceof WebAssembly.RuntimeError) throw error;
  }
});
