import { beginningOf } from "#shared/beginning-of.ts";
import type { LLMErrorCode } from "#shared/error-codes.ts";
import { maskSecrets } from "#server/mask-secrets.ts";
import { readErrorBody } from "#server/llm/transport/error-body.ts";
import { toLineError } from "#server/llm/transport/errors.ts";
import { maxErrorLength } from "#server/llm/transport/limits.ts";
import { LLMError } from "#server/llm/types.ts";
import { registryOf } from "./registry.ts";

/** A registry's response, as Ollama forwards it: `pull model manifest: 412: The model … requires a newer version`. */
const refusal = /^pull model manifest: (\d{3})\b/;

const statuses: Record<string, LLMErrorCode> = {
  401: "permission",
  403: "permission",
  404: "model_not_found",
  429: "rate_limited",
};

/** Ollama reports every pull error as text with status 200, so the code has to come from the text. */
const texts: readonly [RegExp, LLMErrorCode][] = [
  [/file does not exist|manifest unknown/i, "model_not_found"],
  [/no space left|not enough (free )?space|disk quota/i, "disk_full"],
  [/digest mismatch|file must be downloaded again/i, "invalid_response"],
  [/no such host|name resolution|server misbehaving|lookup .*timeout/i, "dns"],
  [/x509|certificate|tls: /i, "tls"],
  [/dial tcp|connection re(fused|set)|unreachable|no route to host|max retries exceeded|timeout|EOF$/i, "connect"],
];

/** Turns an error line of a pull into an error with a code and, for a network error, the host that Ollama could not reach. */
export function toPullError(line: string, model: string, secrets: readonly string[]): LLMError {
  const { message: inner } = toLineError(line, { provider: "ollama", model }, secrets);
  // `pull model manifest: 401: {"error":"…"}`: the status stands before the registry's own JSON
  const { around } = readErrorBody(line);
  const whole = [...around.map((text) => beginningOf(maskSecrets(text, secrets), 200)), inner].join(" ");
  const unsigned = whole.replace(/(https?:\/\/[^\s"?]*)\?[^\s"]*/g, "$1"); // the query may contain a signature
  const message = beginningOf(unsigned, maxErrorLength);
  const [, status] = refusal.exec(message) ?? [];
  const code = (status && codeOfStatus(status)) || texts.find(([pattern]) => pattern.test(message))?.[1] || "server";
  // the host in the address of a redirect, else the one whose name was looked up, else the model's registry
  const [, host = registryOf(model)] =
    /https?:\/\/([^\s"/]+)/.exec(message) ?? /\blookup ([\w.-]+)/.exec(message) ?? [];
  const hint = /newer version of Ollama/i.test(message) ? "https://ollama.com/download" : undefined;
  return new LLMError(code, message, {
    provider: "ollama",
    model,
    retryable: false,
    ...(/^(dns|tls|connect)$/.test(code) && { host }),
    ...(hint && { hint }),
  });
}

const codeOfStatus = (status: string): LLMErrorCode =>
  statuses[status] ?? (status.startsWith("5") ? "server" : "unsupported");
