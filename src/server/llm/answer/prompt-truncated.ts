import { estimateTokens } from "#shared/estimate-tokens.ts";
import type { OllamaBody } from "#server/llm/ollama/body.ts";

/** Our estimate is on the safe side; no text takes less than this part of it. */
const leastShare = 0.4;
/** Less than this missing is the estimate's own error. */
const leastMissing = 1_000;

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
  { messages, options }: Pick<OllamaBody, "messages" | "options">,
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
