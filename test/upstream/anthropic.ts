import { randomUUID } from "node:crypto";
import { type Exchange, isRecord, isText, parseBody, sendJson } from "./exchange.ts";
import type { Wire } from "./send-reply.ts";
import { type ChatRequest, countTokens } from "./script.ts";

const known = new Set(
  "model messages system max_tokens stream stop_sequences thinking output_config cache_control metadata tools tool_choice service_tier".split(
    " ",
  ),
);
const sampling = ["temperature", "top_p", "top_k"];

/** The Messages API of version 2026-10-21: keys, refusals and events as documented. */
export async function serveAnthropic(exchange: Exchange): Promise<void> {
  const { method, path, headers, state } = exchange;
  const given = headers["x-api-key"] ?? headers.authorization?.replace(/^Bearer /, "");
  if (path !== "/v1/messages" && path !== "/v1/models") return refuse(exchange, 404, "not_found_error", "Not found");
  if (given === undefined) return refuse(exchange, 401, "authentication_error", "x-api-key header is required");
  if (given !== state.key) return refuse(exchange, 401, "authentication_error", "invalid x-api-key");
  if (!headers["anthropic-version"])
    return refuse(exchange, 400, "invalid_request_error", "anthropic-version: header is required");
  if (path === "/v1/models" && method === "GET") return listModels(exchange);
  if (path === "/v1/messages" && method === "POST") return messages(exchange);
  return refuse(exchange, 405, "invalid_request_error", "Method Not Allowed");
}

async function messages(exchange: Exchange): Promise<void> {
  const { text, state, path } = exchange;
  const body = parseBody(text);
  const bad = (message: string) => refuse(exchange, 400, "invalid_request_error", message);
  if (!body) return bad("The request body is not valid JSON");
  const { model } = body;
  if (!isText(model)) return bad("model: Field required");
  if (!Number.isInteger(body.max_tokens) || Number(body.max_tokens) < 1) return bad("max_tokens: Field required");
  const sampled = sampling.find((field) => field in body);
  if (sampled) return bad(`${sampled}: this parameter is not supported`);
  const unknown = Object.keys(body).find((field) => !known.has(field));
  if (unknown) return bad(`${unknown}: Extra inputs are not permitted`);
  const all = Array.isArray(body.messages) ? body.messages.filter(isRecord) : [];
  if (all.length === 0) return bad("messages: at least one message is required");
  const problem = findProblem(all);
  if (problem) return bad(problem);
  if (!state.models.some(({ name }) => name === model))
    return refuse(exchange, 404, "not_found_error", `model: ${model}`);

  const request = toChatRequest(path, model, body, all);
  const thinking = isRecord(body.thinking) ? body.thinking.type : undefined;
  await exchange.answer(request, wire(model, countTokens(request)), {
    thinks: thinking !== "disabled",
    sendError: (status, message, reply) => refuse(exchange, status, typeOf(status), message, reply.headers),
    sendWhole: (answer, thought, finish) => ({
      ...envelope(model),
      content: [
        ...(thought ? [{ type: "thinking", thinking: thought, signature: "c2ln" }] : []),
        { type: "text", text: answer },
      ],
      stop_reason: stopReasons[finish ?? "stop"],
      usage: { input_tokens: countTokens(request), output_tokens: Array.from(answer).length },
    }),
  });
}

