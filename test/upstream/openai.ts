import { randomUUID } from "node:crypto";
import { type Exchange, isRecord, isText, parseBody, sendJson, sendText, type UpstreamState } from "./exchange.ts";
import { findProblem } from "./openai-checks.ts";
import { loadsByDefault } from "./ollama-models.ts";
import { health, isListPath, listModels, nativeAnswers } from "./openai-models.ts";
import type { Wire } from "./send-reply.ts";
import { type ChatRequest, tokensOf } from "./script.ts";
import { cutInSilence } from "./silent-cut.ts";

/** Chat completions as LM Studio, llama.cpp, vLLM, Ollama and hosted servers implement them. `flavour` and other options choose the server. */
export async function serveOpenai(exchange: Exchange): Promise<void> {
  const { method, path, headers, state } = exchange;
  const isRead = method === "GET";
  const isListed = isRead && isListPath(path, state.listShape);
  if (isRead && path === "/health" && state.flavour === "llamacpp") return health(exchange);
  // llama.cpp lists its model without a key but answers no chat request without one
  const isPublic = isListed && state.flavour === "llamacpp";
  const isRefused = !isPublic && state.key !== undefined && headers.authorization !== `Bearer ${state.key}`;
  if (isRefused && state.flavour === "litellm") return refuseAsLitellm(exchange, headers.authorization !== undefined);
  if (isRefused) return refuse(exchange, 401, headers.authorization ? "Incorrect API key provided" : "Missing API key");
  if (state.isLoading && (isListed || path === "/props" || method === "POST"))
    return sendJson(exchange, 503, { error: { code: 503, message: "Loading model", type: "unavailable_error" } });
  if (isListed) return listModels(exchange);
  const answerOf = isRead ? nativeAnswers[state.flavour]?.[path] : undefined;
  if (answerOf) return answerOf(exchange);
  if (path === "/v1/chat/completions" && method === "POST") return completions(exchange);
  // LM Studio sends this error with status 200
  if (state.flavour === "lmstudio" || state.errorShape === "string")
    return sendJson(exchange, 200, { error: `Unexpected endpoint or method. (${method} ${path})` });
  if (state.flavour === "llamacpp")
    return refuse(exchange, 404, "File Not Found", { type: "not_found_error", fields: { code: 404 } });
  return refuse(exchange, 404, "Not Found");
}

async function completions(exchange: Exchange): Promise<void> {
  const { text, state, path } = exchange;
  const body = parseBody(text);
  if (!body) return refuse(exchange, 400, "The request body is not valid JSON");
  // llama.cpp runs one model and accepts any name for it
  const { model = state.flavour === "llamacpp" ? "any" : "" } = body;
  if (!isText(model) || model === "") return refuse(exchange, 400, "you must provide a model parameter");
  const all = Array.isArray(body.messages) ? body.messages.filter(isRecord) : [];
  if (all.length === 0) return refuse(exchange, 400, "'messages' field is required");
  const found = state.flavour === "llamacpp" ? state.models[0] : state.models.find(({ name }) => name === model);
  if (!found && state.flavour === "litellm") return refuse(exchange, 400, noSuchModel("/chat/completions", model));
  if (!found && state.flavour === "ollama") return refuse(exchange, 404, `model '${model}' not found`);
  if (!found) return refuse(exchange, 404, `The model \`${model}\` does not exist`, { code: "model_not_found" });
  const whole = toChatRequest(path, model, body, all);
  const problem = findProblem(state, body, whole, found);
  if (problem) return refuse(exchange, problem.status ?? 400, problem.message, problem.more);
  const request = state.flavour === "ollama" ? cutInSilence(whole, found) : whole;
  // llama.cpp names the model that it runs, and other servers repeat the name that was asked for
  const named = state.flavour === "llamacpp" ? found.name : model;

  await exchange.answer(request, wire({ ...request, model: named }, state), {
    ...(state.flavour === "ollama" && found && loadsByDefault(exchange, found)),
    thinks: !isRecord(body.chat_template_kwargs) || body.chat_template_kwargs.enable_thinking !== false,
    sendError: (status, message, reply) => refuse(exchange, status, message, {}, reply.headers),
    sendWhole: (content, thinking, finish) => ({
      ...envelope(named, "chat.completion"),
      choices: [
        {
          index: 0,
          message: { role: "assistant", content, ...(thinking && { [state.reasoningField]: thinking }) },
          finish_reason: finishReasons[finish ?? "stop"] ?? null,
        },
      ],
      usage: usage(tokensOf(request), Array.from(content).length),
    }),
  });
}

