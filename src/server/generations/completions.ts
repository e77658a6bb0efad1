import type { Database } from "bun:sqlite";
import type { Answer } from "#shared/answer.ts";
import { hasExplanation } from "#shared/missing.ts";
import { getGeneration, getShownGeneration } from "#server/db/generations.ts";
import { getMessage, setShownGeneration } from "#server/db/messages.ts";
import { type Completion, getAnswer, listCompletions } from "#server/db/stored-answer.ts";
import { historyOf } from "./history-of.ts";

/** The answer with the newest form of its cards: what was missing may have been filled in by a generation of its own. */
export function withCompletions(answer: Answer, completions: ReadonlyMap<string, Completion>): Answer {
  if (!answer.cards.some(({ id }) => completions.has(id))) return answer;
  const cards = answer.cards.map((each) => {
    const completion = completions.get(each.id);
    if (completion === undefined) return each;
    const { card } = completion;
    // a sentence that was not reached before Stop can still be opened to be explained
    return { ...each, state: completion.isClosed || hasExplanation(card) ? ("closed" as const) : each.state, card };
  });
  return { ...answer, cards };
}

/** What models are told of an answer includes what was filled in after it. `completion`: the answer that completes its cards. */
export function updateHistory(db: Database, completion: Answer) {
  const completed = completion.cards.find(({ card }) => card.completes !== undefined)?.card.completes;
  const row = completed === undefined ? null : getGeneration(db, completed.slice(0, completed.lastIndexOf("#")));
  const message = row?.messageId ? getMessage(db, row.messageId) : null;
  if (!row || !message || getShownGeneration(db, message.id)?.id !== row.id) return;
  const answer = getAnswer(row);
  if (!answer) return;
  const text = historyOf(withCompletions(answer, listCompletions(db, [row.id])));
  setShownGeneration(db, message.id, row.id, text);
}
