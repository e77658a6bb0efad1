import { beginningOf } from "#shared/beginning-of.ts";
import { errorTraits, type ErrorReason, type LLMErrorCode } from "#shared/error-codes.ts";
import { maskSecrets } from "#server/mask-secrets.ts";
import { type ErrorBody, readErrorBody, toPlain } from "./error-body.ts";
import { isBadName, isLoading, meaningOf, readSizes } from "./error-texts.ts";
import { maxFigure, maxErrorLength } from "./limits.ts";
import { LLMError, type LLMErrorInfo } from "#server/llm/types.ts";

/** A response with an error status, as far as it was read. */
export type Refusal = {
  provider: string;
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  model?: string | undefined;
  secrets?: readonly string[];
  /** The address that was asked. */
  url?: string;
  /** Whether the request had a key or a password. Default: it had. */
  hadKey?: boolean;
};

/** Turns status, headers and body into one error with a code. The text decides only where the status does not. */
export function toRefusalError(refusal: Refusal): LLMError {
  const { provider, status, headers, model, secrets = [] } = refusal;
  const body = readErrorBody(refusal.body);
  const { code, reason } = decide(refusal, body);
  const retryAfterMs = readRetryAfter(headers["retry-after-ms"], headers["retry-after"]);
  const requestId = headers["request-id"] ?? headers["x-request-id"];
  // the page of a redirect repeats its address
  const isRedirect = status >= 300 && status < 400;
  const words = isRedirect ? "" : maskSecrets(body.message, secrets);
  const message = words || (code === "forbidden_host" ? forbiddenHost : `${provider} answered with status ${status}`);
  return new LLMError(code, limitMessage(message), {
    provider,
    status,
    ...(retryAfterMs !== null && { retryAfterMs }),
    ...(typeof requestId === "string" && { requestId: maskSecrets(requestId.slice(0, 200), secrets) }),
    ...(model !== undefined && { model }),
    ...((words === "" || body.isPage) && { unexplained: true }),
    ...toInfo(code, reason, refusal, body),
  });
}

/** Turns an error that a server sends as a line of the stream, with status 200, into an LLMError. */
export function toLineError(text: string, info: LLMErrorInfo, secrets: readonly string[] = []): LLMError {
  const { provider, model } = info;
  const body = readErrorBody(text);
  const refusal: Refusal = { provider, status: 500, headers: {}, body: text, model, secrets };
  const { code, reason } = decide(refusal, body);
  const message = maskSecrets(body.message, secrets) || `${provider} stopped with an error`;
  return new LLMError(code, limitMessage(message), { ...info, ...toInfo(code, reason, refusal, body) });
}

function toInfo(code: LLMErrorCode, reason: ErrorReason | undefined, refusal: Refusal, body: ErrorBody) {
  const hint = toHint(code, reason, refusal, body);
  return {
    retryable: isRetryable(code, refusal.status),
    ...(reason !== undefined && { reason }),
    ...(hint !== null && { hint: maskSecrets(hint, refusal.secrets) }),
    ...toSizes(code, body),
  };
}

/** The sizes of a prompt that is too long, if the server reports them in fields or in its message. */
function toSizes(code: LLMErrorCode, { message, contextTokens, promptTokens }: ErrorBody) {
  if (code !== "context_overflow") return {};
  const read = readSizes(message);
  const [context, prompt] = [contextTokens ?? read.contextTokens, promptTokens ?? read.promptTokens];
  return { ...(context && { contextTokens: context }), ...(prompt && { promptTokens: prompt }) };
}

type Decision = { code: LLMErrorCode; reason?: ErrorReason | undefined };

/** The names that servers give to an error, beside its message. */
const typeCodes: ReadonlyMap<string, LLMErrorCode> = new Map([
  ["overloaded_error", "overloaded"],
  ["rate_limit_error", "rate_limited"],
  ["exceed_context_size_error", "context_overflow"],
  ["context_length_exceeded", "context_overflow"],
  ["insufficient_quota", "billing"],
  ["billing_error", "billing"],
  ["no_db_connection", "auth"], // LiteLLM without a database: the key is not its master key
  ["token_not_found_in_db", "auth"],
  ["invalid_api_key", "auth"],
  ["authentication_error", "auth"],
  ["model_not_found", "model_not_found"],
  ["invalid_model", "model_not_found"], // Kokoro-FastAPI: `Unsupported model: nope`; Mistral: `Invalid model: nope`
]);

function decide(refusal: Refusal, body: ErrorBody): Decision {
  const decision = decideCode(refusal, body);
  const { code } = decision;
  if (code === "auth") return { code, reason: whyUnauthorised(refusal, body) };
  if (code === "too_large") return { code, ...(refusal.status === 413 && { reason: "request_limit" }) };
  if (code === "model_not_found" && isBadName(body.message)) return { code, reason: "bad_name" };
  // LiteLLM without a key: `Internal Server Error` as plain text
  const saysNothing = /^(internal server error)?$/i.test(body.message);
  if (code === "server" && refusal.status === 500 && refusal.hadKey === false && saysNothing)
    return { code, ...(refusal.provider !== "ollama" && { reason: "maybe_key" }) };
  return decision;
}

