import { isRecord, isText } from "./exchange.ts";
import type { UpstreamModel } from "./models.ts";

const known = new Set(
  "model messages system max_tokens stream stop_sequences thinking output_config cache_control metadata tools tool_choice service_tier".split(
    " ",
  ),
);
const sampling = ["temperature", "top_p", "top_k"];
const maxImageBase64 = 5 * 1024 * 1024;

/** The API's own message for a request that it refuses with 400; null for a valid request. Limits of an unlisted model are unknown. */
export function findProblem(
  body: Record<string, unknown>,
  model: UpstreamModel | undefined,
  tokens: number,
): string | null {
  const { max_tokens: limit } = body;
  if (!Number.isInteger(limit) || Number(limit) < 1) return "max_tokens: Field required";
  const sampled = sampling.find((field) => field in body);
  if (sampled) return `${sampled}: this parameter is not supported`;
  const unknown = Object.keys(body).find((field) => !known.has(field));
  if (unknown) return `${unknown}: Extra inputs are not permitted`;
  const most = model?.maxOutputTokens ?? 128_000;
  if (Number(limit) > most)
    return `max_tokens: ${String(limit)} > ${most}, which is the maximum allowed number of output tokens for ${model?.name}`;
  const all = Array.isArray(body.messages) ? body.messages.filter(isRecord) : [];
  if (all.length === 0) return "messages: at least one message is required";
  const problem = findMessageProblem(all) ?? findAbilityProblem(body, model);
  if (problem || tokens <= (model?.contextLength ?? 200_000)) return problem;
  return `prompt is too long: ${tokens} tokens > ${model?.contextLength ?? 200_000} maximum`;
}

function findMessageProblem(all: Record<string, unknown>[]): string | null {
  if (all[0]?.role !== "user") return 'messages: first message must use the "user" role';
  if (all.at(-1)?.role === "assistant")
    return "This model does not support assistant message prefill. The conversation must end with a user message.";
  const images = all.flatMap(({ content }) => blocksOf(content).filter(({ type }) => type === "image"));
  for (const [index, { content }] of all.entries()) {
    if (content === "" || (Array.isArray(content) && content.length === 0))
      return `messages.${index}: all messages must have non-empty content`;
    for (const [place, block] of blocksOf(content).entries()) {
      if (block.type === "text" && block.text === "") return "messages: text content blocks must be non-empty";
      if (block.type === "text" && String(block.text).trim() === "")
        return "messages: text content blocks must contain non-whitespace text";
      const problem = block.type === "image" ? findImageProblem(block, images.length) : null;
      if (problem) return `messages.${index}.content.${place}.image.source.base64.data: ${problem}`;
    }
  }
  return null;
}

function findImageProblem({ source }: Record<string, unknown>, count: number): string | null {
  if (!isRecord(source) || !isText(source.data)) return "Field required";
  const bytes = Buffer.from(source.data, "base64");
  const head = bytes.toString("latin1", 0, 12);
  const actual = sniff(head);
  if (!actual) return "Could not process image";
  if (actual !== source.media_type) return `Image does not match the provided media type ${String(source.media_type)}`;
  if (source.data.length > maxImageBase64)
    return `image exceeds 5 MB maximum: ${source.data.length} bytes > ${maxImageBase64} bytes`;
  const most = count > 20 ? 2_000 : 8_000;
  if (longEdge(bytes, actual) > most)
    return `At least one of the image dimensions exceed max allowed size${count > 20 ? " for many-image requests" : ""}: ${most} pixels`;
  return null;
}

function findAbilityProblem(body: Record<string, unknown>, model: UpstreamModel | undefined): string | null {
  const can = (ability: string) => !model?.capabilities || model.capabilities.includes(ability);
  const config = isRecord(body.output_config) ? body.output_config : {};
  const thinking = isRecord(body.thinking) ? body.thinking.type : undefined;
  if (thinking === "disabled" && !can("no-thinking"))
    return `thinking.type: "disabled" is not supported for this model`;
  if (config.effort !== undefined && !can("effort"))
    return "output_config.effort: This model does not support the effort parameter.";
  if (config.format !== undefined && !can("schema"))
    return "output_config.format: This model does not support structured outputs.";
  const schema = isRecord(config.format) ? findSchemaProblem(config.format.schema) : null;
  if (schema) return `output_config.format.schema: ${schema}`;
  if (isRecord(body.tool_choice) && body.tool_choice.type === "tool" && thinking === "adaptive")
    return "Thinking may not be enabled when tool_choice forces tool use.";
  return null;
}

const refusedKeywords = ["oneOf", "minLength", "maxLength", "pattern", "minimum", "maximum", "maxItems", "$schema"];

/** The API supports a part of JSON Schema and refuses the rest instead of ignoring it. */
function findSchemaProblem(schema: unknown): string | null {
  if (!isRecord(schema)) return "Input should be a valid dictionary";
  const refused = refusedKeywords.find((keyword) => keyword in schema);
  if (refused) return `For '${String(schema.type)}' type, property '${refused}' is not supported`;
  if (schema.type === "object" && schema.additionalProperties !== false)
    return "For 'object' type, 'additionalProperties' must be explicitly set to false";
  const inner = [...Object.values(isRecord(schema.properties) ? schema.properties : {}), schema.items];
  return inner.map((part) => (isRecord(part) ? findSchemaProblem(part) : null)).find((problem) => problem) ?? null;
}

const blocksOf = (content: unknown) => (Array.isArray(content) ? content.filter(isRecord) : []);

function sniff(head: string): string | null {
  if (head.startsWith("\x89PNG")) return "image/png";
  if (head.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (head.startsWith("GIF8")) return "image/gif";
  return head.startsWith("RIFF") && head.slice(8, 12) === "WEBP" ? "image/webp" : null;
}

/** The longest edge, read from the header; 0 if unknown. */
function longEdge(bytes: Buffer, type: string): number {
  if (type === "image/png") return Math.max(bytes.readUInt32BE(16), bytes.readUInt32BE(20));
  if (type !== "image/jpeg") return 0;
  // segment by segment, up to the one with the picture's size
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    const isSize = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isSize) return Math.max(bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7));
  }
  return 0;
}
