import { clampContext } from "#server/llm/answer/window.ts";
import { bareSchema, withSchemaInWords } from "#server/llm/answer/schema-words.ts";
import type { JsonSchema, Knowledge, LLMStreamOptions } from "#server/llm/types.ts";

const usualContext = 8_192;
/** No object that we ask for is longer; a model that falls into white space is stopped here at the latest. */
const longestObject = 4_096;

export type OllamaBody = {
  model: string;
  messages: { role: string; content: string; images?: string[] }[];
  stream: true;
  think?: boolean;
  truncate: false;
  shift: false;
  format?: JsonSchema;
  options: { num_ctx: number; num_predict: number; temperature?: number };
  keep_alive?: string | number;
};

/** Everything is under `options`: at the top level Ollama ignores it. Other load options than the last time reload the model. */
export function toOllamaBody(options: LLMStreamOptions, knowledge: Knowledge): OllamaBody {
  const { model, messages, maxTokens, schema, think = false, contextTokens = usualContext, keepAlive } = options;
  const temperature = options.temperature ?? (schema ? 0 : undefined);
  const system = withSchemaInWords(options);
  return {
    model,
    messages: [
      ...(system === "" ? [] : [{ role: "system", content: system }]),
      ...messages.map(({ role, content, images = [] }) => ({
        role,
        content,
        ...(images.length > 0 && { images: images.map(({ base64 }) => base64) }),
      })),
    ],
    stream: true,
    // without it, models that can think do; `false` is accepted by all, but a model known not to think needs nothing
    ...(knowledge.get(model)?.thinking !== false && { think }),
    // the beginning of a conversation is never cut away in silence
    truncate: false,
    // nor is that of a full window in the middle of an answer; a load option, so every request says the same
    shift: false,
    ...(schema && { format: bareSchema(schema.schema) }),
    options: {
      num_ctx: clampContext(knowledge.get(model), contextTokens),
      num_predict: schema ? Math.min(maxTokens, longestObject) : maxTokens,
      ...(temperature !== undefined && { temperature }),
    },
    ...(keepAlive !== undefined && { keep_alive: keepAlive }),
  };
}
