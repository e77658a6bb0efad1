import { correctModel, recallModel } from "#server/llm/known-models.ts";
import type { Server } from "#server/llm/transport/server.ts";
import { LLMError } from "#server/llm/types.ts";

/** In which words one server wants to be asked. */
export type Dialect = {
  limit: "max_tokens" | "max_completion_tokens";
  /** How an answer to a schema is asked for: by the schema, by the word JSON, in the prompt alone. */
  format: "schema" | "json" | "none";
  /** Some chat templates know no such role: the instructions then stand before the first question. */
  system: "role" | "question";
  /** What it refuses of what is not needed. */
  without: readonly Optional[];
};
export type Optional = (typeof optional)[number];
const optional = ["temperature", "stream_options", "chat_template_kwargs"] as const;

/** What a dialect is learned from: the fields of a request that a server may refuse. */
type SentBody = { model: string; max_tokens?: number; response_format?: unknown };

/** By address and model, for as long as the process runs. */
const dialects = new Map<string, Dialect>();
const keyOf = ({ base }: Server, model: string) => `${base} ${model}`;

export function dialectOf(server: Server, model: string): Dialect {
  const format = recallModel(server.place, model)?.format ?? "schema";
  return dialects.get(keyOf(server, model)) ?? { limit: "max_tokens", format, system: "role", without: [] };
}

/** Learns from a refusal, for good. False: in other words it would be refused as well. */
export function learnDialect(server: Server, body: SentBody, error: unknown): boolean {
  // 500: a template that fails
  if (!(error instanceof LLMError) || ![400, 422, 500].includes(error.info.status ?? 0)) return false;
  const { model } = body;
  const dialect = nextDialect(dialectOf(server, model), body, error.message);
  if (!dialect) return false;
  dialects.set(keyOf(server, model), dialect);
  if (body.response_format) correctModel(server.place, model, { format: dialect.format });
  return true;
}

const aboutFormat = /response.?format|json_?(schema|object)|json schema|grammar|structured.?output|guided/i;
const aboutSystemRole = /system role (is )?not supported|only user and assistant roles|roles must alternate/i;
const aboutUnknownField =
  /extra_forbidden|extra inputs|(unknown|unrecognized|unexpected|invalid) (field|parameter|argument|key)/i;

function nextDialect(dialect: Dialect, body: SentBody, message: string): Dialect | null {
  if (body.max_tokens !== undefined && /max_completion_tokens/.test(message))
    return { ...dialect, limit: "max_completion_tokens" };
  if (body.response_format && aboutFormat.test(message))
    return { ...dialect, format: dialect.format === "schema" ? "json" : "none" };
  if (dialect.system === "role" && aboutSystemRole.test(message)) return { ...dialect, system: "question" };
  const sent = optional.filter((field) => field in body);
  const named = sent.filter((field) => message.includes(field));
  // who refuses one unknown field refuses the others too: the least, at once
  const refused = aboutUnknownField.test(message) ? sent : named;
  return refused.length > 0 ? { ...dialect, without: [...dialect.without, ...refused] } : null;
}
