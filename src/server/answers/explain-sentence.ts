import type { Card, Word } from "#shared/card.ts";
import { applyGenerationEvent, emptyAnswer } from "#shared/apply-generation-event.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import { isExplained, missingIn } from "#shared/missing.ts";
import type { Span } from "#shared/normalise/letters.ts";
import { choicesOf } from "#server/languages/word-entries.ts";
import { LLMError, type LLMResult } from "#server/llm/types.ts";
import type { LiveResponder } from "#server/models/resolve-provider.ts";
import { askToExplain, buildQuestion, type ExplainShape } from "#server/tasks/explain/prompt.ts";
import type { ExplainQuestion } from "#server/tasks/explain/question.ts";
import { measuredOf } from "#server/tasks/measured.ts";
import { askModel, type ToQuestion } from "./ask-model.ts";
import type { AnswerDeps } from "./answer-deps.ts";
import { readExplanation } from "./read-explanation.ts";
import { toQuestion } from "./to-question.ts";

/** What became of a sentence. `refused`: the model declined. `failure`: the last answer was useless; the next sentence may still fare better. */
export type Explained = {
  card: Card;
  results: (LLMResult & { responder: LiveResponder })[];
  refused: boolean;
  failure: LLMError | null;
};

type Input = {
  cardId: string;
  card: Card;
  before: string[];
  after: string[];
  responder: LiveResponder;
  /** Ask about this word only, even if the card is complete. */
  word?: Span;
};

/**
 * Explains one sentence: asks for everything that its card lacks, or about one word, and once more, in another way, for what is still missing. Yields the events
 * of the card and its readable text. Throws as `askModel` does.
 */
export async function* explainSentence(
  {
    fallbacks,
    learner,
    lookup,
    trustsReadings,
  }: Pick<AnswerDeps, "fallbacks" | "learner" | "lookup" | "trustsReadings">,
  { cardId, card: start, before, after, responder: first, word }: Input,
  signal: AbortSignal,
): AsyncGenerator<GenerationEvent, Explained> {
  const { language, text: sentence, words } = start;
  let card = start;
  let responder = first;
  let refused = false;
  let failure: LLMError | null = null;
  const results: Explained["results"] = [];
  const number = words.findIndex((each) => each.start === word?.start && each.end === word.end) + 1;
  let isWordExplained = false;
  const isDone = () => (number > 0 ? isWordExplained : isExplained(card));
  for (let attempt = 0; attempt < 2 && !isDone(); attempt += 1) {
    const isFirst = attempt === 0;
    const lookUp = (word: Word) => choicesOf(lookup.open(), language, word);
    const question = buildQuestion({
      learner: learner(language),
      sentence,
      words,
      before,
      after,
      lookUp,
      askedWord: number,
      ask: number > 0 ? { translation: false, words: [number], note: false } : askFor(card, isFirst),
    });
    const reader = readExplanation(question, { cardId, trusts: trustsReadings(responder, language) });
    const shapeFor = (model: string): ExplainShape => (isFirst ? measuredOf(model).shape : "lines");
    const ask: ToQuestion = async ({ responder: to }) => {
      const asked = toQuestion(askToExplain(question, shapeFor(to.chat.model)), to);
      return { ...asked, options: { ...asked.options, asksOtherwise: isFirst } };
    };
    const asked = askModel({ responder, fallbacks, reader, toQuestion: ask }, signal);
    try {
      for (;;) {
        const { done, value } = await asked.next();
        if (done) {
          results.push(value);
          responder = value.responder;
          refused ||= value.finish === "refusal" || reader.isRefusal();
          break;
        }
        yield value;
        card = cardAfter(cardId, card, value);
        isWordExplained ||= value.type === "meaning" || value.type === "choice";
      }
    } catch (error) {
      if (signal.aborted || !(error instanceof LLMError)) throw error;
      // nothing, or the same again and again: what was good of it is in the card
      const isUseless = error.code === "invalid_output";
      const isShapeRefused =
        [400, 422, 500].includes(error.info.status ?? 0) && shapeFor(responder.chat.model) === "object";
      if (!isUseless && !(isFirst && isShapeRefused)) throw error;
      failure = error;
    }
  }
  return { card, results, refused, failure };
}

/** A note is only asked for at first: not every sentence needs one. */
function askFor(card: Card, isFirst: boolean): ExplainQuestion["ask"] {
  const missing = missingIn(card);
  return {
    translation: missing.translation,
    words: missing.words.map((word) => card.words.indexOf(word) + 1),
    note: missing.note && isFirst,
  };
}

/** The card as the log folds it. */
const cardAfter = (id: string, card: Card, event: GenerationEvent): Card =>
  applyGenerationEvent({ ...emptyAnswer(card.language), cards: [{ id, state: "asked", card }] }, event).cards[0]
    ?.card ?? card;
