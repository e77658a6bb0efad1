import { randomUUID } from "node:crypto";
import { type Exchange, isRecord, isText, parseBody, sendJson } from "./exchange.ts";
import type { Wire } from "./send-reply.ts";
import { type ChatRequest, countTokens } from "./script.ts";

/** What every compatible server takes; `strict` refuses the rest, as some did. */
const safe = new Set("model messages stream max_tokens temperature stop response_format stream_options".split(" "));

/** Chat completions as LM Studio, llama.cpp and vLLM speak them; `errorShape`, `strict` and `reasoningField` pick whose dialect. */
export async function serveOpenai(exchange: Exchange): Promise<void> {
  const { method, path, headers, state } = exchange;
  if (state.key !== undefined && headers.authorization !== `Bearer ${state.key}`)
    return refuse(exchange, 401, headers.authorization ? "Incorrect API key provided" : "Missing API key");
  if (path === "/v1/models" && method === "GET") return listModels(exchange);
  if (path === "/v1/chat/completions" && method === "POST") return completions(exchange);
  // LM Studio says this with 200: whoever looks at the status alone sees an empty answer
  if (state.errorShape === "string")
    return sendJson(exchange, 200, { error: `Unexpected endpoint or method. (${method} ${path})` });
  return refuse(exchange, 404, "Not Found");
}

async function completions(exchange: Exchange): Promise<void> {
  const { text, state, path } = exchange;
  const body = parseBody(text);
  if (!body) return refuse(exchange, 400, "The request body is not valid JSON");
  const { model } = body;
  if (!isText(model) || model === "") return refuse(exchange, 400, "you must provide a model parameter");
  const unknown = Object.keys(body).find((field) => !safe.has(field));
  if (state.strict && unknown)
    return refuse(
      exchange,
      400,
      `[{'type': 'extra_forbidden', 'loc': ('body', '${unknown}'), 'msg': 'Extra inputs are not permitted'}]`,
    );
  const all = Array.isArray(body.messages) ? body.messages.filter(isRecord) : [];
  if (all.length === 0) return refuse(exchange, 400, "'messages' field is required");
  const parts = all.flatMap(({ content }) => (Array.isArray(content) ? content.filter(isRecord) : []));
  if (
    parts.some(
      ({ image_url: image }) => isRecord(image) && !/^data:image\/[a-z]+;base64,|^https?:/.test(String(image.url)),
    )
  )
    return refuse(exchange, 400, "Invalid url in image_url: must be a base64 encoded image");
  if (!state.models.some(({ name }) => name === model))
    return refuse(exchange, 404, `The model \`${model}\` does not exist`, "model_not_found");

  const request = toChatRequest(path, model, body, all);
  await exchange.answer(request, wire(request, state.reasoningField), {
    thinks: true,
    sendError: (status, message, reply) => refuse(exchange, status, message, undefined, reply.headers),
    sendWhole: (content, thinking, finish) => ({
      ...envelope(model, "chat.completion"),
      choices: [
        {
          index: 0,
          message: { role: "assistant", content, ...(thinking && { [state.reasoningField]: thinking }) },
          finish_reason: finishReasons[finish ?? "stop"] ?? null,
        },
      ],
      usage: usage(countTokens(request), Array.from(content).length),
    }),
  });
}

function wire({ model, body, ...request }: ChatRequest, reasoningField: string): Wire {
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
              usage: usage(reply.usage?.input ?? countTokens(request), reply.usage?.output ?? tokens),
            }),
          ]
        : []),
      ...(reply.noDone ? [] : ["data: [DONE]\n\n"]),
    ],
    failure: (error) => [data(isText(error) ? { error: { message: error, type: "server_error" } } : error)],
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

function listModels(exchange: Exchange): void {
  const data = exchange.state.models.map(({ name, capabilities, contextLength }) => ({
    id: name,
    object: "model",
    created: 1_790_000_000,
    owned_by: "organization_owner",
    ...(capabilities && {
      architecture: { input_modalities: capabilities.includes("vision") ? ["text", "image"] : ["text"] },
    }),
    ...(contextLength && { meta: { n_ctx_train: contextLength } }),
  }));
  sendJson(exchange, 200, { object: "list", data });
}

function refuse(exchange: Exchange, status: number, message: string, code?: string, headers = {}): void {
  const shapes = {
    object: {
      error: {
        message,
        type: status >= 500 ? "server_error" : "invalid_request_error",
        param: null,
        code: code ?? null,
      },
    },
    string: { error: message },
    vllm: { object: "error", message, type: "BadRequestError", param: null, code: status },
    detail: { detail: message },
  };
  sendJson(exchange, status, shapes[exchange.state.errorShape], headers);
}
