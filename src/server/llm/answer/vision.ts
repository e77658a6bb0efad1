import { recommendedModels } from "#shared/recommended-models.ts";
import { type Knowledge, LLMError, type LLMStreamOptions } from "#server/llm/types.ts";

type Asked = { provider: string; knowledge: Knowledge; options: Pick<LLMStreamOptions, "model" | "messages"> };

const hasPictures = ({ options }: Asked) => options.messages.some(({ images = [] }) => images.length > 0);

/** Pictures for a model of which its server says that it sees nothing: `unsupported`, before anything is sent. */
export function refuseUnseen(asked: Asked): void {
  if (hasPictures(asked) && asked.knowledge.get(asked.options.model)?.vision === false) throw cannotSee(asked);
}

/** What a server says of a picture itself: too large, of a wrong kind, broken. */
const aboutThisPicture =
  /too (large|big|many)|exceed|dimension|resolution|size|base64|decod|format|corrupt|media.?type|at most [1-9]/i;

/**
 * A refusal that names pictures, whatever its status: `unsupported`, and the next one is refused here. Only for a question that had
 * some: of a model whose abilities nobody knows it is tried.
 */
export function toVisionError(error: unknown, asked: Asked): unknown {
  if (!(error instanceof LLMError) || !hasPictures(asked) || !["unsupported", "server"].includes(error.code))
    return error;
  if (!/image|vision|mmproj|multimodal/i.test(error.message) || aboutThisPicture.test(error.message)) return error;
  asked.knowledge.learn(asked.options.model, { vision: false });
  return cannotSee(asked, error);
}

/** Says who can: `qwen3:8b cannot see pictures; gemma3:12b can`. */
function cannotSee({ provider, knowledge, options: { model } }: Asked, cause?: LLMError): LLMError {
  const seeing = knowledge.list().flatMap(({ id, vision, remote }) => (vision && !remote ? [id] : []));
  const names = seeing.slice(0, 5).join(", ");
  const download = recommendedModels.find(({ use }) => use === "pictures");
  const hint = names || (provider === "ollama" && download ? `ollama pull ${download.model}` : "");
  const message = `${model} cannot see pictures; ${names === "" ? "no other model is known that can" : `${names} can`}`;
  const info = { provider, model, retryable: false, ...(cause?.info.status && { status: cause.info.status }) };
  return new LLMError("unsupported", message.slice(0, 500), { ...info, ...(hint && { hint }) }, cause);
}
