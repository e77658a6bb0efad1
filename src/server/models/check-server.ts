import type { ErrorCode } from "#shared/errors.ts";
import { isThisComputer } from "#server/local-hosts.ts";
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
    const checks = toAddresses(typed, kind).map((url) =>
      checkAddress(deps, kind, url, limit).then(
        (status) => ({ status }),
        (error: unknown) => ({ error }),
      ),
    );
    // the most likely address comes first; if none answers, its error is reported
    let failure: unknown;
    for (const check of checks) {
      const outcome = await check;
      if ("status" in outcome) return outcome.status;
      failure ??= outcome.error;
    }
    throw limit.aborted
      ? new LLMError("timeout", "It did not answer within three seconds.", { provider: kind })
      : failure;
  } catch (error) {
    const { code, message, ...rest } = toProbeError(error);
    const hint = containerHint(deps.config, typed, code) ?? rest.hint;
    return { available: false, models: [], error: { code, message, ...(hint !== undefined && { hint }) } };
  }
}

/** The address of the host computer as seen from a container: `http://host.docker.internal:11434`. */
function containerHint({ inContainer }: Config, typed: string, code: ErrorCode): string | undefined {
  const url = /^(connect|timeout)$/.test(code) ? URL.parse(normaliseAddress(typed, "ollama")) : null;
  if (!inContainer || !url || !isThisComputer(url.hostname)) return undefined;
  url.hostname = "host.docker.internal";
  return url.href.replace(/\/$/, "");
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
