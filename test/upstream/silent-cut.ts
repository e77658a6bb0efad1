import type { UpstreamModel } from "./models.ts";
import { type ChatRequest, countTokens } from "./script.ts";

/**
 * A prompt that does not fit, as Ollama cuts it behind its two other dialects: four tokens of the beginning stay, then the end
 * of it, together half of the window and two. Nothing says so but the count of tokens.
 */
export function cutInSilence(request: ChatRequest, model: UpstreamModel | undefined): ChatRequest {
  const window = model?.window ?? 4_096;
  if (countTokens(request, model?.tokensPerCharacter) <= window) return request;
  const kept = Math.floor(window / 2);
  const last = request.messages.at(-1);
  return {
    ...request,
    system: request.system.slice(0, 16),
    messages: last ? [{ ...last, content: last.content.slice(-kept) }] : [],
    tokensRead: kept + 2,
  };
}
