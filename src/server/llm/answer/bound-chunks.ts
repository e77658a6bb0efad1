import type { Chunk } from "#server/llm/adapter.ts";
import { createBreath } from "#server/llm/transport/breathe.ts";
import {
  maxEmptyChunks,
  maxExplanationLength,
  maxFigure,
  maxNameLength,
  maxPieceLength,
} from "#server/llm/transport/limits.ts";
import { beginningOf } from "#shared/beginning-of.ts";
import { withoutDirections } from "#shared/directions.ts";
import { LLMError } from "#server/llm/types.ts";

/**
 * Bounds the chunks of one attempt, whatever the provider: divides long pieces, so that other requests get their turn and a caller
 * that has read enough can leave; cuts what a server says besides the text; removes characters that turn the direction of text; and ends
 * a stream of chunks that say nothing.
 */
export async function* boundChunks(provider: string, chunks: AsyncIterable<Chunk>): AsyncGenerator<Chunk> {
  const breath = createBreath();
  let empty = 0;
  for await (const received of chunks) {
    const chunk = inOneDirection(received);
    const { text = "", thinking = "" } = chunk;
    empty = text === "" && thinking === "" ? empty + 1 : 0;
    if (empty > maxEmptyChunks)
      throw new LLMError("invalid_response", `${provider} sent ${maxEmptyChunks} empty pieces`, { provider });
    for (const piece of divide(chunk)) {
      if (breath.isDue()) await breath.take();
      yield bounded(piece);
    }
  }
}

function inOneDirection(chunk: Chunk): Chunk {
  const { text, thinking } = chunk;
  return {
    ...chunk,
    ...(text && { text: withoutDirections(text) }),
    ...(thinking && { thinking: withoutDirections(thinking) }),
  };
}

function* divide(chunk: Chunk): Generator<Chunk> {
  const { text = "", thinking = "", ...rest } = chunk;
  if (text.length <= maxPieceLength && thinking.length <= maxPieceLength) return yield chunk;
  for (const piece of pieces(thinking)) yield { thinking: piece };
  for (const piece of pieces(text)) yield { text: piece };
  yield rest;
}

function* pieces(text: string): Generator<string> {
  for (let rest = text; rest !== "";) {
    const piece = beginningOf(rest, maxPieceLength);
    rest = rest.slice(piece.length);
    yield piece;
  }
}

function bounded(chunk: Chunk): Chunk {
  const { model, explanation, usage, timings, ...rest } = chunk;
  if (!model && !explanation && !usage && !timings) return chunk; // like most tokens
  return {
    ...rest,
    ...(model && { model: beginningOf(model, maxNameLength) }),
    ...(explanation && { explanation: beginningOf(explanation, maxExplanationLength) }),
    ...(usage && { usage: possible(usage) }),
    ...(timings && { timings: possible(timings) }),
  };
}

/** Leaves out figures that no real server reports: negative, infinite, or absurdly large. */
function possible<Figures extends Record<string, number>>(figures: Figures): Partial<Figures> {
  const found = Object.entries(figures).filter(([, figure]) => figure >= 0 && figure <= maxFigure);
  return Object.fromEntries(found) as Partial<Figures>;
}
