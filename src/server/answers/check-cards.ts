import type { NewInCards } from "#shared/breakdown/watch-cards.ts";
import type { Word } from "#shared/card.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Check } from "#server/generations/start.ts";
import type { Analyser } from "#server/languages/types.ts";
import { logger } from "#server/logger.ts";
import type { Sentence } from "./find-sentence.ts";

/** Limits per answer. No real lesson reaches them; they bound the work for a model that repeats itself. */
const limits = { sentences: 500, readings: 500 };
/** A longer text is no sentence and is not analysed. In UTF-16 units. */
export const longestCard = 2_000;

/**
 * Asks the analyser for the words of each card and checks each reading of the model, as soon as the answer shows them. The model's
 * text never waits for this. It sends one question at a time: the worker answers in order, so no answer waits for all the questions
 * of another one, and a stopped answer leaves none in the queue.
 */
export function checkCards(analyser: Analyser, language: LearningLanguage, sentence: Sentence | null): Check {
  return (emit, signal) => {
    const known = new Map<string, Promise<Word[]>>(sentence ? [[sentence.text, sentence.words]] : []);
    const sentences = new Set<string>();
    let readings = 0;
    let asked = Promise.resolve();

    const ask = (question: () => Promise<GenerationEvent>) => {
      asked = asked.then(async () => {
        if (signal.aborted) return;
        try {
          const event = await question();
          if (!signal.aborted) emit(event);
        } catch (error) {
          if (!signal.aborted) logger.error("analyser failed", { error });
        }
      });
    };
    const isTooMuch = (text: string) =>
      text.length > longestCard || (!sentences.has(text) && sentences.size >= limits.sentences);

    const analyse = (cardId: string, text: string) => {
      if (isTooMuch(text)) return;
      sentences.add(text);
      ask(async () => {
        const words = known.get(text) ?? analyser.analyse(text, language);
        known.set(text, words);
        return { type: "analysis", cardId, engine: analyser.engine(), words: await words };
      });
    };

    return {
      onNews({ cards, rows }: NewInCards) {
        for (const { id, card } of cards) analyse(id, card.text);
        for (const { cardId, text, ...row } of rows) {
          if (text.length > longestCard || readings >= limits.readings) continue;
          readings++;
          const { start, end, claim } = row;
          ask(async () => {
            const check = await analyser.check(text, language, { start, end, reading: claim });
            return { type: "verdict", cardId, ...row, ...check };
          });
        }
      },
      done: () => asked,
    };
  };
}
