import type { Database } from "bun:sqlite";
import type { GenerationEvent } from "#shared/generation.ts";
import { isExplained } from "#shared/missing.ts";
import type { Span } from "#shared/normalise/letters.ts";
import type { AnswerDeps } from "#server/answers/answer-deps.ts";
import { explainText } from "#server/answers/explain-text.ts";
import { getCompletingCard, saveCard } from "#server/db/cards.ts";
import { getConversation } from "#server/db/conversations.ts";
import { type Appearance, getStart } from "#server/db/generations.ts";
import { getMessage } from "#server/db/messages.ts";
import { createCardFinder, type StoredCard } from "#server/db/stored-answer.ts";
import { AppError } from "#server/errors.ts";
import { runCard } from "./start-card.ts";

/**
 * Starts a generation that asks for what these cards lack, one card after another. Returns its id. Each of its cards takes the place of the one
 * that it completes. Cards that have everything, or that are being completed, are left out; if none remains, a generation that completes one of them is
 * returned. `word`: the learner asks about this word of the only card, even if the card is complete.
 */
export function completeCards(deps: AnswerDeps, ids: readonly string[], word?: Span): string {
  const { generations, responder } = deps;
  const { db } = generations;
  if (responder instanceof AppError) throw responder;
  const getCard = createCardFinder(db);
  const found = [...new Set(ids)].map((id) => getCard(id) ?? missing());
  const [first] = found;
  const start = first && getStart(db, first.generationId);
  if (!first || !start || isDeleted(db, start)) return missing();
  const { language } = first.card;
  if (found.some((each) => each.card.language !== language || !isIn(db, start, each)))
    throw new AppError("invalid_request", "cards: they are of several texts");

  let running: string | null = null;
  const sentences = found.flatMap((each) => {
    const { id, card } = each;
    const completion = getCompletingCard(db, id);
    if (completion?.runningIn) {
      running ??= completion.runningIn;
      return [];
    }
    // an earlier completion may have added something
    const known = (completion && getCard(completion.id)) ?? each;
    const isWord = ({ start: from, end }: Span) => from === word?.start && end === word.end;
    if (word && !known.card.words.some(isWord))
      throw new AppError("no_such_word", `word: no word of the card goes from ${word.start} to ${word.end}`);
    if (!word && isExplained(known.card)) return [];
    return [{ text: card.text, at: card.at, known, completes: id, ...(word && { word }) }];
  });
  if (sentences.length === 0) return running ?? first.generationId;

  const isBackground = sentences.length > 1;
  const context = isBackground ? {} : neighboursOf(getCard, first);
  const { kind, ref, request } = start;
  // the sentence is found again with its explanation; a text of several sentences is not asked for by its words
  const task = "explain" as const;
  // before anything runs, so that a second request at the same time finds the cards taken
  const store = (generationId: string) => {
    for (const [index, { known, completes }] of sentences.entries()) {
      const card = { ...known.card, completes };
      saveCard(db, { id: generationId, task }, { id: `${generationId}#${index}`, card }, Date.now());
    }
  };
  const run = { task, language, appearance: { kind, ref }, request: isBackground ? null : request, store };
  return runCard(deps, run, async function* (generationId, signal): AsyncGenerator<GenerationEvent> {
    yield { type: "started", generationId, language, task, responder: responder.identity, at: Date.now() };
    yield* explainText(deps, { generationId, language, sentences, ...context, isBackground }, signal);
  });
}

/** The learner has deleted the conversation. */
function isDeleted(db: Database, { kind, ref }: Appearance): boolean {
  if (kind !== "message") return false;
  const message = getMessage(db, ref);
  return !message || !getConversation(db, message.conversationId);
}

function isIn(db: Database, { kind, ref }: Appearance, { generationId }: StoredCard): boolean {
  const start = getStart(db, generationId);
  return start?.kind === kind && start.ref === ref;
}

/** The sentences before and after a card in its answer. */
function neighboursOf(getCard: (id: string) => StoredCard | null, { id }: StoredCard) {
  const at = (number: number) => {
    const text = getCard(`${generationOf(id)}#${number}`)?.card.text;
    return text === undefined ? [] : [text];
  };
  const number = Number(id.slice(generationOf(id).length + 1));
  return { before: at(number - 1), after: at(number + 1) };
}

/** The generation that a card stands in. Its id is the front of the card's. */
export const generationOf = (cardId: string): string => cardId.slice(0, cardId.lastIndexOf("#"));

function missing(): never {
  throw new AppError("not_found", "There is no such card.");
}
