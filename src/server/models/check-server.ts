import type { ErrorCode } from "#shared/error-codes.ts";
import { isLocalHost, isThisComputer } from "#server/local-hosts.ts";
import type { ServerProvider } from "#shared/providers.ts";
import type { ServerStatus } from "#shared/status.ts";
import type { Config } from "#server/config.ts";
import { getProvider, type ProviderDeps } from "./get-provider.ts";
import { AppError, toProbeError } from "#server/errors.ts";
import { normaliseAddress, toAddresses } from "#server/llm/transport/address.ts";
import { missingFeatures, versionWarnings } from "#server/llm/ollama/version.ts";
import { LLMError } from "#server/llm/types.ts";
import { memoryAt } from "./memory-at.ts";
import { isExposed } from "./ollama-exposure.ts";

/** The limit for all requests to one address. */
const longestCheckMs = 2_900;

/** Finds out within three seconds which server answers at an address. Never throws. Reports an error code, never bytes from the server. */
export async function checkServer(deps: ProviderDeps, kind: ServerProvider, typed: string): Promise<ServerStatus> {
  try {
    const limit = AbortSignal.timeout(longestCheckMs);
    const check = (url: string) =>
      checkAddress(deps, kind, url, limit).then(
        (status) => ({ status }),
        (error: unknown) => ({ error }),
      );
    const addresses = toAddresses(typed, kind);
    const checks = addresses.map(check);
    const plain = addresses.filter(isOwnHttps).map((url) => check(url.replace(/^https/, "http")));
    // the most likely address comes first; if none answers, its error is reported
    let failure: unknown;
    for (const checked of checks) {
      const outcome = await checked;
      if ("status" in outcome) return outcome.status;
      failure ??= outcome.error;
    }
    for (const checked of plain) {
      const outcome = await checked;
      if ("status" in outcome) throw onlyHttp(kind, outcome.status.url);
    }
    if (failure instanceof LLMError && failure.code === "incomplete") await refuseTls(deps, kind, typed, limit);
    throw limit.aborted
      ? new LLMError("timeout", "It did not answer within three seconds.", { provider: kind })
      : failure;
  } catch (error) {
    const { code, message, reason, ...rest } = toProbeError(error);
    const hint = containerHint(deps.config, kind, typed, code) ?? rest.hint;
    const more = { ...(hint !== undefined && { hint }), ...(reason !== undefined && { reason }) };
    return { available: false, models: [], error: { code, message, ...more } };
  }
}

/** Most model servers speak only http, and some of them do not respond to https at all. Only own servers are tried without TLS. */
const isOwnHttps = (url: string) => url.startsWith("https:") && isLocalHost(URL.parse(url)?.host ?? "");

const onlyHttp = (provider: ServerProvider, url = "") =>
  new LLMError("tls", "This server only supports http.", {
    provider,
    retryable: false,
    reason: "speaks_http",
    hint: url,
  });

/** The address of the host computer as seen from a container: `http://host.docker.internal:11434`. */
function containerHint(
  { inContainer }: Config,
  kind: ServerProvider,
  typed: string,
  code: ErrorCode,
): string | undefined {
  const url = /^(connect|timeout)$/.test(code) ? URL.parse(normaliseAddress(typed, kind)) : null;
  if (!inContainer || !url || !isThisComputer(url.hostname)) return undefined;
  url.hostname = "host.docker.internal";
  return url.href.replace(/\/$/, "");
}

/** Throws if an own server closed the connection because it expects TLS. A certificate that is not trusted shows that too. */
async function refuseTls(deps: ProviderDeps, kind: ServerProvider, typed: string, limit: AbortSignal): Promise<void> {
  const plain = normaliseAddress(typed, kind);
  if (!plain.startsWith("http:") || !isLocalHost(URL.parse(plain)?.host ?? "")) return;
  const hint = plain.replace(/^http/, "https");
  const speaksTls = await checkAddress(deps, kind, hint, limit).then(
    () => true,
    (error: unknown) =>
      error instanceof LLMError && error.code === "tls" && /CERT|SIGNED|ISSUER|VERIFY|HOSTNAME/.test(error.message),
  );
  if (speaksTls) throw new LLMError("tls", "It only speaks https://.", { provider: kind, reason: "needs_https", hint });
}

async function checkAddress(
  deps: ProviderDeps,
  kind: ServerProvider,
  url: string,
  limit: AbortSignal,
): Promise<ServerStatus> {
  const provider = getProvider(deps, kind, url);
  if (provider instanceof AppError) throw provider;
  const probe = await provider.probe(limit);
  if (!probe.ok) throw probe.error;
  const [details, safety] = await Promise.all([
    provider.models(limit),
    kind === "ollama" ? checkOllama(deps, url, probe.version, limit) : {},
  ]);
  const version = probe.version === undefined ? {} : { version: probe.version };
  const ollama = probe.isOllama ? { isOllama: true } : {};
  return { available: true, models: details.map(({ id }) => id), url, details, ...version, ...safety, ...ollama };
}

/** The warnings about this Ollama, and the memory of its computer. */
async function checkOllama(
  { contacts, closing }: ProviderDeps,
  url: string,
  version: string | undefined,
  limit: AbortSignal,
) {
  const onContact = (host: string) => contacts.record({ host, purpose: "models", relayed: false });
  const exposed =
    !closing.aborted && (await isExposed(url, AbortSignal.any([limit, closing]), onContact))
      ? ["exposed" as const]
      : [];
  const memoryBytes = memoryAt(url);
  return {
    ...(memoryBytes !== null && { memoryBytes }),
    warnings: [...versionWarnings(version), ...exposed],
    needs: missingFeatures(version),
  };
}
