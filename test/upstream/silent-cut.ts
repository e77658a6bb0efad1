import type { UpstreamModel } from "./models.ts";
import { defaultWindow } from "./ollama-models.ts";
import { type ChatRequest, countTokens } from "./script.ts";

/**
 * Cuts a prompt that does not fit, as Ollama does in its two compatible APIs: it keeps four tokens of the beginning and the end of
 * the prompt, together half of the window and two tokens. Only the token count reveals it.
 */
export function cutInSilence(request: ChatRequest, model: UpstreamModel | undefined): ChatRequest {
  const window = defaultWindow(model);
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
