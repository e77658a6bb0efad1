import { estimateTokens } from "#shared/estimate-tokens.ts";
import { instructionTokens as longestInstructions, tinyWindow, wantedWindow } from "#shared/window-sizes.ts";
import { windowRemedy } from "#shared/window-remedy.ts";
import { LLMError, type LLMMessage } from "#server/llm/types.ts";
import type { LiveResponder } from "#server/models/resolve-provider.ts";

/** A request that was too long. `tokens`: our estimate of its length. */
type Sent = { messages: readonly LLMMessage[]; tokens: number };

/**
 * Says whether a shorter message would have helped. If Blossom's own part of the request takes more than half of the window, or the
 * window is tiny, the error names the window's size and how to get a larger one.
 */
export function explainOverflow(
  error: LLMError,
  { messages, tokens }: Sent,
  { type, chat }: Pick<LiveResponder, "type" | "chat">,
): LLMError {
  if (error.code !== "context_overflow") return error;
  const { contextTokens = chat.contextTokens, promptTokens = tokens } = error.info;
  const own = tokens - estimateTokens(messages.at(-1)?.content ?? "");
  // the server's tokenizer may take more or fewer than we estimate
  const ownTokens = Math.round(own * (promptTokens / Math.max(1, tokens)));
  const isSmall = contextTokens < tinyWindow || ownTokens > contextTokens / 2;
  // the instructions of another task may be longer than those of this one
  const instructionTokens = Math.max(ownTokens, longestInstructions);
  const remedy = windowRemedy(type, chat.info, contextTokens);
  const smallWindow = { contextTokens, instructionTokens, wantedTokens: wantedWindow, remedy };
  const { code, message, info, cause } = error;
  return new LLMError(code, message, { ...info, contextTokens, promptTokens, ...(isSmall && { smallWindow }) }, cause);
}
