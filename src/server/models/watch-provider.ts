import type { Purpose } from "#shared/contacts.ts";
import type { LLMErrorCode } from "#shared/error-codes.ts";
import type { ProviderType } from "#shared/providers.ts";
import { toApiError } from "#server/errors.ts";
import { smallWindow } from "#shared/window-sizes.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import {
  LLMError,
  type LLMEvent,
  type LLMProvider,
  type LLMResult,
  type LLMStream,
  type ModelStore,
  type Probe,
} from "#server/llm/types.ts";
import { type Health, type Reachability, type ShownBy, shownByFailedProbe, shownByFailure } from "./health.ts";
import type { Traffic, Turn } from "./traffic.ts";

/** Errors after which loading the model would fail again. */
const cannotLoad: ReadonlySet<string> = new Set(["out_of_memory", "damaged_model"]);

export type Watcher = {
  health: Health;
  traffic: Traffic;
  /** Fires when Blossom closes. Probes and lists end then, and no new ones are sent. */
  closing: AbortSignal;
  /** Called for each request, with its purpose and its model, if any. */
  onContact: (purpose: Purpose, model: string | null) => void;
  /** Called when an answer, a load or a download has shown whether the server can load a model; null: it can. */
  onLoad: (model: string, failure: LLMErrorCode | null) => void;
};

/** Wraps a provider: records each request as a contact, and reports each outcome to `health`. */
export function watchProvider(
  provider: LLMProvider,
  { type, baseUrl }: { type: ProviderType; baseUrl: string },
  { health, traffic, closing, onContact, onLoad }: Watcher,
): LLMProvider {
  const report = (shown: Reachability | null, by?: ShownBy) => health.report(type, baseUrl, shown, by);
  /** Records a probe or a list that is about to be sent, and returns its signal. */
  const begin = (signal?: AbortSignal) => {
    if (!closing.aborted) onContact("models", null);
    return signal ? AbortSignal.any([signal, closing]) : closing;
  };
  const failedBy = () => health.failedBy(type, baseUrl);
  // A server can answer one of these two requests and refuse the other. If each alone decided the state, it would change with every
  // request, and a page, which reads again after each change, would never rest. So after one failed, the other asks it too.
  const models: LLMProvider["models"] = async (signal) => {
    try {
      const listed = await provider.models(begin(signal));
      if (failedBy() === "probe") await probe(signal);
      else report({ ok: true }, "list");
      return listed;
    } catch (error) {
      const shown = shownByFailedProbe(error);
      if (shown) report(shown, "list");
      throw error;
    }
  };
  const probe: LLMProvider["probe"] = async (signal) => {
    const probed = await provider.probe(begin(signal));
    if (probed.ok && failedBy() === "list") return models(signal).then(() => probed, asProbe);
    const shown = probed.ok ? alive : shownByFailedProbe(probed.error);
    if (shown) report(shown, "probe");
    return probed;
  };
  /** The page shows from the list whether the model is there. */
  const listAgain = () =>
    void models().then(
      () => report(null),
      () => {},
    );

  const stream: LLMProvider["stream"] = (options) => {
    let turn: Turn | null = null;
    let said: LLMEvent["type"] | null = null;
    /** llama.cpp and vLLM report how many requests they work on at once. Other servers usually work on one at a time. */
    const isBehind = () => (turn?.ahead() ?? 0) >= (provider.knowledge.get(options.model)?.parallel ?? 1);
    const onEvent = (event: LLMEvent) => {
      const shown = event.type === "reading" && isBehind() ? ({ type: "queued" } as const) : event;
      said = shown.type;
      const shows = shownByEvent[event.type];
      if (shows) report(shows);
      options.onEvent?.(shown);
    };
    const inner = provider.stream({ ...options, ...(options.onEvent && { onEvent }) });
    let isWatched = false;
    /** The stream sends its request at first use, so it must not be used before the caller does. */
    const watch = () => {
      if (isWatched) return;
      isWatched = true;
      // an answer that was stopped before its request contacts no host
      if (!options.signal?.aborted) onContact(options.purpose ?? "message", options.model);
      const onMove = () => said === "queued" && !isBehind() && onEvent({ type: "reading" });
      const ownTurn = traffic.enter({ server: baseUrl, model: options.model, onMove });
      turn = ownTurn;
      const leave = () => ownTurn.leave();
      inner.result.then(leave, leave);
      inner.result.then(
        (result) => {
          report({ ok: true });
          onLoad(options.model, null);
          if (mayShowWindow(provider, result)) void models().catch(() => {}); // a later answer tries again
        },
        (error: unknown) => {
          if (options.signal?.aborted) return;
          report(shownByFailure(error));
          if (error instanceof LLMError && error.code === "model_not_found") listAgain();
          noteFailure(onLoad, options.model, error);
        },
      );
    };
    const outer: LLMStream = {
      get result() {
        watch();
        return inner.result;
      },
      [Symbol.asyncIterator]() {
        const pieces = inner[Symbol.asyncIterator]();
        const next = () => {
          if (isWatched) return pieces.next(); // later pieces need no extra work
          const first = pieces.next();
          watch();
          first.then(
            () => report({ ok: true }),
            () => {},
          );
          return first;
        };
        return { next, ...(pieces.return && { return: (value) => pieces.return!(value) }) };
      },
    };
    return outer;
  };

  return {
    ...provider,
    stream,
    complete: async (options) => (await stream(options).result).text,
    probe,
    isAvailable: async () => (await probe()).ok,
    models,
    listModels: async () => (await models()).map(({ id }) => id),
    ...(provider.store && { store: watchStore(provider.store, onContact, onLoad) }),
  };
}

/** A failed list as the outcome of a probe. */
function asProbe(error: unknown): Probe {
  if (error instanceof LLMError) return { ok: false, error };
  throw error;
}

const alive: Reachability = { ok: true };
const silence = new LLMError("timeout", "it does not answer", { provider: "health", phase: "idle" });

/** What an event of an answer shows about its server. */
const shownByEvent: Partial<Record<LLMEvent["type"], Reachability>> = {
  loading: alive,
  reading: alive,
  silent: { ok: false, error: toApiError(silence) },
};

/**
 * Whether the server's list now says more about the context window. Behind its compatible APIs, Ollama says it only of a model in
 * memory, and a cut prompt shows that the window differs from the known one.
 */
function mayShowWindow({ name, host, knowledge }: LLMProvider, { model, promptTruncated }: LLMResult): boolean {
  if (name === "ollama" || !isLocalHost(host)) return false;
  const { fixedWindow: window, contextLength = Infinity } = knowledge.get(model) ?? {};
  // such a server was probably started again, with a larger one
  if (contextLength < smallWindow) return true;
  return window === "assumed" || (promptTruncated === true && (window === "known" || knowledge.listedAt() === null));
}

function noteFailure(onLoad: Watcher["onLoad"], model: string, error: unknown): void {
  if (error instanceof LLMError && cannotLoad.has(error.code)) onLoad(model, error.code);
}

function watchStore(store: ModelStore, onContact: Watcher["onContact"], onLoad: Watcher["onLoad"]): ModelStore {
  return {
    async *pull(model, signal) {
      onContact("download", model);
      yield* store.pull(model, signal);
      onLoad(model, null);
    },
    remove(model) {
      onContact("models", model);
      return store.remove(model);
    },
    async load(model, options) {
      onContact("models", model);
      try {
        await store.load(model, options);
        onLoad(model, null);
      } catch (error) {
        noteFailure(onLoad, model, error);
        throw error;
      }
    },
    unload(model) {
      onContact("models", model);
      return store.unload(model);
    },
  };
}
