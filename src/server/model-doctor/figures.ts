import type { ModelFigures, Share } from "#shared/model-report.ts";
import type { Measured } from "./counts.ts";

type Names = { [name in keyof ModelFigures as ModelFigures[name] extends Share ? name : never]: readonly string[] };

/** Which counts of which task add up to a figure. */
const parts: Names = {
  complete: ["explain: complete"],
  readings: ["explain: readings", "readings: readings"],
  engineReadings: ["explain: engine alone", "readings: engine alone"],
  usable: ["explain: usable", "reply: usable", "correct: usable", "title: usable"],
  language: ["explain: right language", "reply: right language"],
  mistakesFound: ["correct: error seen"],
  rightLeftAlone: ["correct: right called right"],
};

export type Task = "explain" | "readings" | "reply" | "correct" | "title";

/** Adds up the results of the cases. */
export function createModelFigures() {
  const counts = new Map<string, Share>();
  const firsts: number[] = [];
  let [words, writingMs] = [0, 0];

  function add(task: Task, { shares, isUsable, asked }: Measured) {
    for (const [name, { part, whole }] of Object.entries({ ...shares, usable: { part: isUsable ? 1 : 0, whole: 1 } })) {
      const before = counts.get(`${task}: ${name}`) ?? { part: 0, whole: 0 };
      counts.set(`${task}: ${name}`, { part: before.part + part, whole: before.whole + whole });
    }
    if (!Number.isNaN(asked.firstMs)) firsts.push(asked.firstMs);
    const written = countWords(asked.text);
    // an answer that arrives in one piece tells nothing about the speed of writing
    if (written < 2 || asked.totalMs <= asked.firstMs) return;
    words += written - 1; // the first word was written before the time that is measured
    writingMs += asked.totalMs - asked.firstMs;
  }

  const sum = (names: readonly string[]): Share =>
    names
      .map((name) => counts.get(name) ?? { part: 0, whole: 0 })
      .reduce((all, { part, whole }) => ({ part: all.part + part, whole: all.whole + whole }));

  const read = (): ModelFigures => ({
    complete: sum(parts.complete),
    readings: sum(parts.readings),
    engineReadings: sum(parts.engineReadings),
    usable: sum(parts.usable),
    language: sum(parts.language),
    mistakesFound: sum(parts.mistakesFound),
    rightLeftAlone: sum(parts.rightLeftAlone),
    wordsPerSecond: writingMs > 0 ? (words / writingMs) * 1_000 : null,
    firstWordMs: firsts.toSorted((a, b) => a - b)[Math.floor(firsts.length / 2)] ?? null,
  });
  return { add, read };
}

/** Words of any language: the segmenter divides Japanese and Chinese by its own dictionaries. */
const countWords = (text: string): number =>
  [...new Intl.Segmenter("en", { granularity: "word" }).segment(text)].filter(({ isWordLike }) => isWordLike).length;
