import { isRecord } from "./exchange.ts";

/** A prefix below this is not kept, and nobody says so. */
const leastTokens = 1_024;

/** Prefixes that were sent to be kept: their text, and what they took. */
export type PromptCache = Map<string, number>;

/**
 * Automatic caching: with `cache_control` at the top the prompt up to its last block is kept, and of a later one the longest
 * kept prefix is read, if it is the same to the byte. `input_tokens` counts the rest alone, as there.
 */
export function countCached(cache: PromptCache, body: Record<string, unknown>, tokens: number) {
  const messages = Array.isArray(body.messages) ? body.messages : [];
  const prefixOf = (count: number) =>
    JSON.stringify([body.model, body.tools, body.system, ...messages.slice(0, count)]);
  const usage = (read: number, written: number) => ({
    input_tokens: tokens - read - written,
    cache_creation_input_tokens: written,
    cache_read_input_tokens: read,
  });
  if (!isRecord(body.cache_control) || tokens < leastTokens) return usage(0, 0);
  const read = Math.max(0, ...messages.map((_, index) => cache.get(prefixOf(index)) ?? 0));
  cache.set(prefixOf(messages.length), tokens);
  return usage(read, tokens - read);
}
