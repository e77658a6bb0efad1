import { beginningOf } from "#shared/beginning-of.ts";
import { recommendedModels } from "#shared/recommended-models.ts";
import { maxErrorLength } from "#server/llm/transport/limits.ts";
import { type Knowledge, LLMError } from "#server/llm/types.ts";

/** Throws `unsupported` before anything is sent if the model is known to see no pictures. */
export function refuseUnseen(provider: string, knowledge: Knowledge, model: string): void {
  if (knowledge.get(model)?.vision === false) throw cannotSee(provider, knowledge, model);
}

/** The error for a model that sees no pictures. Names models that do: `qwen3:8b cannot see pictures; gemma3:12b can`. */
export function cannotSee(provider: string, knowledge: Knowledge, model: string, cause?: LLMError): LLMError {
  const seeing = knowledge
    .list()
    .flatMap(({ id, vision, remote, damaged }) => (vision && !remote && !damaged ? [id] : []));
  const names = seeing.slice(0, 5).join(", ");
  const download = recommendedModels.find(({ use }) => use === "pictures");
  const hint = names || (provider === "ollama" && download ? `ollama pull ${download.model}` : "");
  const message = `${model} cannot see pictures; ${names === "" ? "no other model is known that can" : `${names} can`}`;
  const reason = "blind" as const;
  const info = { provider, model, reason, retryable: false, ...(cause?.info.status && { status: cause.info.status }) };
  return new LLMError("unsupported", beginningOf(message, maxErrorLength), { ...info, ...(hint && { hint }) }, cause);
}
