import { getLLMSettings } from "#server/db/llm-settings.ts";
import { providerDescriptors } from "#shared/providers.ts";
import { AppError, toApiError } from "#server/errors.ts";
import { getProvider, type ProviderDeps } from "./get-provider.ts";
import type { Generations } from "#server/generations/log.ts";
import { isBusy } from "#server/generations/until-idle.ts";
import { listModelsAt } from "./list-models.ts";
import { canonicalName, findModel, isSameModel } from "#shared/canonical-name.ts";
import { staysNot } from "#server/llm/ollama/store.ts";
import type { LLMProvider } from "#server/llm/types.ts";
import { logger } from "#server/logger.ts";
import { type ModelOptions, toModelOptions } from "./model-options.ts";
import { isRelayed } from "./relayed.ts";
import { resolveForPage } from "./resolve.ts";

/** Loads models into Ollama's memory before an answer needs them. */
export type ModelLoader = {
  /** Resolves when the model is loaded, which can take minutes. Calls for the same model share one load. */
  load(model: string): Promise<void>;
  /** Loads the model that would answer now, if that helps. Returns at once. */
  preload(): void;
  /** Applies a changed keep_alive to the model in memory. Loads nothing. Returns at once. */
  applyKeepAlive(model: string): void;
  close(): void;
};
type Deps = ProviderDeps & { generations: Generations };

export function createModelLoader(deps: Deps): ModelLoader {
  const { db, generations } = deps;
  const loads = new Map<string, Promise<void>>();
  const closing = new AbortController();

  function load(provider: LLMProvider, modelOptions: ModelOptions, signal = closing.signal): Promise<void> {
    const { model, contextTokens, keepAlive } = modelOptions;
    const key = `${provider.host} ${canonicalName(model)}`;
    const running = loads.get(key);
    if (running) return running;
    const options = { contextTokens, signal, ...(keepAlive !== undefined && { keepAlive }) };
    const started = provider.store!.load(model, options).finally(() => loads.delete(key));
    loads.set(key, started);
    return started;
  }

  async function preload() {
    const { shown, live } = resolveForPage(deps).chat;
    if (live instanceof AppError || shown.relayed || !providerDescriptors[live.type].keepsModels) return;
    const { provider } = live;
    const { model } = shown;
    if (isBusy(generations, provider.host)) return;
    // reads the list again, because cached facts about where the model runs and whether it is loaded may be outdated
    const info = findModel((await listModelsAt(deps, live.type, shown.baseUrl)).models, model);
    if (info?.loaded !== false || info.remote || isBusy(generations, provider.host)) return;
    // the list may have changed the options
    const options = optionsOf(model, shown.baseUrl);
    if (staysNot(options.keepAlive)) return;
    // if another model is chosen meanwhile, its answer must not wait for this load
    const preempted = new AbortController();
    const onStart = (host: string | null) => {
      if (host === provider.host && !isSameModel(resolveForPage(deps).chat.shown.model, model)) preempted.abort();
    };
    generations.onStart.add(onStart);
    const signal = AbortSignal.any([preempted.signal, closing.signal]);
    await load(provider, options, signal).finally(() => generations.onStart.delete(onStart));
  }

  async function applyKeepAlive(model: string) {
    const { baseUrl } = getLLMSettings(db).providers.ollama;
    const { keepAlive } = optionsOf(model, baseUrl);
    // a request without keep_alive leaves the earlier value in force, so the model has to be unloaded once
    if (keepAlive === undefined || staysNot(keepAlive)) return ollama().store!.unload(model);
    const info = findModel((await listModelsAt(deps, "ollama", baseUrl)).models, model);
    const options = optionsOf(model, baseUrl); // the list may have changed the options
    // another window would reload the model
    if (info?.memory?.contextTokens === options.contextTokens) await load(ollama(), options);
  }

  function optionsOf(model: string, baseUrl: string) {
    return toModelOptions(getLLMSettings(db), "ollama", deps.catalog.at("ollama", baseUrl), model);
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
        throw new AppError("unsupported", `${model} runs in its provider's cloud: there is nothing to load.`);
      await load(ollama(), optionsOf(model, baseUrl));
    },
    preload: () =>
      void preload().catch((error: unknown) => logger.info("not preloaded", { because: toApiError(error).code })),
    applyKeepAlive: (model) =>
      void applyKeepAlive(model).catch((error: unknown) =>
        logger.info("keep_alive not applied", { because: toApiError(error).code }),
      ),
    close: () => closing.abort(),
  };
}
