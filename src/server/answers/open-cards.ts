import type { Card, Word } from "#shared/card.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { AnalyserHung } from "#server/languages/index.ts";
import { logger } from "#server/logger.ts";
import type { AnswerDeps } from "./answer-deps.ts";
import type { Sentence } from "./sentences.ts";

/** The sentences of a text, in one generation. */
export type Sentences = { generationId: string; language: LearningLanguage; sentences: readonly Sentence[] };
/** A card whose words are known, and which a model may explain. */
export type OpenCard = { cardId: string; sentence: Sentence; card: Card };

/**
 * Opens a card of each sentence with the engine's words, without a model. Returns the cards with the readings that the learner settled, so that no
 * model is asked about these.
 */
export async function* openCards(
  { analyser, generations }: Pick<AnswerDeps, "analyser" | "generations">,
  { generationId, language, sentences }: Sentences,
  isAsked: boolean,
): AsyncGenerator<GenerationEvent, OpenCard[]> {
  const withSettled = (card: Card): Card => ({
    ...card,
    words: [...generations.settleWords(language, card.text, card.words)],
  });
  const opened = sentences.map((sentence, index) => ({ cardId: `${generationId}#${index}`, sentence }));
  for (const { cardId, sentence } of opened) {
    const { text, at, completes, known } = sentence;
    yield { type: "card", cardId, text, at, isAsked, ...(completes !== undefined && { completes }) };
    // with its card, so that a card in the place of another never has less than that one
    if (known) yield* repeat(cardId, known);
  }
  const cards: OpenCard[] = [];
  let isHung = false;
  let isTold = false;
  for (const { cardId, sentence } of opened) {
    const { text, at, known } = sentence;
    if (known && hasWords(known)) {
      const { completes: _, ...card } = known.card;
      cards.push({ cardId, sentence, card: withSettled(card) });
      continue;
    }
    let words: Word[] = [];
    try {
      if (!isHung) {
        words = await analyser.analyse(text, language);
        const isIncomplete = analyser.isIncomplete(language);
        // without an engine, the words are looked up again when the card is opened
        yield { type: "words", cardId, engine: isIncomplete ? null : analyser.engine(), words };
        if (isIncomplete && !isTold) yield notice;
        isTold ||= isIncomplete;
      }
    } catch (error) {
      logger.error("analyser failed", { error }); // the model can still translate the sentence
      isHung = error instanceof AnalyserHung; // each of the other sentences would wait just as long
      if (!isTold) yield notice;
      isTold = true;
    }
    cards.push({
      cardId,
      sentence,
      card: withSettled({ language, text, at, translation: "", words, joins: [], note: "", ...said(known) }),
    });
  }
  return cards;
}

/** The dictionary failed, so facts that only the dictionary has are missing. */
const notice = { type: "notice", notice: { code: "dictionary_failed" } } as const;

type Known = NonNullable<Sentence["known"]>;

const hasWords = ({ card }: Known) => card.words.length > 0;

/** What was said of a sentence that has no words yet. */
const said = (known: Known | undefined) => known && { translation: known.card.translation, note: known.card.note };

/** The words of an earlier card, and what it says already. */
function* repeat(cardId: string, { card, engine }: Known): Generator<GenerationEvent> {
  const { translation, words, joins, note } = card;
  if (words.length > 0) yield { type: "words", cardId, engine, words };
  if (translation !== "") yield { type: "translation", cardId, text: translation };
  for (const { start, end, meaning, isMeaningBeside } of words)
    if (meaning !== "")
      yield { type: "meaning", cardId, start, end, meaning, ...(isMeaningBeside && { isBeside: isMeaningBeside }) };
  for (const { start, end, claim, claimBy, verdict, state } of words)
    if (claim !== undefined && claimBy === "model")
      yield {
        type: "choice",
        cardId,
        start,
        end,
        reading: claim,
        verdict,
        ...(state === "chosen" && { isTrusted: true as const }),
      };
  for (const { start, end, meaning } of joins) yield { type: "join", cardId, start, end, meaning };
  if (note !== "") yield { type: "note", cardId, text: note };
}
