import type { Purpose } from "#shared/contacts.ts";
import type { ProviderType } from "#shared/providers.ts";
import { LLMError, type LLMProvider, type LLMStream, type ModelStore } from "#server/llm/types.ts";
import { type Health, type Reachability, shownByFailure } from "./health.ts";

/** The server could not load the model, and would fail again. */
const cannotLoad: ReadonlySet<string> = new Set(["out_of_memory", "damaged_model"]);

export type Watcher = {
  health: Health;
  /** Called for each request, with what it was for and which model, if any. */
  onContact: (purpose: Purpose, model: string | null) => void;
  /** Called when an answer showed whether the server can load a model. */
  onLoad: (model: string, failed: boolean) => void;
};

/** The same provider; each of its requests is noted, and each outcome says whether its server answers. */
export function watchProvider(
  provider: LLMProvider,
  { type, baseUrl }: { type: ProviderType; baseUrl: string },
  { health, onContact, onLoad }: Watcher,
): LLMProvider {
  const report = (shown: Reachability | null) => health.report(type, baseUrl, shown);

  const stream: LLMProvider["stream"] = (options) => {
    const inner = provider.stream(options);
    let isWatched = false;
    /** The work starts with the first look at it, so nothing may look before the caller does. */
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
          if (isWatched) return pieces.next(); // no work is added to any later piece
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
