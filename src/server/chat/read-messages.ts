import type { Answer } from "#shared/answer.ts";
import { type Card, cardSchema } from "#shared/card.ts";
import type { Message } from "#shared/chat.ts";
import { parseJson } from "#shared/parse-json.ts";
import { type Completion, listCompleting, listCompletions } from "#server/db/cards.ts";
import { hasExplanation } from "#shared/missing.ts";
import { type ListedGeneration, listGenerations } from "#server/db/generations.ts";
import { listConversationImages, listMessages } from "#server/db/messages.ts";
import type { Generations } from "#server/generations/log.ts";
import { isGood } from "#server/generations/shown.ts";
import { snapshotGeneration } from "#server/generations/snapshot.ts";

/** The messages of a conversation. Each message of the tutor has the answer that it shows. */
export function readMessages(generations: Generations, conversationId: string): Message[] {
  const { db } = generations;
  const pictures = listConversationImages(db, conversationId);
  const all = listGenerations(db, conversationId);
  const completions = listCompletions(db, conversationId);
  const completing = listCompleting(db, conversationId);
  return listMessages(db, conversationId).map(({ id, role, text, language, createdAt }) => {
    const images = (pictures.get(id) ?? []).map(({ id: imageId, width, height }) => ({ id: imageId, width, height }));
    const message = { id, role, text, language, createdAt, images };
    const own = all.get(id) ?? [];
    const shown = chooseShown(own);
    if (!shown) {
      const none = { answer: null, generation: null, generations: [], completing: [], lastAttempt: null };
      return { ...message, ...none };
    }
    const { answer, seq } = snapshotGeneration(generations, shown);
    return {
      ...message,
      ...(role === "tutor" && { text: answer.text }),
      answer: withCompletions(answer, completions),
      completing: [...new Set(answer.cards.flatMap((card) => completing.get(card.id) ?? []))],
      generation: { id: shown.id, seq },
      generations: own.map((each) => each.id),
      lastAttempt: readLastAttempt(generations, own, shown),
    };
  });
}

/** The answer with the newest form of its cards: what was missing may have been filled in by a generation of its own. */
function withCompletions(answer: Answer, completions: ReadonlyMap<string, Completion>): Answer {
  if (!answer.cards.some(({ id }) => completions.has(id))) return answer;
  const cards = answer.cards.map((each) => {
    const completion = completions.get(each.id);
    if (completion === undefined) return each;
    const card: Card = cardSchema.safeParse(parseJson(completion.content)).data ?? each.card;
    // a sentence that was not reached before Stop can still be opened to be explained
    return { ...each, state: completion.isClosed || hasExplanation(card) ? ("closed" as const) : each.state, card };
  });
  return { ...answer, cards };
}

/** The running generation, or else the stored choice. */
const chooseShown = (all: readonly ListedGeneration[]): ListedGeneration | undefined =>
  all.find(({ outcome }) => outcome === null) ?? all.find(({ isShown }) => isShown) ?? all.at(-1);

/** The failed newest answer, if the message shows an earlier one. */
function readLastAttempt(generations: Generations, all: readonly ListedGeneration[], shown: ListedGeneration) {
  const last = all.at(-1);
  if (!last || last.id === shown.id) return null;
  const { outcome, error, responder } = snapshotGeneration(generations, last).answer;
  return outcome && !isGood(outcome) ? { outcome, error, responder } : null;
}
