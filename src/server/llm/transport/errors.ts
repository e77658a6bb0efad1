import { errorTraits, type LLMErrorCode } from "#shared/errors.ts";
import { parseJson } from "#shared/parse-json.ts";
import { maskSecrets } from "#server/mask-secrets.ts";
import { codeOfText, isBadName, isLoading, readSizes } from "./error-texts.ts";
import { LLMError, type LLMErrorInfo } from "#server/llm/types.ts";

/** A response with an error status, as far as it was read. */
export type Refusal = {
  provider: string;
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  model?: string | undefined;
  secrets?: readonly string[];
};

/** The details of an error body, whatever its shape. */
type BodyDetails = {
  message: string;
  isJson: boolean;
  type: string;
  signinUrl?: string;
  /** Sizes of a prompt that does not fit. */
  contextTokens?: number;
  promptTokens?: number;
};

const maxMessage = 500;
/** No pattern is matched against more of a message: a server must not decide how long we search. */
const maxSearched = 2_000;
/** Ollama wraps the runner's JSON as text in its own JSON. The levels: object, error object, text, object, error object. */
const maxDepth = 5;

/** Turns status and body into one error with a code. The text decides only where the status does not. */
export function toRefusalError(refusal: Refusal): LLMError {
  const { provider, status, headers, body, model, secrets = [] } = refusal;
  const details = readErrorBody(body);
  const code = toCode(refusal, details);
  const retryAfterMs = readRetryAfter(headers["retry-after-ms"], headers["retry-after"]);
  const requestId = headers["request-id"] ?? headers["x-request-id"];
  const hint = toHint(code, refusal, details);
  const words = maskSecrets(details.message, secrets);
  const message = words || (code === "forbidden_host" ? forbiddenHost : `${provider} answered with status ${status}`);
  return new LLMError(code, limitMessage(message), {
    provider,
    status,
    retryable: isRetryable(code, status),
    ...(retryAfterMs !== null && { retryAfterMs }),
    ...(typeof requestId === "string" && { requestId: maskSecrets(requestId.slice(0, 200), secrets) }),
    ...(model !== undefined && { model }),
    ...(words === "" && { unexplained: true }),
    ...(hint !== null && { hint: maskSecrets(hint, secrets) }),
    ...toSizes(code, details),
  });
}

/** Turns an error that a server sends as a line of the stream, with status 200, into an LLMError. */
export function toLineError(body: string, info: LLMErrorInfo, secrets: readonly string[] = []): LLMError {
  const { provider, model } = info;
  const refusal = { provider, status: 500, headers: {}, body, model };
  const details = readErrorBody(body);
  const code = toCode(refusal, details);
  const hint = toHint(code, refusal, details);
  const message = maskSecrets(details.message, secrets) || `${provider} stopped with an error`;
  return new LLMError(code, limitMessage(message), {
    ...info,
    retryable: isRetryable(code, 500),
    ...(hint !== null && { hint: maskSecrets(hint, secrets) }),
    ...toSizes(code, details),
  });
}

/** The sizes of a prompt that is too long, if the server reports them in fields or in its message. */
function toSizes(code: LLMErrorCode, { message, ...details }: BodyDetails) {
  if (code !== "context_overflow") return {};
  const { contextTokens, promptTokens } = { ...readSizes(message), ...details };
  return { ...(contextTokens && { contextTokens }), ...(promptTokens && { promptTokens }) };
}

function toCode({ provider, status, body, model }: Refusal, details: BodyDetails): LLMErrorCode {
  const { message, type } = details;
  if (type === "overloaded_error") return "overloaded";
  if (type === "rate_limit_error") return "rate_limited";
  if (type === "exceed_context_size_error") return "context_overflow";
  if (status === 401) return "auth";
  if (status === 402 || type === "insufficient_quota" || type === "billing_error") return "billing";
  // Ollama on loopback answers like this when the Host is not one of its own names
  if (status === 403) return provider === "ollama" && body.trim() === "" ? "forbidden_host" : "permission";
  if (status === 404) return isAboutModel(details, model) ? "model_not_found" : "wrong_endpoint";
  if (status < 400 || status === 405) return "wrong_endpoint";
  if (status === 413) return "too_large";
  if (status === 429) return "rate_limited";
  if (status === 499) return "aborted";
  if (status === 529) return "overloaded";
  if (status === 503) return isLoading(message) ? "loading" : "overloaded";
  if (type === "no_db_connection") return "auth"; // LiteLLM without a database: the key is not its master key
  return codeOfText(message) ?? (status >= 500 || status === 408 ? "server" : "unsupported");
}

