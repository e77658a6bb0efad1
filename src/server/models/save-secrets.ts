import type { Login } from "#shared/credentials.ts";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import { AppError } from "#server/errors.ts";
import { toBasic, withoutLogin } from "#server/llm/transport/basic-login.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import { baseUrlOf, type ProviderDeps } from "./get-provider.ts";

/** Saves a key for the provider's address; an empty one removes it. */
export function saveKey(deps: ProviderDeps, type: ProviderType, key: string, overPlainHttp: boolean) {
  const baseUrl = secretsAddress(deps, type, key !== "" && !overPlainHttp);
  if (deps.secrets.keyState(type, baseUrl).from === "environment")
    throw new AppError("invalid_request", `key: ${providerDescriptors[type].keyVariable} is set and takes precedence`);
  deps.secrets.setKey(type, baseUrl, key);
  deps.health.report(type, baseUrl, null);
}

/** Saves the headers for the provider's address. Keeps the login, and the earlier headers named in `keep`. Returns all names. */
export function saveHeaders(
  deps: ProviderDeps,
  type: ProviderType,
  {
    headers,
    keep,
    overPlainHttp,
  }: { headers: Record<string, string>; keep: readonly string[]; overPlainHttp: boolean },
): string[] {
  const baseUrl = secretsAddress(deps, type, Object.keys(headers).length > 0 && !overPlainHttp);
  const isNew = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const before = deps.secrets.getHeaders(type, baseUrl);
  const listed = withoutLogin(before);
  const kept = Object.entries(before).filter(
    ([name]) => (keep.includes(name) || !(name in listed)) && !isNew.has(name.toLowerCase()),
  );
  const all = { ...Object.fromEntries(kept), ...headers };
  deps.secrets.setHeaders(type, baseUrl, all);
  deps.health.report(type, baseUrl, null);
  return Object.keys(withoutLogin(all));
}

/** Saves the name and password for the provider's address; null removes them. They are sent as a header. */
export function saveLogin(deps: ProviderDeps, type: ProviderType, login: Login | null, overPlainHttp: boolean) {
  const baseUrl = secretsAddress(deps, type, login !== null && !overPlainHttp);
  const others = Object.entries(deps.secrets.getHeaders(type, baseUrl)).filter(
    ([name]) => name.toLowerCase() !== "authorization",
  );
  const headers = { ...Object.fromEntries(others), ...(login && { Authorization: toBasic(login) }) };
  deps.secrets.setHeaders(type, baseUrl, headers);
  deps.health.report(type, baseUrl, null);
}

/** The address that a secret is for. Throws if the secret would cross the internet unencrypted. */
function secretsAddress(deps: ProviderDeps, type: ProviderType, mustBeSafe: boolean): string {
  const baseUrl = baseUrlOf(deps, type);
  const { protocol, host } = new URL(baseUrl);
  if (mustBeSafe && protocol === "http:" && !isLocalHost(host))
    throw new AppError("consent_needed", `${host} is reached over plain HTTP: anybody on the way can read the key.`);
  return baseUrl;
}
