import type { LLMMessage } from "#server/llm/types.ts";

export type Turn = LLMMessage;

/** What one picture costs: gemma3 takes 256 tokens, other models up to this. */
const imageTokens = 768;

/**
 * The turns that fit into `budget` tokens: the newest whole ones, the last always. A learner's turn that was never
 * answered is left out, unless it is the last: a model would answer it now.
 */
export function buildContext(turns: readonly Turn[], budget: number): LLMMessage[] {
  const answered = turns.filter(
    (turn, index) =>
      index === turns.length - 1 || (turn.content !== "" && (turn.role === "assistant" || isAnswered(turns, index))),
  );
  const kept: LLMMessage[] = [];
  let left = budget;
  for (const turn of answered.toReversed()) {
    left -= estimateTokens(turn);
    if (left < 0 && kept.length > 0) break;
    kept.unshift(turn);
  }
  // a conversation begins with its learner
  while (kept.length > 1 && kept[0]?.role === "assistant") kept.shift();
  return kept;
}

const isAnswered = (turns: readonly Turn[], index: number) => {
  const next = turns[index + 1];
  return next?.role === "assistant" && next.content !== "";
};

/** On the safe side: a CJK character is about one token, four Latin letters are about one. `日本 → 2`, `word → 1` */
export function estimateTokens({ content, images = [] }: LLMMessage): number {
  const wide = content.match(/[\u2e80-\uffff]/g)?.length ?? 0;
  return wide + Math.ceil((content.length - wide) / 3) + images.length * imageTokens + 8;
}