/** LiteLLM without a database: it looks up a wrong key there and fails, and without a key it crashes on a missing module. */
export function refuseAsLitellm(exchange: Exchange, hasKey: boolean): void {
  if (!hasKey) return sendText(exchange, 500, "Internal Server Error");
  const error = { message: "No connected db.", type: "no_db_connection", param: null, code: "400" };
  sendJson(exchange, 400, { error });
}

export const noSuchModel = (path: string, model: string) =>
  `${path}: Invalid model name passed in model=${model}. Call \`/v1/models\` to view available models for your key.`;

function wire({ model, body, ...request }: ChatRequest, { reasoningField, flavour }: UpstreamState): Wire {
  const data = (value: object) => `data: ${JSON.stringify(value)}\n\n`;
  const chunk = (delta: object, finish_reason: string | null = null) =>
    data({ ...envelope(model, "chat.completion.chunk"), choices: [{ index: 0, delta, finish_reason }] });
  const counts = isRecord(body.stream_options) && body.stream_options.include_usage === true;
  return {
    contentType: "text/event-stream",
    opening: [chunk({ role: "assistant", content: null })],
    thinking: (text) => chunk({ [reasoningField]: text }),
    piece: (text) => chunk({ content: text }),
    closing: ({ finish, tokens, reply }) => [
      chunk({}, finishReasons[finish]),
      ...(counts && reply.usage !== null
        ? [
            data({
              ...envelope(model, "chat.completion.chunk"),
              choices: [],
              usage: usage(reply.usage?.input ?? tokensOf(request), reply.usage?.output ?? tokens),
              ...(flavour === "llamacpp" && { timings: { prompt_n: 12, prompt_ms: 80, predicted_ms: 1_500 } }),
            }),
          ]
        : []),
      ...(reply.noDone ? [] : ["data: [DONE]\n\n"]),
    ],
    failure(error) {
      const said = isText(error) ? { error: { code: 500, message: error, type: "server_error" } } : error;
      // Ollama answers an error in the middle with an empty delta and ends the stream
      if (flavour === "ollama") return [chunk({ role: "assistant", content: "" })];
      // many builds of llama.cpp use an SSE field named `error`
      if (flavour === "llamacpp") return [`error: ${JSON.stringify("error" in said ? said.error : said)}\n\n`];
      return [flavour === "lmstudio" ? `event: error\n${data(said)}` : data(said)];
    },
  };
}

const finishReasons: Record<string, string | null> = {
  stop: "stop",
  length: "length",
  context: "length",
  refusal: "content_filter",
  absent: null,
};

function envelope(model: string, object: string) {
  return { id: `chatcmpl-${randomUUID()}`, object, created: Math.floor(Date.now() / 1000), model };
}

const usage = (input: number, output: number) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
});

function toChatRequest(
  path: string,
  model: string,
  body: Record<string, unknown>,
  all: Record<string, unknown>[],
): ChatRequest {
  const messages = all.map(({ role, content }) => {
    const parts = Array.isArray(content) ? content.filter(isRecord) : [];
    return {
      role: String(role),
      content: isText(content) ? content : parts.map(({ text }) => (isText(text) ? text : "")).join(""),
      images: parts.flatMap(({ image_url: image }) =>
        isRecord(image) ? [String(image.url).replace(/^data:[^,]*,/, "")] : [],
      ),
    };
  });
  const limit = body.max_tokens ?? body.max_completion_tokens;
  return {
    protocol: "openai",
    path,
    model,
    system: messages.find(({ role }) => role === "system")?.content ?? "",
    messages: messages.filter(({ role }) => role !== "system"),
    lastText: messages.findLast(({ role }) => role === "user")?.content ?? "",
    stream: body.stream === true,
    maxTokens: typeof limit === "number" ? limit : undefined,
    body,
  };
}

type More = { code?: string; type?: string; fields?: object };

export function refuse(exchange: Exchange, status: number, message: string, more: More = {}, headers = {}): void {
  const type = more.type ?? (status >= 500 ? "server_error" : "invalid_request_error");
  const shapes = {
    object: { error: { message, type, param: null, code: more.code ?? null, ...more.fields } },
    string: { error: message },
    vllm: { object: "error", message, type: "BadRequestError", param: null, code: status },
    detail: { detail: message },
  };
  sendJson(exchange, status, shapes[exchange.state.errorShape], headers);
}
