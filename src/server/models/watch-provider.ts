import type { Purpose } from "#shared/contacts.ts";
import type { ProviderType } from "#shared/providers.ts";
import { LLMError, type LLMProvider, type LLMStream, type ModelStore } from "#server/llm/types.ts";
import { type Health, type Reachability, shownByFailure } from "./health.ts";

/** Errors after which loading the model would fail again. */
const cannotLoad: ReadonlySet<string> = new Set(["out_of_memory", "damaged_model"]);

export type Watcher = {
  health: Health;
  /** Called for each request, with its purpose and its model, if any. */
  onContact: (purpose: Purpose, model: string | null) => void;
  /** Called when an answer has shown whether the server can load a model. */
  onLoad: (model: string, failed: boolean) => void;
};

/** Wraps a provider: records each request as a contact, and reports each outcome to `health`. */
export function watchProvider(
  provider: LLMProvider,
  { type, baseUrl }: { type: ProviderType; baseUrl: string },
  { health, onContact, onLoad }: Watcher,
): LLMProvider {
  const report = (shown: Reachability | null) => health.report(type, baseUrl, shown);

  const stream: LLMProvider["stream"] = (options) => {
    const inner = provider.stream(options);
    let isWatched = false;
    /** The stream sends its request at first use, so it must not be used before the caller does. */
    const watch = () => {
      if (isWatched) return;
      isWatched = true;
      onContact(options.purpose ?? "message", options.model);
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
    probe(signal) {
      onContact("models", null);
      return provider.probe(signal);
    },
    isAvailable: async () => {
      onContact("models", null);
      return provider.isAvailable();
    },
    async models(signal) {
      onContact("models", null);
      const models = await provider.models(signal);
      report({ ok: true });
      return models;
    },
    listModels() {
      onContact("models", null);
      return provider.listModels();
    },
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
