import { estimateTokens } from "#shared/estimate-tokens.ts";
import type { OllamaBody } from "#server/llm/ollama/body.ts";
import type { LLMStreamOptions } from "#server/llm/types.ts";

/** Our estimate of tokens is high on purpose. No text takes less than this share of it. */
const leastShare = 0.4;
/** A smaller difference can be an error of the estimate. */
const leastMissing = 1_000;

/** The context windows that Ollama usually runs with: its default, and common settings. */
const usualWindows = [2_048, 4_096, 8_192, 16_384, 32_768, 65_536, 131_072, 262_144];
/**
 * A truncated prompt had about twice the tokens that were read. A tokeniser made for other languages takes 1.75 tokens where we
 * estimate one, so our estimate of the prompt is at least this many times the tokens read.
 */
const leastEstimate = 1.1;

/**
 * Like `isPromptTruncated`, for servers whose requests cannot set a window. Behind its OpenAI and Anthropic dialects, Ollama cuts a
 * prompt to half of its window plus two tokens: `truncating input prompt limit=2050 prompt=10964 keep=4 new=2050`.
 */
export function isSilentlyTruncated(
  { system, messages, contextTokens = 8_192 }: LLMStreamOptions,
  read: number,
): boolean {
  const all = [{ role: "system", content: system }, ...messages.map(({ role, content }) => ({ role, content }))];
  const sent = all.reduce((sum, { content }) => sum + estimateTokens(content), 0);
  const isHalfOfWindow = usualWindows.some((window) => read === window / 2 + 2) && sent > read * leastEstimate;
  return isHalfOfWindow || isPromptTruncated({ messages: all, options: { num_ctx: contextTokens } }, read);
}

/**
 * Whether the server read less than it was sent. Ollama before 0.12.4 does not know `truncate: false` and silently drops the oldest
 * messages, and so does a server whose window is smaller than the requested one. There are two signs: the prompt fills the window to
 * the last token, which never happens otherwise, or the server read far fewer tokens than the text can have.
 *
 * A cached beginning is not a sign. Ollama includes it in `prompt_eval_count`, except for a few versions that count only the newly
 * read part: the newest message and at most the answer before it. The system text and the newest message are never dropped, so
 * a count below both together means a cache, not a truncation.
 */
export function isPromptTruncated(
  { messages, options }: Pick<OllamaBody, "messages"> & { options: { num_ctx: number; num_predict?: number } },
  read: number,
): boolean {
  const { num_ctx } = options;
  if (read === num_ctx) return true;
  const sizes = messages.map(({ content }) => estimateTokens(content));
  const sent = sizes.reduce((sum, size) => sum + size, 0);
  const system = messages[0]?.role === "system" ? (sizes[0] ?? 0) : 0;
  const kept = Math.min(system + (sizes.at(-1) ?? 0), num_ctx / 2) * leastShare;
  return read < sent * leastShare && sent - read > leastMissing && read > kept;
}
