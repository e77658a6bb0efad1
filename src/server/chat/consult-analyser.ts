import type { Word } from "#shared/card.ts";
import { applyGenerationEvent, emptyAnswer, type GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { watchCards } from "#server/breakdown/watch-cards.ts";
import type { Analyser } from "#server/languages/types.ts";
import { logger } from "#server/logger.ts";

/** Asks the analyser for each sentence and reading as soon as the answer shows it. The model's text never waits for it. */
export function consultAnalyser(
  analyser: Analyser,
  language: LearningLanguage,
  emit: (event: GenerationEvent) => void,
  signal: AbortSignal,
) {
  const known = new Map<string, Promise<Word[]>>();
  const pending = new Set<Promise<void>>();
  let view = emptyAnswer(language);
  let unread = "";

  const ask = (work: Promise<GenerationEvent>) => {
    const task = work.then(emit, (error: unknown) => {
      if (!signal.aborted) logger.error("analyser failed", { error });
    });
    pending.add(task);
    void task.then(() => pending.delete(task));
  };
  const analyse = (text: string) => {
    // said again where a sentence is known already: its card may have begun only after the words were there
    const words = known.get(text) ?? analyser.analyse(text, language);
    known.set(text, words);
    ask(words.then((all) => ({ type: "analysis", text, words: all })));
  };
  const advance = (event: GenerationEvent) => {
    const before = view;
    view = applyGenerationEvent(view, event);
    const { newCardTexts, newRows } = watchCards(before, view);
    newCardTexts.forEach(analyse);
    for (const row of newRows) {
      ask(analyser.check(row.text, language, row).then((check) => ({ type: "verdict", ...row, ...check })));
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
    async done() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
