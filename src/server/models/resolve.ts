import { findModel } from "#shared/canonical-name.ts";
import type { ErrorCode } from "#shared/errors.ts";
import {
  type FallbackResponder,
  providerDescriptors,
  providers,
  type ProviderType,
  type ResolvedResponder,
  type Responders,
} from "#shared/providers.ts";
import type { Responder, ShownResponder } from "#shared/responder.ts";
import type { FoundServer } from "#shared/status.ts";
import {
  findModelSettings,
  getLLMSettings,
  setProvider,
  setProviderSettings,
  type StoredLLMSettings,
} from "#server/db/llm-settings.ts";
import { durably } from "#server/db/open.ts";
import { AppError } from "#server/errors.ts";
import type { Knowledge, LLMProvider } from "#server/llm/types.ts";
import { destinationOf } from "./destination.ts";
import { addressOf, openProvider, type ProviderDeps } from "./get-provider.ts";
import { type ModelOptions, toModelOptions } from "./model-options.ts";
import { isRelayed } from "./relayed.ts";

/** A responder that is ready: a provider with the models the learner chose and their options. */
export type LiveResponder = {
  /** What the page shows. */
  identity: Responder;
  type: ProviderType;
  provider: LLMProvider;
  chat: ModelOptions;
  title: ModelOptions;
  /** Why no further request may be sent: an answer has shown that the model runs in a cloud, and the learner has not agreed to that. */
  findObstacle: () => AppError | null;
};

/** One resolved provider: what the page shows, and the ready responder or the reason why there is none. */
export type Resolved = { shown: ResolvedResponder; title: Responder; live: LiveResponder | AppError };
export type ResolvedFallback = Resolved & Pick<FallbackResponder, "isAsked" | "why">;

/** The responder and its fallbacks. Most answers need no fallback, so these are resolved on demand, from the same settings. */
export type Resolution = { chat: Resolved; fallbacks: () => ResolvedFallback[] };

/**
 * Turns the settings, the catalog and the keys into responders. Everything that sends a request to a model or shows where data
 * goes uses this result; no other code decides it.
 */
export function resolve(deps: ProviderDeps, settings = getLLMSettings(deps.db)): Resolution {
  const chat = resolveProvider(deps, settings, settings.provider);
  const chosen = new Set(settings.fallback.providers);
  const others = [...chosen, ...providers.filter((type) => !chosen.has(type))];
  return {
    chat,
    fallbacks: () =>
      others
        .filter((type) => type !== settings.provider)
        .map((type) => {
          const other = resolveProvider(deps, settings, type);
          const why = whyAsked(settings, chat, other);
          return { ...other, isAsked: why === "asked", why };
        }),
  };
}

function whyAsked(
  { fallback }: StoredLLMSettings,
  chat: Resolved,
  { shown, live }: Resolved,
): FallbackResponder["why"] {
  if (!fallback.providers.includes(shown.provider)) return "not_chosen";
  // without consent, a conversation with a local responder never goes to a cloud
  const leaves = shown.goesTo === "cloud" && chat.shown.goesTo !== "cloud";
  if (leaves && !fallback.allowRemote) return "no_consent";
  return live instanceof AppError ? "not_ready" : "asked";
}

/** Settings without a responder: words, readings and meanings come only from the engine. */
const withNobody = (settings: StoredLLMSettings): StoredLLMSettings => ({
  ...settings,
  provider: "ollama",
  providers: { ...settings.providers, ollama: { ...settings.providers.ollama, chatModel: "", titleModel: "" } },
});

const withFound = (settings: StoredLLMSettings, { provider, url }: FoundServer, model: string): StoredLLMSettings => ({
  ...settings,
  provider,
  providers: { ...settings.providers, [provider]: { baseUrl: url, chatModel: model, titleModel: "" } },
});

/** What the page shows, whether or not the learner has chosen a model. */
export type PageResolution = Resolution & {
  /** Stored with the first message, so that the same model keeps answering. Null: nothing has to be stored. */
  toChoose: { provider: ProviderType; baseUrl: string; model: string } | null;
  choices: Resolved[];
};

/**
 * Resolves the responder for the page. Until the learner chooses, that is the first local server with a usable model, or none.
 * A key or an address in the environment is not consent: the page asks the learner before the first message goes to a cloud.
 */
