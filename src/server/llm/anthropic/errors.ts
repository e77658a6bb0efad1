import { providerDescriptors } from "#shared/providers.ts";
import { toLineError } from "#server/llm/transport/errors.ts";
import { type Knowledge, LLMError } from "#server/llm/types.ts";

const name = "anthropic";

/** `isCut`: the last byte of the answer has come. */
type Circumstances = { model?: string; isCut: boolean; secrets: readonly string[] };

/** What the SDK itself throws: an `error` event (an object with the body as `error`), or a line it could not parse. */
export function toAnthropicError(error: unknown, { model, isCut, secrets }: Circumstances): LLMError {
  if (error instanceof LLMError) return error;
  const info = { provider: name, retryable: false, ...(model && { model }) };
  if (error instanceof Error && "error" in error && error.error) {
    const requestId = "requestID" in error && typeof error.requestID === "string" && { requestId: error.requestID };
    return toLineError(JSON.stringify(error.error), { ...info, ...requestId }, secrets);
  }
  if (isCut && error instanceof SyntaxError)
    return new LLMError("incomplete", "the answer broke off in the middle of a line", info);
  return new LLMError("invalid_response", "anthropic sent something that makes no sense", info);
}

/** A model that is not there any more: which one to take instead. */
export function toModelError(error: LLMError, model: string, knowledge: Knowledge): LLMError {
  const { code, message, info } = error;
  const known = knowledge.get(model);
  const isGone = info.status === 400 && (known?.lifecycle === "retired" || isAboutRetirement(message, model));
  if (code !== "model_not_found" && !isGone) return error;
  const other = knowledge.list().find(({ lifecycle = "active" }) => lifecycle === "active");
  const hint = other?.id ?? providerDescriptors.anthropic.defaults.chatModel;
  return new LLMError("model_not_found", message, { ...info, model, hint }, error.cause);
}

const isAboutRetirement = (message: string, model: string) =>
  message.includes(model) && /retired|no longer|deprecated|not (available|supported|found)|end.of.life/i.test(message);
