import type { LLMErrorCode } from "#shared/errors.ts";
import { toLineError } from "./errors.ts";
import { LLMError } from "./types.ts";

/** What a registry answered, as Ollama hands it on: `pull model manifest: 412: The model … requires a newer version`. */
const refusal = /^pull model manifest: (\d{3})\b/;

const statuses: Record<string, LLMErrorCode> = {
  401: "permission",
  403: "permission",
  404: "model_not_found",
  429: "rate_limited",
};

/** Everything that goes wrong in a pull comes as a text under status 200: there is nothing else to decide by. */
const texts: readonly [RegExp, LLMErrorCode][] = [
  [/file does not exist|manifest unknown|model not found/i, "model_not_found"],
  [/no space left|not enough (free )?space|disk quota|file too large/i, "disk_full"],
  [/digest mismatch|file must be downloaded again/i, "invalid_response"],
  [/no such host|name resolution|server misbehaving|lookup .* timeout/i, "dns"],
  [/x509|certificate|tls: /i, "tls"],
  [/dial tcp|connection re(fused|set)|unreachable|no route to host|max retries exceeded|timeout|EOF$/i, "connect"],
];

/** An error line of a pull → an error with a code. */
export function toPullError(line: string, model: string, secrets: readonly string[]): LLMError {
  const { message } = toLineError(line, { provider: "ollama", model }, secrets);
  const [, status] = refusal.exec(message) ?? [];
  const code = (status && codeOfStatus(status)) || texts.find(([pattern]) => pattern.test(message))?.[1] || "server";
  return new LLMError(code, message, { provider: "ollama", model, retryable: false, ...toHint(message) });
}

const codeOfStatus = (status: string): LLMErrorCode =>
  statuses[status] ?? (status.startsWith("5") ? "server" : "unsupported");

const toHint = (message: string) =>
  /newer version of Ollama/i.test(message) ? { hint: "https://ollama.com/download" } : {};
