import { providerDescriptors } from "#shared/providers.ts";
import { isAboutRetirement } from "#server/llm/transport/error-texts.ts";
import { type Knowledge, LLMError } from "#server/llm/types.ts";

/** Adds a hint to the error for a model that does not exist any more: the model to choose instead. */
export function toModelError(error: LLMError, model: string, knowledge: Knowledge): LLMError {
  const { code, message, info } = error;
  const known = knowledge.get(model);
  const isGone = info.status === 400 && (known?.lifecycle === "retired" || isAboutRetirement(message, model));
  if (code !== "model_not_found" && !isGone) return error;
  const other = knowledge.list().find(({ lifecycle = "active" }) => lifecycle === "active");
  const hint = other?.id ?? providerDescriptors.anthropic.defaults.chatModel;
  return new LLMError("model_not_found", message, { ...info, model, hint }, error.cause);
}
