import { estimateTokens } from "#shared/estimate-tokens.ts";
import type { ImageRow } from "#server/db/messages.ts";

/** A message without the bytes of its pictures: files are read only for turns that are sent. */
export type Turn = { role: "user" | "assistant"; content: string; pictures: readonly ImageRow[] };
export type Context = { turns: Turn[]; tokens: number; leftOutTurns: number; leftOutPictures: number };

type PictureTokens = (picture: ImageRow) => number;

/** Tokens that a message needs besides its text. */
const perMessage = 8;
const leftOutNote = "(a picture that was here is left out)";

/**
 * Selects the turns that fit into `room` tokens. Leaves out the pictures of old turns first, then whole old turns. Always keeps the
 * last message, whatever its size. A model without vision gets no old pictures. Leaves out a learner's message that was never
 * answered, unless it is the last one: otherwise the model would answer it now.
 */
export function buildContext(
  all: readonly Turn[],
  room: number,
  pictureTokens: PictureTokens,
  seesNothing = false,
): Context {
  const turns = all.filter((_, index) => index === all.length - 1 || isTold(all, index));
  const cost = (turn: Turn) => costOf(turn, pictureTokens);
  let tokens = turns.reduce((sum, turn) => sum + cost(turn), 0);
  let leftOutPictures = 0;
  for (const [index, turn] of turns.entries()) {
    if ((tokens <= room && !seesNothing) || index === turns.length - 1) break;
    if (turn.pictures.length === 0) continue;
    leftOutPictures += turn.pictures.length;
    const rest = { ...turn, content: [turn.content, leftOutNote].filter(Boolean).join("\n"), pictures: [] };
    tokens += cost(rest) - cost(turn);
    turns[index] = rest;
  }
  let first = 0;
  const drop = () => (tokens -= cost(turns[first++]!));
  while (tokens > room && first < turns.length - 1) drop();
  // a conversation must start with a message of the learner
  while (first < turns.length - 1 && turns[first]?.role === "assistant") drop();
  const leftOutTurns = turns.slice(0, first).filter(({ role }) => role === "user").length;
  return { turns: turns.slice(first), tokens, leftOutTurns, leftOutPictures };
}

/** The tokens that these turns need at least: without their pictures. */
export const leastTokens = (turns: readonly Turn[]): number =>
  turns.reduce((sum, { content }, index) => sum + (isTold(turns, index) ? textTokens(content) : 0), 0);

/** Does a model get this turn, if it is not the last one and there is room? */
function isTold(turns: readonly Turn[], index: number): boolean {
  const turn = turns[index];
  return turn !== undefined && !isEmpty(turn) && (turn.role === "assistant" || isAnswered(turns, index));
}

const isEmpty = ({ content, pictures }: Turn) => content === "" && pictures.length === 0;

const isAnswered = (turns: readonly Turn[], index: number) => {
  const next = turns[index + 1];
  return next?.role === "assistant" && next.content !== "";
};

const costOf = ({ content, pictures }: Turn, pictureTokens: PictureTokens) =>
  textTokens(content) + pictures.reduce((sum, picture) => sum + pictureTokens(picture), 0);

const textTokens = (content: string) => estimateTokens(content) + perMessage;
