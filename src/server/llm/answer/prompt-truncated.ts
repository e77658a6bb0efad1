import { estimateTokens } from "#shared/estimate-tokens.ts";
import type { OllamaBody } from "#server/llm/ollama/body.ts";
import type { LLMStreamOptions } from "#server/llm/types.ts";

/** Our estimate is on the safe side; no text takes less than this part of it. */
const leastShare = 0.4;
/** Less than this missing is the estimate's own error. */
const leastMissing = 1_000;

/** Windows that Ollama is started with: its own default, and what people set. */
const usualWindows = [2_048, 4_096, 8_192, 16_384, 32_768, 65_536, 131_072, 262_144];
/** A tokeniser made for other languages takes 1.75 tokens where we count one, and a cut prompt was more than the window. */
const leastEstimate = 1.1;

/**
 * The same for servers that are asked without a window. Behind its two other dialects Ollama cuts a prompt down to half of its
 * window and two tokens: `truncating input prompt limit=2050 prompt=10964 keep=4 new=2050`.
 */
export function isCutInSilence({ system, messages, contextTokens = 8_192 }: LLMStreamOptions, read: number): boolean {
  const all = [{ role: "system", content: system }, ...messages.map(({ role, content }) => ({ role, content }))];
  const sent = all.reduce((sum, { content }) => sum + estimateTokens(content), 0);
  const isHalfOfWindow = usualWindows.some((window) => read === window / 2 + 2) && sent > read * leastEstimate;
  return isHalfOfWindow || isPromptTruncated({ messages: all, options: { num_ctx: contextTokens } }, read);
}

/**
 * Did the server read less than it was sent? Ollama before 0.12.4 knows no `truncate: false` and drops the oldest messages in
 * silence; so does one whose window is smaller than the one we asked for. Two marks: the prompt fills the window to the last token,
 * which nothing else does; or far fewer tokens were read than the text can possibly have.
 *
 * A cached beginning is no mark. Ollama counts it (`prompt_eval_count` is the whole prompt), except in a few versions that count
 * only what was read anew: the newest message, and at most the answer before it. The system text and the newest message are never
 * dropped, so a count below both together means a cache, not a cut.
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
