import type { Message } from "#shared/chat.ts";
import { listCompleting } from "#server/db/cards.ts";
import { listCompletions } from "#server/db/stored-answer.ts";
import { type ListedGeneration, listGenerations } from "#server/db/generations.ts";
import { listConversationImages, listMessages } from "#server/db/messages.ts";
import type { Generations } from "#server/generations/log.ts";
import { withCompletions } from "#server/generations/completions.ts";
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
