import type { ProviderType } from "#shared/providers.ts";
import { LLMError, type ProviderConfig } from "#server/llm/types.ts";

/** What every request to a model server needs. */
export type Server = {
  provider: ProviderType;
  /** Without a slash at the end: `http://127.0.0.1:11434`. */
  base: string;
  /** As people write it: `127.0.0.1:11434`. */
  host: string;
  apiKey: string | null;
  headers: Record<string, string>;
  /** Must not be shown: the key and the values of headers. */
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

/** Our headers, then the learner's, which win in any spelling: `{authorization: ours} + {Authorization: theirs}`. */
export function mergeHeaders(...all: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const entries = all.flatMap((headers) => Object.entries(headers));
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
}

/** The part that all calls share: `send({ ...callTo(server, "/api/chat"), … })`. Throws `auth` for a key that cannot be sent. */
export function callTo({ provider, base, apiKey, headers, secrets }: Server, path: string) {
  checkKey(provider, apiKey);
  return { provider, url: base + path, headers, secrets };
}

/**
 * Throws `auth` for a key that cannot be sent: `ｓｋ－…` from a full-width keyboard, a line break from a copy.
 * Checked first, because code that rejects a header puts it in its error message.
 */
function checkKey(provider: string, apiKey: string | null): void {
  if (apiKey === null || /^[\x21-\x7e]*$/.test(apiKey)) return;
  throw new LLMError("auth", "the API key holds a character that no key has", { provider, retryable: false });
}
