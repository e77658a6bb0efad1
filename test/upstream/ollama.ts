import { hostname } from "node:os";
import { serveAnthropic } from "./anthropic.ts";
import { type Exchange, isRecord, isText, modelIn, parseBody, sendJson, sendText } from "./exchange.ts";
import { sameModel, type UpstreamModel } from "./models.ts";
import { defaultWindow, isAtLeast, listLoaded, listTags, remote, show } from "./ollama-models.ts";
import { isModelName, pull } from "./ollama-pull.ts";
import { ollamaTexts } from "./ollama-texts.ts";
import { serveOpenai } from "./openai.ts";
import type { Wire } from "./send-reply.ts";
import { type ChatRequest, countTokens, countTokensAfter, type Reply } from "./script.ts";

/** Ollama's native API, with the checks and error texts of a real Ollama. */
export async function serveOllama(exchange: Exchange): Promise<void> {
  const { method, path, headers, state, response } = exchange;
  if (!isAllowedHost(headers.host ?? "") || !isAllowedOrigin(headers.origin)) return void response.writeHead(403).end();
  const isRead = method === "GET" || method === "HEAD";
  const routes: Record<string, Record<string, () => void | Promise<void>>> = {
    "/": { GET: () => sendText(exchange, 200, "Ollama is running") },
    "/api/version": { GET: () => sendJson(exchange, 200, { version: state.version }) },
    "/api/tags": { GET: () => sendJson(exchange, 200, listTags(state)) },
    "/api/ps": { GET: () => sendJson(exchange, 200, listLoaded(state)) },
    "/api/show": { POST: () => show(exchange) },
    "/api/pull": { POST: () => pull(exchange) },
    "/api/delete": { DELETE: () => remove(exchange) },
    "/api/chat": { POST: () => chat(exchange) },
  };
  // Ollama's two compatible APIs
  if (path === "/v1/messages") return serveAnthropic(exchange);
  if (path.startsWith("/v1/")) return serveOpenai(exchange);
  const route = routes[path];
  if (!route) return sendText(exchange, 404, "404 page not found");
  const serve = route[isRead ? "GET" : method];
  if (!serve) return sendText(exchange, 405, "405 method not allowed");
  await serve();
}

