import type { GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Word } from "#shared/card.ts";
import { AppError, toApiError } from "#server/errors.ts";
import { findWordEntries } from "#server/languages/word-entries.ts";
import type { Analyser } from "#server/languages/types.ts";
import { logger } from "#server/logger.ts";
import { askAboutWord } from "#server/tasks/word/prompt.ts";
import type { AnswerDeps } from "./answer-deps.ts";
import { openCards } from "./open-cards.ts";
import { toQuestion } from "./to-question.ts";
import { writeText } from "./write-text.ts";

/** A longer text is more than one word. In UTF-16 units. */
const longestWord = 16;

/** Whether a text is one word, by the engine. */
export async function isOneWord(analyser: Analyser, text: string, language: LearningLanguage): Promise<boolean> {
  const word = text.trim();
  if (word.length > longestWord) return false;
  try {
    return (await analyser.analyse(word, language)).length === 1;
  } catch (error) {
    logger.error("analyser failed", { error });
    return false;
  }
}

type Input = {
  generationId: string;
  language: LearningLanguage;
  text: string;
  /** The sentence in which the learner met the word. */
  sentence?: string | undefined;
};

/** A word: the engine's card at once, then its use and two examples by the model. The last event is `end`. */
export async function* explainWord(
  deps: AnswerDeps,
  { generationId, language, text, sentence }: Input,
  signal: AbortSignal,
): AsyncGenerator<GenerationEvent> {
  const { responder, fallbacks, learner, lookup } = deps;
  const [opened] = yield* openCards(deps, { generationId, language, sentences: [{ text, at: 0 }] }, false);
  if (responder instanceof AppError) return yield { type: "end", outcome: "failed", error: toApiError(responder) };
  const word: Word | undefined = opened?.card.words[0];
  const entries = word ? findWordEntries(lookup.open(), language, word).fitting : [];
  const ask = askAboutWord(learner(language), {
    word: text,
    entries: entries.map(({ readings, partsOfSpeech, meanings }) => ({
      reading: readings[0] ?? "",
      partOfSpeech: partsOfSpeech[0] ?? "other",
      meanings,
    })),
    ...(sentence !== undefined && { sentence }),
  });
  yield* writeText(deps, { responder, fallbacks, toQuestion: async (to) => toQuestion(ask, to.responder) }, signal);
}
