import { isRecord, isText, type UpstreamState } from "./exchange.ts";
import type { UpstreamModel } from "./models.ts";
import { type ChatRequest, countTokens } from "./script.ts";

/** The fields that every compatible server accepts. With `strict` the server refuses all others, as some real servers do. */
const safe = new Set("model messages stream max_tokens temperature stop response_format stream_options".split(" "));

type Problem = { message: string; status?: number; more?: { code?: string; type?: string; fields?: object } };
type Body = Record<string, unknown>;

/** The server's own error for a request to a known model; null for a valid request. */
export function findProblem(
  state: UpstreamState,
  body: Body,
  request: ChatRequest,
  model: UpstreamModel,
): Problem | null {
  const unknown = Object.keys(body).find((field) => !safe.has(field));
  if (state.strict && unknown)
    return {
      message: `[{'type': 'extra_forbidden', 'loc': ('body', '${unknown}'), 'msg': 'Extra inputs are not permitted'}]`,
    };
  return findImageProblem(state, body, model) ?? findFormatProblem(state, body) ?? findOverflow(state, request, model);
}

function findImageProblem(
  { flavour }: UpstreamState,
  { messages }: Body,
  { capabilities }: UpstreamModel,
): Problem | null {
  const all = Array.isArray(messages) ? messages.filter(isRecord) : [];
  const parts = all.flatMap(({ content }) => (Array.isArray(content) ? content.filter(isRecord) : []));
  const urls = parts.flatMap(({ image_url: image }) => (isRecord(image) ? [String(image.url)] : []));
  if (urls.length === 0) return null;
  // Ollama accepts only base64 with a prefix that names its type
  const taken = flavour === "ollama" ? /^data:image\/(jpe?g|png|webp);base64,/ : /^data:image\/[a-z]+;base64,|^https?:/;
  if (!urls.every((url) => taken.test(url)))
    return { message: "Invalid url in image_url: must be a base64 encoded image" };
  if (!capabilities || capabilities.includes("vision")) return null;
  const refusals: Partial<Record<UpstreamState["flavour"], Problem>> = {
    llamacpp: {
      status: 500,
      message: "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj",
    },
    lmstudio: { message: "Model does not support images. Please use a model that does." },
    vllm: { message: "At most 0 image(s) may be provided in one prompt." },
  };
  return refusals[flavour] ?? { message: "This model does not support image input." };
}

function findFormatProblem({ flavour, formats }: UpstreamState, { response_format: format }: Body): Problem | null {
  if (!isRecord(format)) return null;
  if (flavour === "lmstudio" && format.type !== "json_schema" && format.type !== "text")
    return { message: "'response_format.type' must be 'json_schema' or 'text'" };
  if (formats && !formats.some((each) => each === format.type))
    return { message: "This response_format type is unavailable now" };
  const { json_schema: wanted } = format;
  if (format.type === "json_schema" && (!isRecord(wanted) || !isText(wanted.name) || !isRecord(wanted.schema)))
    return { message: "response_format.json_schema: 'name' and 'schema' are required" };
  return null;
}

/** `window`: the context window that the model was loaded with, if smaller than its context length. */
function findOverflow(
  { flavour }: UpstreamState,
  request: ChatRequest,
  { window: most }: UpstreamModel,
): Problem | null {
  const tokens = countTokens(request);
  const { maxTokens = 16 } = request;
  if (most === undefined) return null;
  if (flavour === "vllm" && tokens + maxTokens > most)
    return {
      message: `This model's maximum context length is ${most} tokens. However, you requested ${tokens + maxTokens} tokens (${tokens} in the messages, ${maxTokens} in the completion). Please reduce the length of the messages or completion.`,
    };
  if (tokens <= most) return null;
  if (flavour === "lmstudio")
    return {
      message: `Trying to keep the first ${tokens} tokens when context the overflows. However, the model is loaded with context length of only ${most} tokens, which is not enough. Try to load the model with a larger context length, or provide a shorter input`,
    };
  if (flavour === "llamacpp")
    return {
      message: `request (${tokens} tokens) exceeds the available context size (${most} tokens), try increasing it`,
      more: { type: "exceed_context_size_error", fields: { code: 400, n_prompt_tokens: tokens, n_ctx: most } },
    };
  return {
    message: `This model's maximum context length is ${most} tokens. However, your messages resulted in ${tokens} tokens.`,
    more: { code: "context_length_exceeded" },
  };
}
