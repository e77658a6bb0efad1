import { type Dialect, type Knowledge, type Learned, LLMError, optionalFields } from "#server/llm/types.ts";

/** What a dialect is learned from: the fields of a request that a server may refuse. */
type SentBody = { model: string; max_tokens?: number; response_format?: unknown };

/** Learns from a refusal how the server wants to be asked. False: phrased differently it would be refused as well. */
export function learnDialect(knowledge: Knowledge, body: SentBody, error: unknown): boolean {
  // 500: a template that fails
  if (!(error instanceof LLMError) || ![400, 422, 500].includes(error.info.status ?? 0)) return false;
  const { model } = body;
  const change = nextDialect(knowledge.dialect(model), body, error.message);
  if (change) knowledge.learn(model, change);
  return change !== null;
}

const aboutFormat = /response.?format|json_?(schema|object)|json schema|grammar|structured.?output|guided/i;
const aboutSystemRole = /system role (is )?not supported|only user and assistant roles|roles must alternate/i;
const aboutUnknownField =
  /extra_forbidden|extra inputs|(unknown|unrecognized|unexpected|invalid) (field|parameter|argument|key)/i;

function nextDialect(dialect: Dialect, body: SentBody, message: string): Learned | null {
  if (body.max_tokens !== undefined && /max_completion_tokens/.test(message)) return { limit: "max_completion_tokens" };
  if (body.response_format && aboutFormat.test(message))
    return { format: dialect.format === "schema" ? "json" : "none" };
  if (dialect.system === "role" && aboutSystemRole.test(message)) return { system: "question" };
  const sent = optionalFields.filter((field) => field in body);
  const named = sent.filter((field) => message.includes(field));
  // a server that rejects one optional field rejects all: drop them together
  const refused = aboutUnknownField.test(message) ? sent : named;
  return refused.length > 0 ? { without: [...dialect.without, ...refused] } : null;
}
