import type {
  ContentBlockParam,
  MessageCreateParamsStreaming,
  MessageParam,
} from "@anthropic-ai/sdk/resources/messages";
import { fitPicture } from "#server/llm/answer/fit-picture.ts";
import { bareSchema } from "#server/llm/answer/schema-words.ts";
import { type Knowledge, LLMError, type LLMMessage, type LLMStreamOptions } from "#server/llm/types.ts";

/** What thinking takes before the first word, for a model that cannot be asked not to. */
const roomToThink = 1_024;

/** The API takes 32 MB; what else is in the request has room too. */
const maxBodyBytes = 30 * 1024 * 1024;
/** Above, a picture is refused, now and in every turn after. With many pictures each must be smaller. */
const maxBase64 = 5 * 1024 * 1024;
const longestEdge = 8_000;
const manyPictures = 20;
const longestEdgeOfMany = 2_000;
/** In pixels, where even that was too much. */
const smallEdge = 1_024;

/** `schema`: the one of the options, as far as the API takes it. */
type Circumstances = {
  knowledge: Knowledge;
  arePicturesSmall: boolean;
  schema: { [key: string]: unknown } | undefined;
};

/** No temperature: this version of the API refuses sampling settings, the default ones included. */
export async function toAnthropicBody(
  options: LLMStreamOptions,
  { knowledge, arePicturesSmall, schema: accepted }: Circumstances,
): Promise<MessageCreateParamsStreaming> {
  const { model, system, maxTokens, think, schema, conversation = false } = options;
  const known = knowledge.get(model);
  // of most models it is true; one that refuses says so, and is remembered
  const stopsThinking = think !== true && known?.canStopThinking !== false;
  const room = stopsThinking ? maxTokens : Math.max(maxTokens, roomToThink);
  const asTool = schema !== undefined && known?.format !== undefined && known.format !== "schema";
  const outputConfig = {
    ...(accepted && !asTool && { format: { type: "json_schema" as const, schema: accepted } }),
    ...(think === false && !stopsThinking && known?.canThinkLess && { effort: "low" as const }),
  };
  return fitRequest({
    model,
    max_tokens: Math.min(room, known?.maxOutputTokens ?? room),
    ...(system !== "" && { system }),
    messages: await toMessages(options.messages, arePicturesSmall),
    stream: true,
    ...(stopsThinking && { thinking: { type: "disabled" } }),
    ...(Object.keys(outputConfig).length > 0 && { output_config: outputConfig }),
    ...(schema && asTool && forceTool(schema)),
    // the last block, moving along with the conversation; a single question is never asked again
    ...(conversation && { cache_control: { type: "ephemeral" } }),
  });
}

/** For models before structured outputs: the answer is the input of a tool that does not exist. */
function forceTool({ name, schema }: NonNullable<LLMStreamOptions["schema"]>) {
  return {
    tools: [
      { name, description: "Gives the answer.", input_schema: { ...bareSchema(schema), type: "object" as const } },
    ],
    tool_choice: { type: "tool" as const, name },
  };
}

async function toMessages(messages: readonly LLMMessage[], areSmall: boolean): Promise<MessageParam[]> {
  const count = messages.reduce((sum, { images = [] }) => sum + images.length, 0);
  const maxEdge = areSmall ? smallEdge : count > manyPictures ? longestEdgeOfMany : longestEdge;
  const all: { role: "user" | "assistant"; content: ContentBlockParam[] }[] = [];
  for (const { role, content, images = [] } of messages) {
    const blocks: ContentBlockParam[] = [];
    // one after the other: a picture is large while it is decoded
    for (const image of images) blocks.push(await toImageBlock(image, maxEdge));
    if (content.trim() !== "") blocks.push({ type: "text", text: content });
    all.push({ role, content: blocks });
  }
  return all.filter(({ content }) => content.length > 0);
}

async function toImageBlock(image: string, maxEdge: number): Promise<ContentBlockParam> {
  const { type, base64 } = await fitPicture("anthropic", image, { maxEdge, maxBase64 });
  return { type: "image", source: { type: "base64", media_type: type, data: base64 } };
}

const leftOut: ContentBlockParam = { type: "text", text: "(a picture that was here is left out)" };

/** Without the pictures of old turns, the oldest first, until it is small enough. Those of the last message are what is asked about. */
function fitRequest(body: MessageCreateParamsStreaming): MessageCreateParamsStreaming {
  let bytes = Buffer.byteLength(JSON.stringify(body));
  if (bytes <= maxBodyBytes) return body;
  for (const { content } of body.messages.slice(0, -1)) {
    if (typeof content === "string") continue;
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
