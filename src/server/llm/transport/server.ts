import type { ProviderType } from "#shared/providers.ts";
import { findLogin } from "./basic-login.ts";
import { LLMError, type ProviderConfig } from "#server/llm/types.ts";

/** What every request to a model server needs. */
export type Server = {
  provider: ProviderType;
  /** Without a trailing slash: `http://127.0.0.1:11434`. */
  base: string;
  /** For people to read: `127.0.0.1:11434`. */
  host: string;
  apiKey: string | null;
  headers: Record<string, string>;
  /** The key and the header values. Errors and logs never show them. */
  secrets: readonly string[];
  /** Those that can be credentials. Answers and lists never show them. */
  hidden: readonly string[];
};

/** `Authorization`, `X-Api-Key`, `CF-Access-Client-Secret`. Other headers, such as `X-Model`, hold words that answers and lists need. */
const credential = /auth|cookie|key|token|secret|password/i;

/** Sends the key as `Authorization: Bearer`. */
export function toServer(provider: ProviderType, { baseUrl, apiKey = null, headers = {} }: ProviderConfig): Server {
  const base = baseUrl.replace(/\/+$/, "");
  const login = findLogin(headers);
  return {
    provider,
    base,
    host: URL.parse(base)?.host ?? base,
    apiKey,
    headers: mergeHeaders(apiKey ? { authorization: `Bearer ${apiKey}` } : {}, headers),
    secrets: toSecrets(Object.values(headers)),
    hidden: toSecrets(Object.entries(headers).flatMap(([name, value]) => (credential.test(name) ? [value] : []))),
  };

  /** For `Bearer abc`, hides `abc` as well, and the password in `Basic …`. */
  function toSecrets(values: readonly string[]): string[] {
    return [
      ...(apiKey ? [apiKey] : []),
      ...(login?.password ? [login.password] : []),
      ...values.flatMap((value) => [value, ...value.split(/\s+/)]),
    ];
  }
}

/** Later headers replace earlier ones, in any spelling: `{authorization: ours} + {Authorization: theirs}`. */
export function mergeHeaders(...all: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const entries = all.flatMap((headers) => Object.entries(headers));
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
}

/** The fields that all calls share: `send({ ...callTo(server, "/api/chat"), … })`. Throws `auth` for a key that cannot be sent. */
export function callTo({ provider, base, apiKey, headers, secrets, hidden }: Server, path: string) {
  checkKey(provider, apiKey);
  return { provider, url: base + path, base, headers, secrets, hidden };
}

/**
 * Throws `auth` for a key that cannot be sent: `ｓｋ－…` from a full-width keyboard, or a pasted line break.
 * Runs first, because the code that rejects a header puts its value in the error message.
 */
function checkKey(provider: string, apiKey: string | null): void {
  if (apiKey === null || /^[\x21-\x7e]*$/.test(apiKey)) return;
  throw new LLMError("auth", "the API key contains an invalid character", { provider, retryable: false });
}