async function chat(exchange: Exchange): Promise<void> {
  const { state, text, path } = exchange;
  const refuse = (status: number, error: string) => sendJson(exchange, status, { error });
  if (text === "") return refuse(400, "missing request body");
  const body = parseBody(text);
  if (!body) return refuse(400, toJsonError(text));
  if (!isText(body.model) || body.model === "") return refuse(400, "model is required");
  const { model: name } = body;
  if (!isModelName(name)) return refuse(400, "invalid model name");
  const model = state.models.find((candidate) => sameModel(candidate.name, name));
  if (!model) return refuse(404, `model '${name}' not found`);
  const can = (ability: string) => !model.capabilities || model.capabilities.includes(ability);
  if (!can("completion")) return refuse(400, `"${name}" does not support chat`);
  if (body.think && body.think !== "false" && !model.capabilities?.includes("thinking"))
    return refuse(400, `"${name}" does not support thinking`);

  const options = isRecord(body.options) ? body.options : {};
  // Ollama cuts off a fraction
  for (const option of ["num_ctx", "num_predict", "seed", "top_k"])
    if (option in options && typeof options[option] !== "number")
      return refuse(500, `option "${option}" must be of type integer`);

  const request = toChatRequest(path, name, body, options);
  for (const message of request.messages) {
    for (const image of message.images) {
      const bad = findIllegalBase64(image);
      if (bad >= 0) return refuse(400, `illegal base64 data at input byte ${bad}`);
    }
    if (message.images.length > 0 && !can("vision")) return refuseImages(exchange);
  }
  const stay = readKeepAlive(body.keep_alive);
  if (typeof stay === "string") return refuse(400, stay);
  if (body.format !== undefined && body.format !== "json" && !isRecord(body.format)) {
    const given = JSON.stringify(JSON.stringify(body.format));
    return refuse(500, `invalid format: ${given}; expected "json" or a valid JSON Schema object`);
  }
  if (request.messages.length === 0) return preload(exchange, model, { body, options, stay });

  const context = contextOf(model, options);
  const count = (asked: ChatRequest) => countTokens(asked, model.tokensPerCharacter);
  const all = count(request);
  // `truncate` exists since 0.12.4; older versions always cut the beginning silently
  const mayCut = body.truncate !== false || !isAtLeast(state.version, 0, 12, 4);
  if (all > context && !mayCut) return refuse(400, overflow(state.version, all, context));
  const read = truncate(request, context, count);
  const tokens = Math.min(count(read), context);
  const needsLoad = !state.memory.isLoaded(model.name);
  if (needsLoad && state.pending >= state.maxQueue) return refuse(503, ollamaTexts.busy);
  const failure = needsLoad ? state.memory.refusal(model) : null;
  if (failure !== null) return sendHandedOn(exchange, 500, failure);
  // when the window is full, Ollama drops the beginning of the prompt and the model continues, unless `shift` is false
  const room = body.shift === false && mayShift(state.version) ? Math.max(1, context - tokens) : Infinity;
  const limited = { ...read, maxTokens: Math.min(read.maxTokens ?? Infinity, room) };
  const thinks = Boolean(model.capabilities?.includes("thinking")) && body.think !== false;
  await exchange.answer(limited, wire(name, tokens, needsLoad, remote(model)), {
    thinks,
    unload: () => state.memory.unload(model.name),
    load: () => state.memory.load(model, state.models, toLoadOptions(options, body), stay),
    readMs: () => readingTime(exchange, model, read),
    ...(isRecord(body.format) && isAtLeast(state.version, 0, 5) && { schema: body.format }),
    sendError: (status, message, reply) => sendHandedOn(exchange, status, message, reply.headers),
    sendWhole: (content, thinking, finish) => ({
      model: name,
      created_at: now(),
      message: { role: "assistant", content, ...(thinking && { thinking }) },
      ...ending(finish ?? "stop"),
      ...counters(tokens, needsLoad, Array.from(content).length, {}),
    }),
  });
}

/** In milliseconds. A model that has read the beginning of the prompt before reads only the rest. */
function readingTime({ state }: Exchange, { name, tokensPerCharacter }: UpstreamModel, request: ChatRequest): number {
  const before = state.cachesPrompts ? state.memory.promptsOf(name) : [];
  const tokens = countTokensAfter(request, before, tokensPerCharacter);
  state.memory.rememberPrompt(name, request);
  return state.promptTokensPerSecond ? (tokens / state.promptTokensPerSecond) * 1_000 : 0;
}

/** The options that the runner starts with. A request with other values restarts it. */
function toLoadOptions({ num_ctx, num_gpu }: Record<string, unknown>, { shift }: Record<string, unknown>) {
  return { num_ctx: num_ctx ?? null, num_gpu: num_gpu ?? null, ...(shift === false && { shift }) };
}

const mayShift = (version: string) => isAtLeast(version, 0, 12, 4);

/** Forwards an error of the runner, which has no charset and is chunked. */
function sendHandedOn({ response }: Exchange, status: number, error: string, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.write(JSON.stringify({ error }));
  response.end();
}

/** Since v0.30 the error is the runner's own JSON as a string. */
function refuseImages(exchange: Exchange): void {
  if (!isAtLeast(exchange.state.version, 0, 30))
    return sendHandedOn(
      exchange,
      500,
      "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj",
    );
  const message = "Multimodal data provided, but model does not support multimodal requests.";
  const error = { code: 400, message, type: "invalid_request_error" };
  sendHandedOn(exchange, 400, JSON.stringify({ error }));
}

/** The error of Go's decoder for a body that is not JSON. */
function toJsonError(text: string): string {
  const isCutOff = /^\s*\{/.test(text) && !/\}\s*$/.test(text);
  return isCutOff ? "unexpected EOF" : `invalid character '${text[0]}' looking for beginning of value`;
}