function decideCode({ provider, status: outer, body: text, model }: Refusal, body: ErrorBody): Decision {
  const { message, types } = body;
  // a gateway passes on another server's error under its own 400 or 500
  const status = (outer === 400 || outer === 500) && body.status !== undefined ? body.status : outer;
  const meant = meaningOf([message, ...body.around]);
  // the server names these only in words, under any status and type
  if (meant?.code === "out_of_memory" || meant?.code === "damaged_model") return meant;
  const named = types.map((type) => typeCodes.get(type)).find((code) => code !== undefined);
  if (named !== undefined) return { code: named };
  if (status === 401 || status === 407) return { code: "auth" };
  if (status === 402) return { code: "billing" };
  if (status === 403) {
    if (meant?.code === "auth") return meant;
    // Ollama on loopback answers like this when the Host is not one of its own names
    return { code: provider === "ollama" && text.trim() === "" ? "forbidden_host" : "permission" };
  }
  if (status === 404) return { code: isAboutModel(body, model) ? "model_not_found" : "wrong_endpoint" };
  if (status < 400 || status === 405) return { code: "wrong_endpoint" };
  if (status === 413) return { code: "too_large" };
  if (status === 499) return { code: "aborted" };
  if (meant?.code === "overloaded") return meant;
  if (status === 429) return { code: "rate_limited" };
  if (status === 529) return { code: "overloaded" };
  if (status === 503) return { code: [message, ...body.around].some(isLoading) ? "loading" : "overloaded" };
  return meant ?? { code: status >= 500 || status === 408 ? "server" : "unsupported" };
}

/** RFC 9110: the header names the scheme that the server accepts. */
function whyUnauthorised(
  { provider, headers, hadKey = true, model }: Refusal,
  body: ErrorBody,
): ErrorReason | undefined {
  // Ollama itself answers so for a model in its cloud; a proxy in front of it writes no JSON, or asks for a password
  const isCloud = provider === "ollama" && body.isJson && model !== undefined && /[:-]cloud$/.test(model);
  if (body.signinUrl || (isCloud && !hadKey)) return "sign_in";
  const asked = headers["www-authenticate"];
  const schemes = Array.isArray(asked) ? asked.join(", ") : (asked ?? "");
  if (/(^|,)\s*basic\b/i.test(schemes) && !/(^|,)\s*bearer\b/i.test(schemes)) return "wants_password";
  return hadKey ? undefined : "key_missing";
}

/** `{"detail":"Not Found"}` and `404 page not found` concern the address; `model 'x' not found` concerns the model. */
function isAboutModel({ message, isJson }: ErrorBody, model: string | undefined): boolean {
  return isJson && (/\bmodels?\b/i.test(message) || (model !== undefined && message.includes(model)));
}

function isRetryable(code: LLMErrorCode, status: number): boolean {
  return errorTraits[code].retryable ?? (code === "server" && (status === 502 || status === 504));
}

/** Ollama sends no message of its own in this case. */
const forbiddenHost =
  "Ollama does not accept this host name: set OLLAMA_HOST to allow it, or let the proxy send Host: localhost";

function toHint(
  code: LLMErrorCode,
  reason: ErrorReason | undefined,
  { provider, headers, model, url }: Refusal,
  { signinUrl }: ErrorBody,
): string | null {
  if (code === "model_not_found" && provider === "ollama" && model && reason !== "bad_name")
    return `ollama pull ${model}`;
  // a pull keeps an existing file, so the model has to be removed first
  if (code === "damaged_model" && provider === "ollama" && model) return `ollama rm ${model} && ollama pull ${model}`;
  if (code === "forbidden_host") return "OLLAMA_HOST=0.0.0.0 ollama serve";
  if (code === "auth" && signinUrl) return signinUrl;
  if (code === "auth" && provider === "ollama" && reason === "sign_in") return "ollama signin";
  if (reason === "needs_https" && url !== undefined) return url.replace(/^http:/, "https:");
  if (code === "wrong_endpoint" && typeof headers.location === "string") return originOf(headers.location);
  return null;
}

/**
 * The origin of a redirect, `https://example.org/login?token=… → https://example.org`. The rest may contain another server's secret,
 * and a probe must not show it.
 */
function originOf(location: string): string | null {
  const url = URL.parse(location);
  return url && /^https?:$/.test(url.protocol) ? url.origin.slice(0, 300) : null;
}

function limitMessage(text: string): string {
  const plain = toPlain(text);
  return plain.length <= maxErrorLength ? plain : `${beginningOf(plain, maxErrorLength - 1)}…`;
}

/** `retry-after-ms: 1500`, `retry-after: 2`, `retry-after: Wed, 21 Oct 2026 07:28:00 GMT`. */
function readRetryAfter(ms: string | string[] | undefined, seconds: string | string[] | undefined): number | null {
  if (typeof ms === "string" && /^\d+(\.\d+)?$/.test(ms)) return toPause(Number(ms));
  if (typeof seconds !== "string") return null;
  if (/^\d+(\.\d+)?$/.test(seconds)) return toPause(Number(seconds) * 1000);
  const date = Date.parse(seconds);
  return Number.isNaN(date) ? null : toPause(date - Date.now());
}

/** 400 digits are `Infinity`, which JSON cannot store. */
const toPause = (ms: number) => Math.min(maxFigure, Math.max(0, Math.round(ms)));
