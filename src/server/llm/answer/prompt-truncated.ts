import { estimateTokens, fewestTokens } from "#shared/estimate-tokens.ts";
import type { OllamaBody } from "#server/llm/ollama/body.ts";
import type { LLMResult, LLMStreamOptions } from "#server/llm/types.ts";

/** A smaller difference can be an error of the estimate. */
const leastMissing = 1_000;

/** The context windows that Ollama usually runs with: its defaults, and common settings. */
const usualWindows = [2_048, 4_096, 8_192, 16_384, 32_768, 65_536, 131_072, 262_144];
/**
 * A truncated prompt had at least twice the tokens that were read. A tokeniser made for other languages takes 1.75 tokens where we
 * estimate one, so our estimate of the prompt is at least this many times the tokens read.
 */
const leastEstimate = 1.1;

/** The facts about a server whose requests cannot set a context window. */
type Server = {
  /** The window that the model runs with; undefined if the server does not say it. */
  window: number | undefined;
  /** False: the server is known to be no Ollama, so it refuses a prompt that is too long. */
  mayBeOllama: boolean;
};

/**
 * Whether a server without a way to set the window left out a part of the conversation. Behind its OpenAI and Anthropic APIs, Ollama
 * cuts a prompt to half of its window plus two tokens: `truncating input prompt limit=2050 prompt=10964 keep=4 new=2050`.
 */
export function isSilentlyTruncated(
  { system, messages, contextTokens = 8_192 }: Pick<LLMStreamOptions, "system" | "messages" | "contextTokens">,
  usage: NonNullable<LLMResult["usage"]>,
  { window, mayBeOllama }: Server,
): boolean {
  const { input = 0, cacheRead = 0, cacheWrite = 0 } = usage;
  const read = input + cacheRead + cacheWrite;
  if (read === 0) return false; // the server does not count
  const all = [{ role: "system", content: system }, ...messages];
  const sent = all.reduce((sum, { content }) => sum + estimateTokens(content), 0);
  // Ollama reports no cached tokens here
  const isHalf = (size: number) => read === Math.floor(size / 2) + 2 && sent > read * leastEstimate;
  const isCutByOllama =
    mayBeOllama && cacheRead + cacheWrite === 0 && (window === undefined ? usualWindows : [window]).some(isHalf);
  return isCutByOllama || isFarBelow(all, window ?? contextTokens, read);
}

/** Whether the counts exceed a window that is known: the server dropped the beginning during the answer and went on writing. */
export const hasShifted = (usage: LLMResult["usage"], window: number | undefined): boolean => {
  const { input = 0, cacheRead = 0, cacheWrite = 0, output = 0 } = usage ?? {};
  return window !== undefined && input + cacheRead + cacheWrite + output > window;
};

/**
 * Whether an Ollama read less than it was sent. Ollama before 0.12.4 does not know `truncate: false` and silently drops the oldest
 * messages, and so does a server whose window is smaller than the requested one. There are two signs: the prompt fills the window to
 * the last token, which never happens otherwise, or the server read far fewer tokens than the text can have.
 */
export const isPromptTruncated = (
  { messages, options }: Pick<OllamaBody, "messages"> & { options: { num_ctx: number; num_predict?: number } },
  read: number,
): boolean => read === options.num_ctx || isFarBelow(messages, options.num_ctx, read);

/**
 * A cached beginning is not a sign of a cut. Most servers include it in their count, and some count only the newly read part: the
 * newest message and at most the answer before it. The system text and the newest message are never dropped, so a count below both
 * together means a cache, not a truncation.
 */
function isFarBelow(messages: readonly { role: string; content: string }[], window: number, read: number): boolean {
  const fewest = messages.map(({ content }) => fewestTokens(content));
  const least = fewest.reduce((sum, tokens) => sum + tokens, 0);
  const sent = messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
  const system = messages[0]?.role === "system" ? (fewest[0] ?? 0) : 0;
  const kept = Math.min(system + (fewest.at(-1) ?? 0), window / 5);
  return read < least && sent - read > leastMissing && read > kept;
}