function toChatRequest(
  path: string,
  model: string,
  body: Record<string, unknown>,
  options: Record<string, unknown>,
): ChatRequest {
  const all = (Array.isArray(body.messages) ? body.messages : []).filter(isRecord).map((message) => ({
    role: String(message.role).toLowerCase(),
    content: isText(message.content) ? message.content : "",
    images: Array.isArray(message.images) ? message.images.filter(isText) : [],
  }));
  const messages = all.filter((message) => message.role !== "system");
  const limit = Number(options.num_predict ?? -1);
  return {
    protocol: "ollama",
    path,
    model,
    system: all.find((message) => message.role === "system")?.content ?? "",
    messages,
    lastText: messages.findLast((message) => message.role === "user")?.content ?? "",
    stream: body.stream !== false,
    maxTokens: limit >= 0 ? limit : undefined,
    body,
  };
}

/** `more`: additional fields of every line. */
function wire(model: string, promptTokens: number, needsLoad: boolean, more: object | undefined): Wire {
  const message = (content: string, thinking?: string) => ({
    role: "assistant",
    content,
    ...(thinking && { thinking }),
  });
  const line = (rest: object) => `${JSON.stringify({ model, ...more, created_at: now(), ...rest })}\n`;
  return {
    contentType: "application/x-ndjson",
    closesWithText: true,
    givesUpOnRepeats: true,
    opening: [],
    thinking: (text) => line({ message: message("", text), done: false }),
    piece: (text) => line({ message: message(text), done: false }),
    closing: ({ finish, tokens, lastText, reply }) => [
      line({
        message: message(lastText),
        ...ending(finish),
        ...counters(promptTokens, needsLoad, tokens, reply),
      }),
    ],
    failure: (error) => [`${JSON.stringify(isText(error) ? { error } : error)}\n`],
  };
}

function ending(finish: string): object {
  if (finish === "absent") return { done: true };
  // Ollama has no refusals, and reports a full context as `length`
  return { done: true, done_reason: finish === "length" || finish === "context" ? "length" : "stop" };
}

/** Durations in nanoseconds. Leaves out zeros, as Go's `omitempty` does. */
function counters(promptTokens: number, needsLoad: boolean, tokens: number, reply: Reply): object {
  const { usage, tokensPerSecond = 22 } = reply;
  if (usage === null) return {};
  const { input, output } = usage ?? { input: promptTokens, output: tokens };
  return {
    total_duration: 4_210_987_654,
    // always present: 1 to 50 ms for a loaded model
    load_duration: needsLoad ? 6_412_345_678 : 21_234_567,
    prompt_eval_count: input,
    prompt_eval_duration: 203_456_789,
    ...(output > 0 && { eval_count: output, eval_duration: Math.round((output / tokensPerSecond) * 1e9) }),
  };
}

type Preload = { body: Record<string, unknown>; options: Record<string, unknown>; stay: number | undefined };

async function preload(exchange: Exchange, model: UpstreamModel, { body, options, stay }: Preload): Promise<void> {
  const { state } = exchange;
  const unloads = stay === 0;
  if (unloads) state.memory.unload(model.name);
  else {
    const failure = state.memory.isLoaded(model.name) ? null : state.memory.refusal(model);
    if (failure !== null) return sendHandedOn(exchange, 500, failure);
    const loading = state.memory.load(model, state.models, toLoadOptions(options, body), stay);
    const error = await state.load();
    // a client that leaves during the load cancels it
    if (isText(error) || exchange.response.destroyed) state.memory.unload(model.name);
    if (exchange.response.destroyed) return;
    if (isText(error)) return sendHandedOn(exchange, 500, error);
    loading.done();
  }
  const message = { role: "assistant", content: "" };
  const done_reason = unloads ? "unload" : "load";
  sendJson(exchange, 200, { model: body.model, created_at: now(), message, done: true, done_reason });
}

