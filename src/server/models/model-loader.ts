import { getLLMSettings } from "#server/db/llm-settings.ts";
import { providerDescriptors } from "#shared/providers.ts";
import { AppError, toApiError } from "#server/errors.ts";
import { getProvider, type ProviderDeps } from "./get-provider.ts";
import type { Generations } from "#server/generations/log.ts";
import { isBusy } from "#server/generations/until-idle.ts";
import { listModels } from "./list-models.ts";
import { canonicalName, isSameModel } from "#shared/canonical-name.ts";
import { staysNot } from "#server/llm/ollama/store.ts";
import type { LLMProvider } from "#server/llm/types.ts";
import { logger } from "#server/logger.ts";
import { toModelOptions } from "./model-options.ts";
import { isRelayed } from "./relayed.ts";

/** Loads models into Ollama's memory before an answer needs them. */
export type ModelLoader = {
  /** Resolves when the model is loaded, which can take minutes. Calls for the same model share one load. */
  load(model: string): Promise<void>;
  /** Loads the model that would answer now, if that helps. Returns at once. */
  preload(): void;
  /** Ends the keep_alive that an earlier request set. Returns at once. */
  resetKeepAlive(model: string): void;
  close(): void;
};
type Deps = ProviderDeps & { generations: Generations };

export function createModelLoader(deps: Deps): ModelLoader {
  const { db, generations } = deps;
  const loads = new Map<string, Promise<void>>();
  const closing = new AbortController();

  function load(provider: LLMProvider, model: string, signal = closing.signal): Promise<void> {
    const key = `${provider.host} ${canonicalName(model)}`;
    const running = loads.get(key);
    if (running) return running;
    const { contextTokens, keepAlive } = optionsOf(model);
    const options = { contextTokens, signal, ...(keepAlive !== undefined && { keepAlive }) };
    const started = provider.store!.load(model, options).finally(() => loads.delete(key));
    loads.set(key, started);
    return started;
  }

  async function preload() {
    const { provider: type, providers } = getLLMSettings(db);
    const { chatModel: model } = providers.ollama;
    const provider = ollama();
    if (!providerDescriptors[type].keepsModels || model === "" || isBusy(generations, provider.host)) return;
    // reads the list again, because cached facts about where the model runs and whether it is loaded may be outdated
    const info = (await listModels(deps, "ollama")).models.find(({ id }) => isSameModel(id, model));
    if (info?.loaded !== false || info.remote || isBusy(generations, provider.host)) return;
    if (staysNot(optionsOf(model).keepAlive)) return;
    // if another model is chosen meanwhile, its answer must not wait for this load
    const preempted = new AbortController();
    const onStart = (host: string | null) => {
      const { chatModel } = getLLMSettings(db).providers.ollama;
      if (host === provider.host && !isSameModel(chatModel, model)) preempted.abort();
    };
    generations.onStart.add(onStart);
    const signal = AbortSignal.any([preempted.signal, closing.signal]);
    await load(provider, model, signal).finally(() => generations.onStart.delete(onStart));
  }

  function optionsOf(model: string) {
    const settings = getLLMSettings(db);
    const known = deps.catalog.at("ollama", settings.providers.ollama.baseUrl);
    return toModelOptions(settings, "ollama", known, model);
  }

  function ollama(): LLMProvider {
    const provider = getProvider(deps, "ollama");
    if (provider instanceof AppError) throw provider;
    return provider;
  }

  return {
    async load(model) {
      const { baseUrl } = getLLMSettings(db).providers.ollama;
      if (isRelayed(deps.catalog.at("ollama", baseUrl), "ollama", baseUrl, model))
        throw new AppError("unsupported", `${model} runs in somebody else's cloud: there is nothing to load.`);
      await load(ollama(), model);
    },
    preload: () =>
      void preload().catch((error: unknown) => logger.info("not preloaded", { because: toApiError(error).code })),
    // a request without keep_alive leaves the earlier value in force, so the model has to be unloaded once
    resetKeepAlive: (model) =>
      void Promise.try(() => ollama().store!.unload(model)).catch((error: unknown) =>
        logger.info("not unloaded", { because: toApiError(error).code }),
      ),
    close: () => closing.abort(),
  };
}
