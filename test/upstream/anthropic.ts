import { randomUUID } from "node:crypto";
import { type Exchange, isRecord, isText, parseBody, sendJson, type UpstreamState } from "./exchange.ts";
import type { Wire } from "./send-reply.ts";
import { findProblem } from "./anthropic-checks.ts";
import { listModels } from "./anthropic-models.ts";
import { countCached } from "./anthropic-cache.ts";
import { loadsByDefault } from "./ollama-models.ts";
import { noSuchModel, refuseAsLitellm } from "./openai.ts";
import { type ChatRequest, countTokens, tokensOf } from "./script.ts";
import { cutInSilence } from "./silent-cut.ts";

/** The API refuses a larger body unread. */
const maxBodyBytes = 32 * 1024 * 1024;

/** The Messages API of version 2026-10-21: keys, refusals and events as documented. */
export async function serveAnthropic(exchange: Exchange): Promise<void> {
  const { method, path, headers, state } = exchange;
  const given = headers["x-api-key"] ?? headers.authorization?.replace(/^Bearer /, "");
  const isPlain = state.flavour === "plain";
  if (path !== "/v1/messages" && path !== "/v1/models") return refuse(exchange, 404, "not_found_error", "Not found");
  const isRefused = state.key !== undefined && given !== state.key;
  if (state.flavour === "litellm" && isRefused) return refuseAsLitellm(exchange, given !== undefined);
  if (!isPlain && isRefused) return refuse(exchange, 401, "authentication_error", "Invalid API Key");
  if (isPlain && given === undefined)
    return refuse(exchange, 401, "authentication_error", "x-api-key header is required");
  if (isPlain && given !== state.key) return refuse(exchange, 401, "authentication_error", "invalid x-api-key");
  if (!headers["anthropic-version"])
    return refuse(exchange, 400, "invalid_request_error", "anthropic-version: header is required");
  if (path === "/v1/models" && method === "GET") return listModels(exchange);
  if (path === "/v1/messages" && method === "POST") {
    if (Buffer.byteLength(exchange.text) <= maxBodyBytes) return messages(exchange);
    return refuse(exchange, 413, "request_too_large", "Request exceeds the maximum size");
  }
  return refuse(exchange, 405, "invalid_request_error", "Method Not Allowed");
}

async function messages(exchange: Exchange): Promise<void> {
  const { text, state, path } = exchange;
  const body = parseBody(text);
  const bad = (message: string) => refuse(exchange, 400, "invalid_request_error", message);
  if (!body) return bad("The request body is not valid JSON");
  const { model: name } = body;
  if (!isText(name)) return bad("model: Field required");
  const { flavour } = state;
  const isPlain = flavour === "plain";
  // llama.cpp runs one model and accepts any name for it
  const model = flavour === "llamacpp" ? state.models[0] : state.models.find((candidate) => candidate.name === name);
  const whole = toChatRequest(path, name, body);
  const problem = isPlain ? findProblem(body, model, countTokens(whole)) : null;
  if (problem) return bad(problem);
  if (!model && flavour === "ollama") return refuse(exchange, 404, "not_found_error", `model '${name}' not found`);
  if (!model && flavour === "litellm") return bad(noSuchModel("/v1/messages", name));
  const isBlind = model?.capabilities !== undefined && !model.capabilities.includes("vision");
  if (!isPlain && isBlind && whole.messages.some(({ images }) => images.length > 0)) {
    const message = "Multimodal data provided, but model does not support multimodal requests.";
    return bad(JSON.stringify({ error: { code: 400, message, type: "invalid_request_error" } }));
  }
  const request = flavour === "ollama" ? cutInSilence(whole, model) : whole;
  if (!model || model.lifecycle === "retired") return refuse(exchange, 404, "not_found_error", `model: ${name}`);

  const usage = isPlain ? countCached(state.cache, body, countTokens(request)) : { input_tokens: tokensOf(request) };
  const thinking = isRecord(body.thinking) ? body.thinking.type : undefined;
  const tool = isRecord(body.tool_choice) && isText(body.tool_choice.name) ? body.tool_choice.name : null;
  exchange.response.setHeader("request-id", requestId());
  await exchange.answer(request, adapt(wire(name, usage, tool), flavour, usage), {
    ...(flavour === "ollama" && loadsByDefault(exchange, model)),
    thinks: thinking !== "disabled",
    sendError: (status, message, reply) => refuse(exchange, status, typeOf(status), message, reply.headers),
    sendWhole: (answer, thought, finish) => ({
      ...envelope(name),
      content: [
        ...(thought ? [{ type: "thinking", thinking: thought, signature: "c2ln" }] : []),
        { type: "text", text: answer },
      ],
      stop_reason: stopReasons[finish ?? "stop"],
      usage: { ...usage, output_tokens: Array.from(answer).length },
    }),
  });
}

