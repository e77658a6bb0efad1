import type { GenerationEvent } from "#shared/generation.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { endOfFailure } from "#server/generations/start.ts";
import type { AnswerDeps } from "./answer-deps.ts";
import { openCards } from "./open-cards.ts";
import { mergeEvents } from "./merge-events.ts";
import { firstSeenSentence } from "./seen-text.ts";
import { splitSentences } from "./sentences.ts";

type Input = { generationId: string; language: LearningLanguage; text: string };
type Events = AsyncGenerator<GenerationEvent>;

/** A longer text of the learner's gets no cards beside a reply: it can be explained. */
const mostOwnSentences = 3;

/** The engine's words of the learner's own sentences, while the reply is written. They stay if the reply fails. */
export async function* withOwnWords(
  deps: Pick<AnswerDeps, "analyser" | "generations">,
  { text, ...input }: Input,
  answer: Events,
  signal: AbortSignal,
): Events {
  const sentences = isWrittenIn(text, input.language) ? splitSentences(text, input.language) : [];
  async function* words(): Events {
    if (sentences.length <= mostOwnSentences) yield* openCards(deps, { ...input, sentences }, false);
  }
  async function* toItsEnd(): Events {
    try {
      yield* answer;
    } catch (error) {
      if (signal.aborted) throw error;
      yield endOfFailure(error);
    }
  }
  // both at once: the words never delay the model, nor the news that it cannot answer
  yield* mergeEvents([words, toItsEnd], 2, () => {});
}

/** Opens the first sentence of an answer about the language as a card, with the engine's words. */
export async function* withSentenceOfAnswer(
  deps: Pick<AnswerDeps, "analyser" | "generations">,
  { generationId, language }: Input,
  answer: Events,
): Events {
  let text = "";
  for await (const event of answer) {
    if (event.type === "text") text += event.text;
    if (event.type === "discard") text = text.slice(0, -event.length);
    if (event.type === "end") {
      const sentence = firstSeenSentence(text, language);
      if (sentence) yield* openCards(deps, { generationId, language, sentences: [sentence] }, false);
    }
    yield event;
  }
}
