import type { LLMErrorCode } from "#shared/error-codes.ts";
import { LLMError, type LLMErrorInfo } from "#server/llm/types.ts";

type Where = { provider: string; host: string; isConnected: boolean };

const certificate = /^(CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|ERR_TLS|ERR_SSL|EPROTO|ERR_OSSL|HOSTNAME_MISMATCH)/;

/** Turns what a socket throws into `dns`, `tls`, `connect`, or `incomplete` when the request may already have started. */
export function toNetworkError(error: unknown, { provider, host, isConnected }: Where): LLMError {
  if (error instanceof LLMError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const make = (kind: LLMErrorCode, message: string, info: Partial<LLMErrorInfo> = {}) =>
    new LLMError(kind, message, { provider, retryable: false, ...info }, error);
  if (/^(ENOTFOUND|EAI_|ENODATA|DNS_)/.test(code)) return make("dns", `${host} cannot be resolved`);
  if (certificate.test(code)) return make("tls", `the TLS connection to ${host} failed (${code})`);
  if (isConnected) return make("incomplete", `${host} closed the connection without an answer`);
  if (provider === "ollama")
    return make("connect", `Ollama is not running at ${host}`, { retryable: true, hint: "ollama serve" });
  return make("connect", `no server answers at ${host}`, { retryable: true });
}
