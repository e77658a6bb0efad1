import type { Purpose } from "#shared/contacts.ts";
import type { ProviderType } from "#shared/providers.ts";
import { LLMError, type LLMProvider, type LLMStream, type ModelStore } from "#server/llm/types.ts";
import { type Health, type Reachability, shownByFailure } from "./health.ts";

/** Errors after which loading the model would fail again. */
const cannotLoad: ReadonlySet<string> = new Set(["out_of_memory", "damaged_model"]);

export type Watcher = {
  health: Health;
  /** Fires when Blossom closes. Probes and lists end then, and no new ones are sent. */
  closing: AbortSignal;
  /** Called for each request, with its purpose and its model, if any. */
  onContact: (purpose: Purpose, model: string | null) => void;
  /** Called when an answer has shown whether the server can load a model. */
  onLoad: (model: string, failed: boolean) => void;
};

/** Wraps a provider: records each request as a contact, and reports each outcome to `health`. */
export function watchProvider(
  provider: LLMProvider,
  { type, baseUrl }: { type: ProviderType; baseUrl: string },
  { health, closing, onContact, onLoad }: Watcher,
): LLMProvider {
  const report = (shown: Reachability | null) => health.report(type, baseUrl, shown);
  /** Records a probe or a list that is about to be sent, and returns its signal. */
  const begin = (signal?: AbortSignal) => {
    if (!closing.aborted) onContact("models", null);
    return signal ? AbortSignal.any([signal, closing]) : closing;
  };
  const models: LLMProvider["models"] = async (signal) => {
    const listed = await provider.models(begin(signal));
    report({ ok: true });
    return listed;
  };

  const stream: LLMProvider["stream"] = (options) => {
    const inner = provider.stream(options);
    let isWatched = false;
    /** The stream sends its request at first use, so it must not be used before the caller does. */
    const watch = () => {
      if (isWatched) return;
      isWatched = true;
      // an answer that was stopped before its request contacts no host
      if (!options.signal?.aborted) onContact(options.purpose ?? "message", options.model);
      inner.result.then(
        () => {
          report({ ok: true });
          onLoad(options.model, false);
        },
        (error: unknown) => {
          if (options.signal?.aborted) return;
          report(shownByFailure(error));
          if (error instanceof LLMError && cannotLoad.has(error.code)) onLoad(options.model, true);
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
    probe: (signal) => provider.probe(begin(signal)),
    isAvailable: async () => (await provider.probe(begin())).ok,
    models,
    listModels: async () => (await models()).map(({ id }) => id),
    ...(provider.store && { store: watchStore(provider.store, onContact) }),
  };
}

function watchStore(store: ModelStore, onContact: Watcher["onContact"]): ModelStore {
  return {
    pull(model, signal) {
      onContact("download", model);
      return store.pull(model, signal);
    },
    remove(model) {
      onContact("models", model);
      return store.remove(model);
    },
    load(model, options) {
      onContact("models", model);
      return store.load(model, options);
    },
    unload(model) {
      onContact("models", model);
      return store.unload(model);
    },
  };
}