export function resolveForPage(deps: ProviderDeps, settings = getLLMSettings(deps.db)): PageResolution {
  if (settings.chosen) return { ...resolve(deps, settings), toChoose: null, choices: [] };
  const found = deps.found.list().flatMap((server) => {
    const { provider, url: baseUrl, suggestion: model } = server;
    if (model === null) return [];
    const own = withFound(settings, server, model);
    return [{ provider, baseUrl, model, own, resolved: resolveProvider(deps, own, provider) }];
  });
  const local = found.find(({ resolved }) => resolved.shown.goesTo !== "cloud");
  const resolution = resolve(deps, local?.own ?? withNobody(settings));
  const withKey = providers
    .filter((type) => providerDescriptors[type].needsKey)
    .map((type) => resolveProvider(deps, settings, type));
  const clouds = found.filter(({ resolved }) => resolved.shown.goesTo === "cloud").map(({ resolved }) => resolved);
  const asked = [...withKey, ...clouds].filter(({ live }) => !(live instanceof AppError));
  return {
    ...resolution,
    toChoose: local ? { provider: local.provider, baseUrl: local.baseUrl, model: local.model } : null,
    choices: asked.length > 0 && local ? [...asked, resolution.chat] : asked,
  };
}

/**
 * Resolves the responder for a request. A request that names the responder its page shows is refused if another one would
 * answer; a request that names none follows the settings.
 */
export function resolveFor(deps: ProviderDeps, shown: ShownResponder | undefined): Resolution {
  if (shown === undefined) return resolve(deps);
  const { toChoose, ...resolution } = resolveForPage(deps);
  const { provider, model, host, goesTo, relayed } = resolution.chat.shown;
  const isSame =
    shown.provider === provider &&
    shown.model === model &&
    shown.host === host &&
    (shown.goesTo === undefined || shown.goesTo === goesTo);
  if (!isSame) {
    const now = { provider, model, host, goesTo, ...(relayed && { relayed }) };
    throw new AppError("responder_changed", `${model || "Nobody"} would answer now.`, undefined, undefined, now);
  }
  if (toChoose) choose(deps, toChoose);
  return resolution;
}

function choose({ db }: ProviderDeps, { provider, baseUrl, model }: NonNullable<PageResolution["toChoose"]>) {
  const now = Date.now();
  durably(db, () => {
    setProvider(db, provider, now);
    setProviderSettings(db, provider, { baseUrl, chatModel: model, titleModel: "" }, now);
  });
}

/** The usable fallbacks, in the learner's order. */
export const liveFallbacks = ({ fallbacks }: Resolution): LiveResponder[] =>
  fallbacks().flatMap(({ isAsked, live }) => (isAsked && !(live instanceof AppError) ? [live] : []));

/** The responder whose requests go where the answer of `answered` came from: to the same host, and not on to a cloud if that one did not. */
export const findSameDestination = (
  responders: readonly (LiveResponder | AppError)[],
  { provider, host, goesTo }: Responder,
): LiveResponder | undefined =>
  responders.find(
    (responder): responder is LiveResponder =>
      !(responder instanceof AppError) &&
      responder.identity.provider === provider &&
      responder.identity.host === host &&
      responder.identity.goesTo === goesTo,
  );

/** The ready responder of the present settings that sends to the same place as an earlier answer. */
export function resolveDestination(deps: ProviderDeps, answered: Responder): LiveResponder | undefined {
  const { chat, fallbacks } = resolve(deps);
  const others = () => fallbacks().filter(({ isAsked }) => isAsked);
  return (
    findSameDestination([chat.live], answered) ??
    findSameDestination(
      others().map(({ live }) => live),
      answered,
    )
  );
}

