import type { LLMErrorCode } from "#shared/error-codes.ts";
import type { ApiError } from "#shared/errors.ts";
import type { ProviderType } from "#shared/providers.ts";
import { toApiError } from "#server/errors.ts";
import { LLMError, type Probe } from "#server/llm/types.ts";

/** What the last request to an endpoint showed. */
export type Reachability = { ok: true } | { ok: false; error: ApiError };

/** The kind of request whose outcome was reported. */
export type ShownBy = "probe" | "list" | "answer";

/** Knows which endpoints answer, from probes and from every answer that begins or ends. */
export type Health = {
  /** The last result; null before the first one. Sends no request. From now on, changes of this endpoint are announced. */
  last(type: ProviderType, baseUrl: string): Reachability | null;
  /** Runs the probe unless one is running or the last result is still valid. Resolves with the newest result. */
  check(type: ProviderType, baseUrl: string, probe: () => Promise<Probe>, validity?: Validity): Promise<Reachability>;
  /** Stores what a request showed. `null`: it showed nothing certain, so the next check runs a new probe. */
  report(type: ProviderType, baseUrl: string, shown: Reachability | null, by?: ShownBy): void;
  /** The kind of request whose failure set the state; null while the endpoint works. */
  failedBy(type: ProviderType, baseUrl: string): ShownBy | null;
  /** Called after a result that differs from the one that was read before, and when a new probe is needed. */
  onChange: Set<() => void>;
};

type Endpoint = {
  last: Reachability | null;
  endedAt: number;
  running: Promise<Reachability> | null;
  failedBy: ShownBy | null;
  /** Only changes of a state that was read are announced: a search for servers probes many addresses that no page shows. */
  isRead: boolean;
};

const unknown: Endpoint = { last: null, endedAt: -Infinity, running: null, failedBy: null, isRead: false };

/** How long a good and a bad result stay valid after the end of their probe. Not after its start: a silent server takes three seconds to fail. */
export type Validity = { okMs: number; failedMs: number };
/** For a server of the learner's own. */
const ownServer: Validity = { okMs: 3_000, failedMs: 3_000 };

/** `now` must never go backwards, not even when the wall clock does. */
export function createHealth(now: () => number = () => performance.now()): Health {
  const endpoints = new Map<string, Endpoint>();
  const onChange = new Set<() => void>();

  function at(type: ProviderType, baseUrl: string): Endpoint {
    const key = `${type} ${baseUrl}`;
    const known = endpoints.get(key) ?? { ...unknown };
    endpoints.set(key, known);
    return known;
  }

  function settle(endpoint: Endpoint, result: Reachability) {
    const before = endpoint.last;
    endpoint.last = result;
    endpoint.endedAt = now();
    if (endpoint.isRead && codeOf(before) !== codeOf(result)) for (const listener of onChange) listener();
  }

  return {
    last(type, baseUrl) {
      const endpoint = at(type, baseUrl);
      endpoint.isRead = true;
      return endpoint.last;
    },
    async check(type, baseUrl, probe, { okMs, failedMs } = ownServer) {
      const endpoint = at(type, baseUrl);
      if (endpoint.running) return endpoint.running;
      const { last } = endpoint;
      if (last && now() - endpoint.endedAt <= (last.ok ? okMs : failedMs)) return last;
      endpoint.running = probe().then((probed): Reachability => {
        const result: Reachability = probed.ok ? { ok: true } : { ok: false, error: toApiError(probed.error) };
        endpoint.running = null;
        settle(endpoint, result);
        return result;
      });
      return endpoint.running;
    },
    report(type, baseUrl, shown, by = "answer") {
      const endpoint = at(type, baseUrl);
      if (shown) {
        endpoint.failedBy = shown.ok ? null : by;
        return settle(endpoint, shown);
      }
      endpoint.endedAt = -Infinity;
      for (const listener of onChange) listener();
    },
    failedBy: (type, baseUrl) => at(type, baseUrl).failedBy,
    onChange,
  };
}

const codeOf = (result: Reachability | null) => result && (result.ok ? "ok" : result.error.code);

/** Errors of the server, not of the request. */
const serverCodes: ReadonlySet<LLMErrorCode> = new Set([
  "connect",
  "dns",
  "tls",
  "bad_url",
  "wrong_endpoint",
  "forbidden_host",
  "auth",
]);

/** Errors that the request, its model or the whole server can have. */
const undecided: ReadonlySet<LLMErrorCode> = new Set([
  "timeout",
  "incomplete",
  "server",
  "invalid_response",
  "permission",
]);

/** The failure that a probe or a list shows. Undefined: the request was stopped. */
export function shownByFailedProbe(error: unknown): Reachability | undefined {
  const isStopped = !(error instanceof LLMError) || error.code === "aborted";
  return isStopped ? undefined : { ok: false, error: toApiError(error) };
}

/** What a failed answer shows about its server: it is away, it works although this request failed, or (null) nothing certain. */
export function shownByFailure(error: unknown): Reachability | null {
  if (!(error instanceof LLMError)) return null;
  if (serverCodes.has(error.code) || (error.code === "timeout" && error.info.phase === "connect"))
    return { ok: false, error: toApiError(error) };
  return undecided.has(error.code) ? null : { ok: true };
}
