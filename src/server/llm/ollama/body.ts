import { clampContext } from "#server/llm/answer/window.ts";
import { bareSchema, withSchemaInWords } from "#server/llm/answer/schema-words.ts";
import type { JsonSchema, Knowledge, LLMStreamOptions } from "#server/llm/types.ts";

const usualContext = 8_192;
/** No object that we ask for is longer. The limit also stops a model that writes white space endlessly. */
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

/** Ollama reads `num_ctx`, `num_predict` and `temperature` only inside `options`. It reloads the model when a load option changes. */
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
    // a model that can think does so unless it gets `think: false`; a model known not to think needs no field
    ...(knowledge.get(model)?.thinking !== false && { think }),
    // makes Ollama refuse a prompt that is too long, instead of silently dropping its beginning
    truncate: false,
    // makes Ollama end the answer when the window is full, instead of dropping the beginning; a load option, so always sent
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
