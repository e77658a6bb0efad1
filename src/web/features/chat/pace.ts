import type { Message } from "#shared/chat.ts";

/** What it took to explain a sentence in this conversation, on average. */
export type Pace = { seconds: number; costUsd: number | null };

/** From the usage of earlier explanations. Null without one. Loading the model happens once, and does not count. */
export function paceOf(messages: readonly Message[]): Pace | null {
  let [sentences, ms, costUsd, isPriced] = [0, 0, 0, true];
  for (const { answer } of messages) {
    if (answer?.task !== "explain" || answer.outcome !== "complete" || !answer.usage?.totalMs) continue;
    sentences += answer.cards.filter(({ state }) => state === "closed").length;
    // a server that loads while others wait can report more than this answer took
    ms += Math.max(0, answer.usage.totalMs - (answer.usage.loadMs ?? 0));
    costUsd += answer.usage.costUsd ?? 0;
    isPriced &&= answer.usage.costUsd !== undefined;
  }
  if (sentences === 0 || ms === 0) return null;
  return { seconds: ms / 1_000 / sentences, costUsd: isPriced ? costUsd / sentences : null };
}
