import { parseAccept } from "hono/utils/accept";
import { type InterfaceLanguage, preferredLanguage } from "#shared/interface-languages.ts";

/** The interface language for a browser by its `Accept-Language` header: `fr, ja;q=0.8, ko;q=0.9` → ko. */
export function browserLanguage(header: string | null | undefined): InterfaceLanguage {
  const accepted = parseAccept(header ?? "").filter(({ q }) => q > 0);
  return preferredLanguage(accepted.map(({ type }) => type));
}
