import type { ProviderType } from "#shared/providers.ts";
import { LLMError, type ProviderConfig } from "#server/llm/types.ts";

/** A model server as every request to it needs it. */
export type Server = {
  provider: ProviderType;
  /** Without a slash at the end: `http://127.0.0.1:11434`. */
  base: string;
  /** As people write it: `127.0.0.1:11434`. */
  host: string;
  apiKey: string | null;
  headers: Record<string, string>;
  /** What must not be shown: the key, the values of headers. */
  secrets: readonly string[];
};

/** The key goes as `Authorization: Bearer`. */
export function toServer(provider: ProviderType, { baseUrl, apiKey = null, headers = {} }: ProviderConfig): Server {
  const base = baseUrl.replace(/\/+$/, "");
  return {
    provider,
    base,
    host: URL.parse(base)?.host ?? base,
    apiKey,
    headers: mergeHeaders(apiKey ? { authorization: `Bearer ${apiKey}` } : {}, headers),
    // of `Bearer abc` also `abc` alone
    secrets: [
      ...(apiKey ? [apiKey] : []),
      ...Object.values(headers).flatMap((value) => [value, ...value.split(/\s+/)]),
    ],
  };
}

/** Ours, then those of the learner, which win in any spelling: `{authorization: ours} + {Authorization: theirs}`. */
export function mergeHeaders(...all: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const entries = all.flatMap((headers) => Object.entries(headers));
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
}

/** The beginning of every call: `send({ ...callTo(server, "/api/chat"), … })`. Throws `auth` for a key that cannot be sent. */
export function callTo({ provider, base, apiKey, headers, secrets }: Server, path: string) {
  checkKey(provider, apiKey);
  return { provider, url: base + path, headers, secrets };
}

/**
 * Throws `auth` for a key that cannot be sent: `ｓｋ－…` from a full-width keyboard, a line break from a copy.
 * Asked before anything else sees the key: what rejects a header says the header in its message.
 */
function checkKey(provider: string, apiKey: string | null): void {
  if (apiKey === null || /^[\x21-\x7e]*$/.test(apiKey)) return;
  throw new LLMError("auth", "the API key holds a character that no key has", { provider, retryable: false });
}
