import type { Word } from "#shared/card.ts";
import { applyGenerationEvent, emptyAnswer, type GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { watchCards } from "#server/breakdown/watch-cards.ts";
import type { Analyser } from "#server/languages/types.ts";
import { logger } from "#server/logger.ts";

/** What one answer may ask for. No lesson comes near; a model that repeats itself for ever gets its words unchecked. */
const limits = { sentences: 500, readings: 500, text: 2000 };

/**
 * Asks the analyser for each sentence and reading as soon as the answer shows it. The model's text never waits for it.
 * One question at a time: the worker answers in order, so no answer waits behind a whole card of another, and a stopped one
 * leaves nothing behind.
 */
export function consultAnalyser(
  analyser: Analyser,
  language: LearningLanguage,
  emit: (event: GenerationEvent) => void,
  signal: AbortSignal,
) {
  const known = new Map<string, Promise<Word[]>>();
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
  let asked = Promise.resolve();
  let sentences = 0;
  let readings = 0;
  let view = emptyAnswer(language);
  let unread = "";

  const ask = (work: () => Promise<GenerationEvent>) => {
    asked = asked.then(async () => {
      if (signal.aborted) return;
      try {
        const event = await work();
        if (!signal.aborted) emit(event);
      } catch (error) {
        if (!signal.aborted) logger.error("analyser failed", { error });
      }
    });
  };
  const analyse = (text: string) => {
    // said again where a sentence is known already: its card may have begun only after the words were there
    if (!known.has(text) && (text.length > limits.text || ++sentences > limits.sentences)) return;
    ask(async () => {
      const words = known.get(text) ?? analyser.analyse(text, language);
      known.set(text, words);
      return { type: "analysis", text, words: await words };
    });
  };
  const advance = (event: GenerationEvent) => {
    const before = view;
    view = applyGenerationEvent(view, event);
    const { newCardTexts, newRows } = watchCards(before, view);
    newCardTexts.forEach(analyse);
    for (const row of newRows) {
      if (row.text.length > limits.text || readings >= limits.readings) continue;
      readings++;
      ask(async () => ({ type: "verdict", ...row, ...(await analyser.check(row.text, language, row)) }));
    }
  };
  return {
    /** A sentence that is being analysed already. */
    expect(text: string, words: Promise<Word[]>) {
      known.set(text, words);
      analyse(text);
    },
    /** Only the end of a line can make a sentence or a row known. */
    read(text: string) {
      unread += text;
      if (!text.includes("\n")) return;
      advance({ type: "text", text: unread });
      unread = "";
    },
    /** The last line may be a row. */
    finish() {
      advance({ type: "text", text: unread });
      advance({ type: "end", outcome: "complete" });
    },
    /** All is answered, or the answer was stopped: then nobody waits for what the analyser is doing. */
    async done() {
      await Promise.race([asked, stopped]);
    },
  };
}
