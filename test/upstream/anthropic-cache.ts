import { isRecord } from "./exchange.ts";

/** The API silently does not cache a shorter prefix. */
const leastTokens = 1_024;

/** The cached prefixes: their text and their number of tokens. */
export type PromptCache = Map<string, number>;

/**
 * Automatic caching, as in the real API: with `cache_control` at the top level, the prompt up to its last block is cached. A later
 * request reads the longest cached prefix that is identical byte for byte. `input_tokens` counts only the rest.
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
