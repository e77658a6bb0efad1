import { fitPicture } from "#server/llm/answer/fit-picture.ts";
import { bareSchema, withSchemaInWords } from "#server/llm/answer/schema-words.ts";
import type { Dialect, JsonSchema, Knowledge, LLMMessage, LLMStreamOptions } from "#server/llm/types.ts";
import { longestAnswer } from "#server/llm/answer/window.ts";

type Part = { type: "text"; text: string } | { type: "image_url"; image_url: { url: string } };
type Format = { type: "json_schema"; json_schema: { name: string; schema: JsonSchema } } | { type: "json_object" };

export type OpenaiBody = {
  model: string;
  messages: { role: string; content: string | Part[] }[];
  stream: true;
  max_tokens?: number;
  max_completion_tokens?: number;
  temperature?: number;
  stream_options?: { include_usage: true };
  chat_template_kwargs?: { enable_thinking: false };
  response_format?: Format;
};

/** For a server, or a proxy before it, that takes no more: in pixels, and in characters of base64. */
const small = { maxEdge: 1_024, maxBase64: 512 * 1024 };
const asItIs = { maxEdge: Number.POSITIVE_INFINITY, maxBase64: Number.POSITIVE_INFINITY };

type Circumstances = { knowledge: Knowledge; arePicturesSmall: boolean };

export async function toOpenaiBody(
  options: LLMStreamOptions,
  { knowledge, arePicturesSmall }: Circumstances,
): Promise<OpenaiBody> {
  const { model, maxTokens, schema, think } = options;
  const { limit, format, system, without } = knowledge.dialect(model);
  const known = knowledge.get(model);
  const temperature = options.temperature ?? (schema ? 0 : undefined);
  // a window that was learned on the way may be smaller than the one that was planned for
  const room = known?.contextLength === undefined ? maxTokens : longestAnswer(known.contextLength);
  const body: OpenaiBody = {
    model,
    messages: withSystem(withSchemaInWords(options), await toMessages(options.messages, arePicturesSmall), system),
    stream: true,
    [limit]: Math.min(maxTokens, room, known?.maxOutputTokens ?? maxTokens),
    ...(temperature !== undefined && { temperature }),
    stream_options: { include_usage: true },
    ...(think !== true && known?.canStopThinking && { chat_template_kwargs: { enable_thinking: false } }),
    ...(schema && format !== "none" && { response_format: toFormat(schema, format) }),
  };
  for (const field of without) delete body[field];
  return body;
}

const toFormat = ({ name, schema }: NonNullable<LLMStreamOptions["schema"]>, format: "schema" | "json"): Format =>
  format === "json"
    ? { type: "json_object" }
    : { type: "json_schema", json_schema: { name, schema: bareSchema(schema) } };

function withSystem(
  system: string,
  messages: OpenaiBody["messages"],
  position: Dialect["system"],
): OpenaiBody["messages"] {
  if (system === "") return messages;
  const [first, ...rest] = messages;
  if (position === "role" || !first) return [{ role: "system", content: system }, ...messages];
  const { role, content } = first;
  const said =
    typeof content === "string" ? `${system}\n\n${content}` : [{ type: "text" as const, text: system }, ...content];
  return [{ role, content: said }, ...rest];
}

async function toMessages(messages: readonly LLMMessage[], areSmall: boolean): Promise<OpenaiBody["messages"]> {
  const all: OpenaiBody["messages"] = [];
  for (const { role, content, images = [] } of messages) {
    const pictures: Part[] = [];
    // one after the other: a picture is large while it is decoded
    for (const image of images) pictures.push(await toImagePart(image, areSmall));
    // plain strings wherever possible: not every server takes parts
    all.push({ role, content: pictures.length === 0 ? content : [...pictures, { type: "text", text: content }] });
  }
  return all;
}

async function toImagePart(image: string, isSmall: boolean): Promise<Part> {
  const { type, base64 } = await fitPicture("openai-compatible", image, isSmall ? small : asItIs);
  return { type: "image_url", image_url: { url: `data:${type};base64,${base64}` } };
}