/** Reads seconds or a Go duration (`"30m"`); negative means forever. Returns milliseconds, undefined if not set, or an error text. */
function readKeepAlive(value: unknown): number | undefined | string {
  if (value === undefined || value === null) return undefined;
  const units: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
  const text = typeof value === "number" ? `${value}s` : isText(value) ? value : "";
  const [, number, unit = ""] = /^(-?\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  if (number === undefined) return `time: invalid duration "${text}"`;
  // a string without a unit is a duration only if it is zero
  if (unit === "" && Number(number) !== 0) return `time: missing unit in duration "${text}"`;
  return Number(number) < 0 ? Number.MAX_SAFE_INTEGER : Number(number) * (units[unit] ?? 0);
}

/** Shortens the prompt to the context window: drops the oldest messages, keeps the system text and the last message, and cuts the middle of a last message that is too long. */
function truncate(request: ChatRequest, context: number, count: (asked: ChatRequest) => number): ChatRequest {
  let { messages } = request;
  while (messages.length > 1 && count({ ...request, messages }) > context) messages = messages.slice(1);
  const [last] = messages;
  if (messages.length > 1 || !last || count({ ...request, messages }) <= context) return { ...request, messages };
  const content = `${last.content.slice(0, 4)}${last.content.slice(-Math.floor(context / 2))}`;
  return { ...request, messages: [{ ...last, content }] };
}

/** Since v0.30 the error is the runner's own JSON as a string. Before that it has no token counts. */
function overflow(version: string, tokens: number, context: number): string {
  if (!isAtLeast(version, 0, 30)) return "the input length exceeds the context length";
  const message = `request (${tokens} tokens) exceeds the available context size (${context} tokens), try increasing it`;
  const details = { type: "exceed_context_size_error", n_prompt_tokens: tokens, n_ctx: context };
  return JSON.stringify({ error: { code: 400, message, ...details } });
}

function contextOf(model: UpstreamModel, options: Record<string, unknown>): number {
  const asked = Math.floor(Number(options.num_ctx ?? defaultWindow(model)));
  return Math.min(asked, model.contextLength ?? asked);
}

function remove(exchange: Exchange): void {
  const { state, response, text } = exchange;
  const name = modelIn(text);
  const model = state.models.find((candidate) => sameModel(candidate.name, name));
  if (!model) return sendJson(exchange, 404, { error: `model '${name}' not found` });
  state.models = state.models.filter((candidate) => candidate !== model);
  response.writeHead(200).end();
}

/** Allows loopback and private addresses, this computer's name, and names for local networks. Other hosts get an empty 403. */
function isAllowedHost(host: string): boolean {
  // without a port, an IPv6 address keeps its brackets and does not count as an address
  const name = host
    .replace(/:\d+$/, "")
    .replace(/^\[(.*)\]$/, host.endsWith("]") ? "[$1]" : "$1")
    .toLowerCase();
  return (
    /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|0\.0\.0\.0$)/.test(name) ||
    name === "" ||
    name === "::1" ||
    name === "localhost" ||
    name === hostname().toLowerCase() ||
    /\.(localhost|local|internal)$/.test(name)
  );
}

/** Allows pages from this computer, and programs. */
const isAllowedOrigin = (origin: string | undefined) =>
  origin === undefined ||
  /^https?:\/\/(localhost|127\.0\.0\.1|0\.0\.0\.0)(:\d+)?$/.test(origin) ||
  /^(app|file|tauri|vscode-webview|vscode-file):\/\//.test(origin);

/** The offset where Go's strict decoder fails, such as the colon of `data:image/png;base64,…`. -1: valid. */
function findIllegalBase64(text: string): number {
  const bad = text.search(/[^A-Za-z0-9+/=\r\n]/);
  if (bad >= 0) return bad;
  return text.replace(/[\r\n]/g, "").length % 4 === 0 ? -1 : text.length;
}

const now = () => new Date().toISOString();