/** Resolves one provider as if it were the chosen one. */
export function resolveProvider(deps: ProviderDeps, settings: StoredLLMSettings, type: ProviderType): Resolved {
  const baseUrl = addressOf(deps.config, settings, type);
  const models = deps.catalog.at(type, baseUrl);
  const chatModel = chooseChatModel(settings, type, baseUrl, models);
  const identify = (model: string): Responder => {
    const host = URL.parse(baseUrl)?.host ?? baseUrl;
    const relayed = isRelayed(models, type, baseUrl, model);
    return { provider: type, model, host, goesTo: destinationOf(host, relayed), ...(relayed && { relayed }) };
  };
  const titleModel = chooseTitleModel(settings, type, models, chatModel, (model) => identify(model).relayed === true);
  const chat = toModelOptions(settings, type, models, chatModel);
  const title = { ...toModelOptions(settings, type, models, titleModel), purpose: "title" as const };
  const identity = identify(chatModel);
  const provider = openProvider(deps, settings, type);
  const findObstacle = () => obstacleOf(settings, identify(chatModel), type);
  const live: LiveResponder | AppError =
    provider instanceof AppError
      ? provider
      : (findObstacle() ?? { identity, type, provider, chat, title, findObstacle });
  const state = live instanceof AppError ? live.code : stateOf(deps, type, baseUrl, models, identity);
  const shown: ResolvedResponder = {
    ...identity,
    provider: type,
    baseUrl,
    contextTokens: chat.contextTokens,
    answerTokens: chat.maxTokens,
    state,
    hasKey: deps.secrets.keyState(type, baseUrl).set,
    isSetUp: isSetUp(deps, type, baseUrl, state),
  };
  return { shown, title: identify(titleModel), live };
}

/** Why this model cannot be used although its provider is ready. */
function obstacleOf(settings: StoredLLMSettings, { model, relayed }: Responder, type: ProviderType): AppError | null {
  const { label } = providerDescriptors[type];
  if (model === "") return new AppError("no_model", `No model is chosen for ${label}. Choose one in Settings.`);
  if (!relayed || findModelSettings(settings, type, model).allowRemote) return null;
  const message = `${model} runs in somebody else's cloud. Agree to it in Settings.`;
  return new AppError("consent_needed", message, undefined, model);
}

/**
 * The chat model. A gateway may not have the default one, and then its first model answers. At the provider itself the default stays,
 * because another model may cost more. A model that was chosen is never replaced.
 */
function chooseChatModel(settings: StoredLLMSettings, type: ProviderType, baseUrl: string, models: Knowledge): string {
  const { chatModel } = settings.providers[type];
  const { defaults, defaultUrl, keepsModels } = providerDescriptors[type];
  const isDefault = chatModel !== "" && chatModel === defaults.chatModel;
  if (!isDefault || keepsModels || baseUrl === defaultUrl) return chatModel;
  const listed = models.list();
  if (findModel(listed, chatModel)) return chatModel;
  return listed.find(({ lifecycle = "active" }) => lifecycle === "active")?.id ?? chatModel;
}

/** The title model; or the chat model if no title model is set, if it lacks consent, or if the server does not list it. */
function chooseTitleModel(
  settings: StoredLLMSettings,
  type: ProviderType,
  models: Knowledge,
  chatModel: string,
  isRelayedModel: (model: string) => boolean,
): string {
  const { titleModel } = settings.providers[type];
  if (titleModel === "") return chatModel;
  // Ollama relays models that it does not list
  if (isRelayedModel(titleModel))
    return findModelSettings(settings, type, titleModel).allowRemote ? titleModel : chatModel;
  const listed = models.list();
  return listed.length === 0 || findModel(listed, titleModel) ? titleModel : chatModel;
}

function stateOf(
  { health }: ProviderDeps,
  type: ProviderType,
  baseUrl: string,
  models: Knowledge,
  { model, relayed }: Responder,
): "ready" | "unknown" | ErrorCode {
  const { listIsComplete } = providerDescriptors[type];
  const last = health.last(type, baseUrl);
  if (last && !last.ok) return last.error.code;
  if (!last) return "unknown";
  // other servers load models that they do not list, and Ollama relays models that it does not list
  if (!listIsComplete || relayed || models.listedAt() === null) return "ready";
  return findModel(models.list(), model) ? "ready" : "model_not_found";
}

/** The required key is set, the server answers, or the learner has chosen one of its models. */
function isSetUp({ health }: ProviderDeps, type: ProviderType, baseUrl: string, state: ResolvedResponder["state"]) {
  const { needsKey, defaults } = providerDescriptors[type];
  if (needsKey) return state !== "no_key";
  return health.last(type, baseUrl)?.ok === true || (defaults.chatModel === "" && state !== "no_model");
}

/** The resolution in the form that the API returns. */
export const showResponders = ({ chat, fallbacks }: Resolution): Responders => ({
  chat: chat.shown,
  title: chat.title,
  fallbacks: fallbacks().map(({ shown, isAsked, why }) => ({ ...shown, isAsked, why })),
});

/** The model as a reader of pictures, for `pictures/`. */
export const toReader = ({ type, chat }: Pick<LiveResponder, "type" | "chat">) => ({ type, info: chat.info });
