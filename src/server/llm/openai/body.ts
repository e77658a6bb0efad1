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

export function toOpenaiBody(options: LLMStreamOptions, knowledge: Knowledge): OpenaiBody {
  const { model, maxTokens, schema, think } = options;
  const { limit, format, system, without } = knowledge.dialect(model);
  const known = knowledge.get(model);
  const temperature = options.temperature ?? (schema ? 0 : undefined);
  // the window learned from an error may be smaller than the one that the prompt was planned for
  const room = known?.contextLength === undefined ? maxTokens : longestAnswer(known.contextLength);
  const body: OpenaiBody = {
    model,
    messages: withSystem(withSchemaInWords(options), options.messages.map(toMessage), system),
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

/** Sends plain strings where possible: not every server accepts parts. */
function toMessage({ role, content, images = [] }: LLMMessage): OpenaiBody["messages"][number] {
  if (images.length === 0) return { role, content };
  const pictures = images.map(({ type, base64 }): Part => {
    return { type: "image_url", image_url: { url: `data:${type};base64,${base64}` } };
  });
  return { role, content: [...pictures, { type: "text", text: content }] };
}
