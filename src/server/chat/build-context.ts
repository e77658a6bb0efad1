import type { ImageRow } from "#server/db/messages.ts";

/** A message whose pictures are still files: only those of the turns that are sent are read. */
export type Turn = { role: "user" | "assistant"; content: string; pictures: readonly ImageRow[] };

/** What one picture costs: gemma3 takes 256 tokens, other models up to this. */
const imageTokens = 768;

/**
 * The turns that fit into `budget` tokens: the newest whole ones, the last always. A learner's turn that was never
 * answered is left out, unless it is the last: a model would answer it now.
 */
export function buildContext(turns: readonly Turn[], budget: number): Turn[] {
  const answered = turns.filter(
    (turn, index) =>
      index === turns.length - 1 || (!isEmpty(turn) && (turn.role === "assistant" || isAnswered(turns, index))),
  );
  const kept: Turn[] = [];
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

const isEmpty = ({ content, pictures }: Turn) => content === "" && pictures.length === 0;

const isAnswered = (turns: readonly Turn[], index: number) => {
  const next = turns[index + 1];
  return next?.role === "assistant" && next.content !== "";
};

/** On the safe side: a CJK character is about one token, four Latin letters are about one. `日本 → 2`, `word → 1` */
export function estimateTokens({ content, pictures }: Pick<Turn, "content" | "pictures">): number {
  const wide = content.match(/[\u2e80-\uffff]/g)?.length ?? 0;
  return wide + Math.ceil((content.length - wide) / 3) + pictures.length * imageTokens + 8;
}