function wire(model: string, inputTokens: number): Wire {
  let index = 0;
  let open: "thinking" | "text" | null = null;
  const event = (type: string, rest: object = {}) => `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`;
  const stop = () => {
    if (open === null) return "";
    open = null;
    index += 1;
    return event("content_block_stop", { index: index - 1 });
  };
  const start = (type: "thinking" | "text") => {
    if (open === type) return "";
    const before = stop();
    open = type;
    const block = type === "text" ? { type, text: "" } : { type, thinking: "", signature: "" };
    return before + event("content_block_start", { index, content_block: block });
  };
  const usage = { input_tokens: inputTokens, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
  return {
    contentType: "text/event-stream; charset=utf-8",
    opening: [
      event("message_start", { message: { ...envelope(model), content: [], usage: { ...usage, output_tokens: 1 } } }),
      event("ping"),
    ],
    thinking: (text) =>
      start("thinking") + event("content_block_delta", { index, delta: { type: "thinking_delta", thinking: text } }),
    piece: (text) => start("text") + event("content_block_delta", { index, delta: { type: "text_delta", text } }),
    closing: ({ finish, tokens, reply }) => [
      stop(),
      event("message_delta", {
        delta: { stop_reason: stopReasons[finish], stop_sequence: null },
        usage: { ...usage, output_tokens: reply.usage?.output ?? tokens },
      }),
      event("message_stop"),
    ],
    failure: (error) => [
      event("error", isText(error) ? { error: { type: "overloaded_error", message: error } } : error),
    ],
  };
}

const stopReasons: Record<string, string | null> = {
  stop: "end_turn",
  length: "max_tokens",
  refusal: "refusal",
  context: "model_context_window_exceeded",
  absent: null,
};

function envelope(model: string) {
  const id = `msg_${randomUUID().replaceAll("-", "").slice(0, 24)}`;
  return { id, type: "message", role: "assistant", model, stop_reason: null, stop_sequence: null };
}

function toChatRequest(
  path: string,
  model: string,
  body: Record<string, unknown>,
  all: Record<string, unknown>[],
): ChatRequest {
  const messages = all.map(({ role, content }) => ({
    role: String(role),
    content: isText(content)
      ? content
      : blocksOf(content)
          .map(({ text }) => (isText(text) ? text : ""))
          .join(""),
    images: blocksOf(content).flatMap(({ source }) => (isRecord(source) && isText(source.data) ? [source.data] : [])),
  }));
  return {
    protocol: "anthropic",
    path,
    model,
    system: isText(body.system)
      ? body.system
      : blocksOf(body.system)
          .map(({ text }) => String(text))
          .join("\n"),
    messages,
    lastText: messages.findLast(({ role }) => role === "user")?.content ?? "",
    stream: body.stream === true,
    maxTokens: Number(body.max_tokens),
    body,
  };
}

/** What the API refuses in the messages, in its words. */
function findProblem(all: Record<string, unknown>[]): string | null {
  if (all[0]?.role !== "user") return 'messages: first message must use the "user" role';
  if (all.at(-1)?.role === "assistant")
    return "This model does not support assistant message prefill. The conversation must end with a user message.";
  for (const [index, { content }] of all.entries()) {
    if (content === "" || (Array.isArray(content) && content.length === 0))
      return `messages.${index}: all messages must have non-empty content`;
    for (const block of blocksOf(content)) {
      if (block.type === "text" && block.text === "") return "messages: text content blocks must be non-empty";
      const source = isRecord(block.source) ? block.source : null;
      if (!source || !isText(source.data)) continue;
      const actual = sniff(source.data);
      if (!actual) return `messages.${index}.content: Could not process image`;
      if (actual !== source.media_type)
        return `messages.${index}.content: Image does not match the provided media type ${String(source.media_type)}`;
    }
  }
  return null;
}

const blocksOf = (content: unknown) => (Array.isArray(content) ? content.filter(isRecord) : []);

function sniff(base64: string): string | null {
  const bytes = Buffer.from(base64.slice(0, 32), "base64").toString("latin1");
  if (bytes.startsWith("\x89PNG")) return "image/png";
  if (bytes.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (bytes.startsWith("GIF8")) return "image/gif";
  return bytes.startsWith("RIFF") && bytes.slice(8, 12) === "WEBP" ? "image/webp" : null;
}

/** In pages, as there: `limit` (20), `after_id`, `has_more`. */
function listModels(exchange: Exchange): void {
  const { state, query } = exchange;
  const all = state.models.map((model) => ({
    type: "model",
    id: model.name,
    display_name: model.displayName ?? model.name,
    created_at: "2026-09-29T00:00:00Z",
    lifecycle: "active",
    deprecated_at: null,
    retires_at: null,
    line: null,
    max_input_tokens: model.contextLength ?? null,
    max_tokens: 128_000,
    capabilities: model.capabilities
      ? {
          image_input: { supported: model.capabilities.includes("vision") },
          thinking: { supported: true, types: { disabled: { supported: model.capabilities.includes("no-thinking") } } },
        }
      : null,
  }));
  const start = all.findIndex(({ id }) => id === query.get("after_id")) + 1;
  const limit = Number(query.get("limit") ?? 20);
  const data = all.slice(start, start + limit);
  sendJson(exchange, 200, {
    data,
    has_more: start + limit < all.length,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  });
}

function refuse(exchange: Exchange, status: number, type: string, message: string, headers = {}): void {
  const request_id = `req_${randomUUID().replaceAll("-", "").slice(0, 24)}`;
  const body = { type: "error", error: { type, message }, request_id };
  sendJson(exchange, status, body, { "request-id": request_id, ...headers });
}

function typeOf(status: number): string {
  const types: Record<number, string> = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    529: "overloaded_error",
  };
  return types[status] ?? "api_error";
}