/** Changes how a stream reports usage, for other servers with a Messages API. */
function adapt(plain: Wire, flavour: Flavour, usage: { input_tokens: number }): Wire {
  if (flavour === "plain") return plain;
  const opening = (input_tokens: number) =>
    plain.opening.map((line) => line.replace(counted, `"input_tokens":${input_tokens}`));
  // Ollama begins with an estimate and LiteLLM with zero; both send the true count in the last event
  if (flavour === "ollama") return { ...plain, opening: opening(Math.floor(usage.input_tokens * 0.8)) };
  if (flavour === "litellm") return { ...plain, opening: opening(0) };
  // llama.cpp sends no opening event if its first event carries text, and reports only output tokens at the end
  const closing: Wire["closing"] = (end) => plain.closing(end).map((line) => line.replace(/"input_tokens":\d+,/, ""));
  return { ...plain, opening: [], closing };
}

const counted = /"input_tokens":\d+/;
type Flavour = UpstreamState["flavour"];

/** `tool`: the answer comes as the input of this forced tool. */
function wire(model: string, usage: object, tool: string | null): Wire {
  let index = 0;
  let open: "thinking" | "text" | "tool_use" | null = null;
  const event = (type: string, rest: object = {}) => `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`;
  const stop = () => {
    if (open === null) return "";
    open = null;
    index += 1;
    return event("content_block_stop", { index: index - 1 });
  };
  const start = (type: "thinking" | "text" | "tool_use") => {
    if (open === type) return "";
    const before = stop();
    open = type;
    return before + event("content_block_start", { index, content_block: { type, ...blocks[type] } });
  };
  const blocks = {
    thinking: { thinking: "", signature: "" },
    text: { text: "" },
    tool_use: { id: "toolu_01", name: tool, input: {} },
  };
  const delta = (text: string) =>
    tool === null ? { type: "text_delta", text } : { type: "input_json_delta", partial_json: text };
  return {
    contentType: "text/event-stream; charset=utf-8",
    opening: [
      event("message_start", { message: { ...envelope(model), content: [], usage: { ...usage, output_tokens: 1 } } }),
      event("ping"),
    ],
    thinking: (text) =>
      start("thinking") + event("content_block_delta", { index, delta: { type: "thinking_delta", thinking: text } }),
    piece: (text) =>
      start(tool === null ? "text" : "tool_use") + event("content_block_delta", { index, delta: delta(text) }),
    closing: ({ finish, tokens, reply }) => [
      stop(),
      event("message_delta", {
        delta: {
          stop_reason: tool !== null && finish === "stop" ? "tool_use" : stopReasons[finish],
          stop_sequence: null,
          stop_details:
            finish === "refusal" ? { type: "refusal", category: null, explanation: reply.explanation ?? null } : null,
        },
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

const requestId = () => `req_${randomUUID().replaceAll("-", "").slice(0, 24)}`;

function envelope(model: string) {
  const id = `msg_${randomUUID().replaceAll("-", "").slice(0, 24)}`;
  return { id, type: "message", role: "assistant", model, stop_reason: null, stop_sequence: null };
}

function toChatRequest(path: string, model: string, body: Record<string, unknown>): ChatRequest {
  const all = Array.isArray(body.messages) ? body.messages.filter(isRecord) : [];
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

const blocksOf = (content: unknown) => (Array.isArray(content) ? content.filter(isRecord) : []);

function refuse(exchange: Exchange, status: number, type: string, message: string, headers = {}): void {
  const request_id = requestId();
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
