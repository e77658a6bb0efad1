import { LLMError } from "#server/llm/types.ts";

/**
 * Throws `auth` for a key that cannot be sent: `ｓｋ－…` from a full-width keyboard, a line break from a copy.
 * Asked before anything else sees the key: what rejects a header says the header in its message.
 */
export function checkKey(provider: string, apiKey: string | null): void {
  if (apiKey === null || /^[\x21-\x7e]*$/.test(apiKey)) return;
  throw new LLMError("auth", "the API key holds a character that no key has", { provider, retryable: false });
}