/** `{"detail":"Not Found"}` and `404 page not found` concern the address; `model 'x' not found` concerns the model. */
function isAboutModel({ message, isJson }: BodyDetails, model: string | undefined): boolean {
  return isJson && (/\bmodel\b/i.test(message) || (model !== undefined && message.includes(model)));
}

function isRetryable(code: LLMErrorCode, status: number): boolean {
  return errorTraits[code].retryable ?? (code === "server" && (status === 502 || status === 504));
}

/** Ollama sends no message of its own in this case. */
const forbiddenHost =
  "Ollama does not accept this host name: set OLLAMA_HOST to allow it, or let the proxy send Host: localhost";

function toHint(code: LLMErrorCode, { provider, headers, model }: Refusal, details: BodyDetails): string | null {
  const { signinUrl, message } = details;
  if (code === "model_not_found" && provider === "ollama" && model && !isBadName(message))
    return `ollama pull ${model}`;
  // a pull keeps an existing file, so the model has to be removed first
  if (code === "damaged_model" && model) return `ollama rm ${model} && ollama pull ${model}`;
  if (code === "forbidden_host") return "OLLAMA_HOST=0.0.0.0 ollama serve";
  if (code === "auth" && signinUrl) return signinUrl;
  if (code === "wrong_endpoint" && typeof headers.location === "string") return headers.location.slice(0, 200);
  return null;
}

/** Reads `{"error":"…"}`, `{"error":{"message":"…"}}`, `{"message":"…"}`, `{"detail":"…"}`, JSON in a string and plain text; ignores HTML. */
function readErrorBody(body: string, depth = 0): BodyDetails {
  const text = body.trim();
  const json = parseJson(text);
  if (json === undefined) return { message: /^<|<html/i.test(text) ? "" : toPlain(text), isJson: false, type: "" };
  if (typeof json === "string") return depth < maxDepth ? readErrorBody(json, depth + 1) : emptyDetails(json);
  if (typeof json !== "object" || json === null) return emptyDetails("");
  const {
    error,
    message,
    detail,
    type,
    code,
    signin_url: signinUrl,
    n_ctx,
    n_prompt_tokens,
  } = json as Record<string, unknown>;
  const sizes = { ...readSize("contextTokens", n_ctx), ...readSize("promptTokens", n_prompt_tokens) };
  const own = { ...emptyDetails(""), type: firstText(type, code), ...ollamaSignin(signinUrl), ...sizes };
  const inner = error ?? message ?? detail;
  if (Array.isArray(inner)) return { ...own, message: toPlain(inner.map((part) => firstText(part?.msg)).join("; ")) };
  const isReadable = typeof inner === "string" || (typeof inner === "object" && inner !== null);
  if (!isReadable) return own;
  if (depth >= maxDepth) return { ...own, message: typeof inner === "string" ? toPlain(inner) : "" };
  const nested = readErrorBody(typeof inner === "string" ? inner : JSON.stringify(inner), depth + 1);
  return { ...own, ...nested, isJson: true, type: nested.type || own.type };
}

const readSize = (name: "contextTokens" | "promptTokens", value: unknown) =>
  typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? { [name]: value } : {};

const emptyDetails = (message: string): BodyDetails => ({ message: toPlain(message), isJson: true, type: "" });
const firstText = (...values: unknown[]) => values.find((value): value is string => typeof value === "string") ?? "";

/** Accepts a sign-in link from an error only if it leads to Ollama's own site. */
function ollamaSignin(url: unknown): { signinUrl?: string } {
  const parsed = typeof url === "string" ? URL.parse(url) : null;
  const isOllama = parsed?.protocol === "https:" && parsed.host === "ollama.com" && parsed.username === "";
  return isOllama ? { signinUrl: parsed.href } : {};
}

// with control characters, a server could write to the terminal that shows the log
const toPlain = (text: string) =>
  text
    .slice(0, maxSearched)
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();

function limitMessage(text: string): string {
  const plain = toPlain(text);
  return plain.length <= maxMessage ? plain : `${plain.slice(0, maxMessage - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** `retry-after-ms: 1500`, `retry-after: 2`, `retry-after: Wed, 21 Oct 2026 07:28:00 GMT`. */
function readRetryAfter(ms: string | string[] | undefined, seconds: string | string[] | undefined): number | null {
  if (typeof ms === "string" && /^\d+(\.\d+)?$/.test(ms)) return Math.round(Number(ms));
  if (typeof seconds !== "string") return null;
  if (/^\d+(\.\d+)?$/.test(seconds)) return Math.round(Number(seconds) * 1000);
  const date = Date.parse(seconds);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}
