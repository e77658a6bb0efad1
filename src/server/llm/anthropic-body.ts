import type { ContentBlockParam, MessageCreateParamsStreaming } from "@anthropic-ai/sdk/resources/messages";
import { toPicture } from "./images.ts";
import { recallModel } from "./known-models.ts";
import type { LLMMessage, LLMStreamOptions } from "./types.ts";

/** What thinking takes before the first word, for a model that cannot be asked not to. */
const roomToThink = 1_024;

/** No temperature: this version of the API refuses sampling settings, the default ones included. */
export function toAnthropicBody(options: LLMStreamOptions, host: string): MessageCreateParamsStreaming {
  const { model, messages, system, maxTokens, think = false } = options;
  // a model of which we do not know it may refuse the field
  const mayDisable = recallModel(host, model)?.canStopThinking === true && !think;
  return {
    model,
    max_tokens: mayDisable ? maxTokens : Math.max(maxTokens, roomToThink),
    ...(system !== "" && { system }),
    messages: messages.map(toMessage).filter(({ content }) => content.length > 0),
    stream: true,
    ...(mayDisable && { thinking: { type: "disabled" } }),
    // the last block, moving along with the conversation; a single question is never asked again
    ...(messages.length > 1 && { cache_control: { type: "ephemeral" } }),
  };
}

function toMessage({ role, content, images = [] }: LLMMessage): { role: typeof role; content: ContentBlockParam[] } {
  const text: ContentBlockParam[] = content.trim() === "" ? [] : [{ type: "text", text: content }];
  return { role, content: [...images.map(toImageBlock), ...text] };
}

function toImageBlock(image: string): ContentBlockParam {
  const { type, base64 } = toPicture("anthropic", image);
  return { type: "image", source: { type: "base64", media_type: type, data: base64 } };
}
