import type { ApiError } from "#shared/errors.ts";
import type { ProviderType } from "#shared/providers.ts";
import { toApiError } from "#server/errors.ts";
import { LLMError, type Probe } from "#server/llm/types.ts";

/** What the last request to an endpoint showed. */
export type Reachability = { ok: true } | { ok: false; error: ApiError };

/** Knows which endpoints answer. Probes tell it, and so does every answer that begins or ends. */
export type Health = {
  /** What is known, without asking; null if nobody asked yet. */
  last(type: ProviderType, baseUrl: string): Reachability | null;
  /** Runs the probe unless one runs already or has just ended. Resolves when the newest result is there. */
  check(type: ProviderType, baseUrl: string, probe: () => Promise<Probe>): Promise<Reachability>;
  /** Takes what an answer showed. `null`: it broke off, so the next check asks again. */
  report(type: ProviderType, baseUrl: string, shown: Reachability | null): void;
  /** Called after a result that differs from the one before. */
  onChange: Set<() => void>;
};

type Endpoint = { last: Reachability | null; endedAt: number; running: Promise<Reachability> | null };

/** A result is good for this long, counted from the end of its probe: a silent server takes three seconds to fail. */
const freshMs = 3_000;

/** `now` never goes backwards, whatever the wall clock does. */
export function createHealth(now: () => number = () => performance.now()): Health {
  const endpoints = new Map<string, Endpoint>();
  const onChange = new Set<() => void>();

  function at(type: ProviderType, baseUrl: string): Endpoint {
    const key = `${type} ${baseUrl}`;
    const known = endpoints.get(key) ?? { last: null, endedAt: -Infinity, running: null };
    endpoints.set(key, known);
    return known;
  }

  function settle(endpoint: Endpoint, result: Reachability) {
    const before = endpoint.last;
    endpoint.last = result;
    endpoint.endedAt = now();
    if (codeOf(before) !== codeOf(result)) for (const listener of onChange) listener();
  }

  return {
    last: (type, baseUrl) => endpoints.get(`${type} ${baseUrl}`)?.last ?? null,
    async check(type, baseUrl, probe) {
      const endpoint = at(type, baseUrl);
      if (endpoint.running) return endpoint.running;
      if (endpoint.last && now() - endpoint.endedAt <= freshMs) return endpoint.last;
      endpoint.running = probe().then((probed): Reachability => {
        const result: Reachability = probed.ok ? { ok: true } : { ok: false, error: toApiError(probed.error) };
        endpoint.running = null;
        settle(endpoint, result);
        return result;
      });
      return endpoint.running;
    },
    report(type, baseUrl, shown) {
      const endpoint = at(type, baseUrl);
      if (shown) settle(endpoint, shown);
      else endpoint.endedAt = -Infinity;
    },
    onChange,
  };
}

const codeOf = (result: Reachability | null) => result && (result.ok ? "ok" : result.error.code);

/** These say that the server, not the question, is at fault. */
const serverCodes: ReadonlySet<string> = new Set([
  "connect",
  "dns",
  "tls",
  "bad_url",
  "wrong_endpoint",
  "forbidden_host",
  "auth",
]);

const undecided: ReadonlySet<string> = new Set(["timeout", "incomplete", "aborted"]);

/** What a failed answer shows about its server: away, there all the same, or unknown. */
export function shownByFailure(error: unknown): Reachability | null {
  if (!(error instanceof LLMError)) return null;
  if (serverCodes.has(error.code) || (error.code === "timeout" && error.info.phase === "connect"))
    return { ok: false, error: toApiError(error) };
  return undecided.has(error.code) ? null : { ok: true };
}
