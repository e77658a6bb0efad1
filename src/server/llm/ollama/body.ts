import { clampContext } from "#server/llm/answer/window.ts";
import { bareSchema, withSchemaInWords } from "#server/llm/answer/schema-words.ts";
import type { JsonSchema, Knowledge, LLMStreamOptions } from "#server/llm/types.ts";

const usualContext = 8_192;
/** No object that we ask for is longer. It also stops a model that writes white space without end. */
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

/** Ollama ignores these fields outside `options`. A load option that differs from the last request reloads the model. */
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
    // models that can think do so unless told not to; a model that is known not to think needs no field
    ...(knowledge.get(model)?.thinking !== false && { think }),
    // refuse a prompt that is too long instead of silently dropping its beginning
    truncate: false,
    // end the answer when the window is full instead of dropping the beginning; a load option, so every request sends it
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
