import { bareSchema } from "#server/llm/answer/schema-words.ts";
import {
  type JsonSchema,
  type Knowledge,
  LLMError,
  type LLMMessage,
  type LLMStreamOptions,
} from "#server/llm/types.ts";
import { toAcceptedSchema } from "./schema.ts";

type Block =
  | { type: "text"; text: string }
  | { type: "image"; source: { type: "base64"; media_type: "image/jpeg"; data: string } };

export type AnthropicBody = {
  model: string;
  max_tokens: number;
  system?: string;
  messages: { role: "user" | "assistant"; content: Block[] }[];
  stream: true;
  thinking?: { type: "disabled" };
  output_config?: { format?: { type: "json_schema"; schema: JsonSchema }; effort?: "low" };
  tools?: { name: string; description: string; input_schema: JsonSchema }[];
  tool_choice?: { type: "tool"; name: string };
  cache_control?: { type: "ephemeral" };
};

/** The tokens that thinking needs before the first word, for a model whose thinking cannot be turned off. */
const roomToThink = 1_024;

/** The API accepts 32 MB. The rest is left as a margin. */
const maxBodyBytes = 30 * 1024 * 1024;

/** Sends no temperature, because this version of the API refuses all sampling settings, even the default values. */
export function toAnthropicBody(options: LLMStreamOptions, knowledge: Knowledge): AnthropicBody {
  const { model, system, maxTokens, think, schema, conversation = false } = options;
  const known = knowledge.get(model);
  // true for most models; when a model refuses the field, the recovery learns it
  const stopsThinking = think !== true && known?.canStopThinking !== false;
  const room = stopsThinking ? maxTokens : Math.max(maxTokens, roomToThink);
  const asTool = schema !== undefined && known?.format !== undefined && known.format !== "schema";
  const outputConfig = {
    ...(schema && !asTool && { format: { type: "json_schema" as const, schema: toAcceptedSchema(schema.schema) } }),
    ...(think === false && !stopsThinking && known?.canThinkLess && { effort: "low" as const }),
  };
  return fitRequest({
    model,
    max_tokens: Math.min(room, known?.maxOutputTokens ?? room),
    ...(system !== "" && { system }),
    messages: options.messages.map(toMessage).filter(({ content }) => content.length > 0),
    stream: true,
    ...(stopsThinking && { thinking: { type: "disabled" } }),
    ...(Object.keys(outputConfig).length > 0 && { output_config: outputConfig }),
    ...(schema && asTool && forceTool(schema)),
    // caches up to the last block, which moves along with the conversation; a single question is not asked again
    ...(conversation && { cache_control: { type: "ephemeral" } }),
  });
}

/** For models without structured outputs: forces a call of a tool that does not exist. Its input is the answer. */
function forceTool({ name, schema }: NonNullable<LLMStreamOptions["schema"]>) {
  return {
    tools: [
      { name, description: "Gives the answer.", input_schema: { ...bareSchema(schema), type: "object" as const } },
    ],
    tool_choice: { type: "tool" as const, name },
  };
}

function toMessage({ role, content, images = [] }: LLMMessage) {
  const pictures = images.map(({ type, base64 }): Block => {
    return { type: "image", source: { type: "base64", media_type: type, data: base64 } };
  });
  const text: Block[] = content.trim() === "" ? [] : [{ type: "text", text: content }];
  return { role, content: [...pictures, ...text] };
}

const leftOut: Block = { type: "text", text: "(a picture that was here is left out)" };

/** Drops pictures of earlier turns, the oldest first, until the request is small enough. Keeps those of the last message. */
function fitRequest(body: AnthropicBody): AnthropicBody {
  let bytes = Buffer.byteLength(JSON.stringify(body));
  if (bytes <= maxBodyBytes) return body;
  for (const { content } of body.messages.slice(0, -1)) {
    for (const [index, block] of content.entries()) {
      if (bytes <= maxBodyBytes) break;
      if (block.type !== "image") continue;
      bytes -= JSON.stringify(block).length - JSON.stringify(leftOut).length;
      content[index] = leftOut;
    }
  }
  if (bytes <= maxBodyBytes) return body;
  const message = "the pictures of this message are too large together";
  throw new LLMError("too_large", message, { provider: "anthropic", retryable: false });
}
