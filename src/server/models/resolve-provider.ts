import { findModel } from "#shared/canonical-name.ts";
import type { ErrorCode } from "#shared/error-codes.ts";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import type { ResolvedResponder } from "#shared/llm-settings.ts";
import type { Responder } from "#shared/responder.ts";
import { findModelSettings, type StoredLLMSettings } from "#server/db/llm-settings.ts";
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
  const message = `${model} runs in its provider's cloud. Agree to it in Settings.`;
  return new AppError("consent_needed", message, { model });
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

/** The model as a reader of pictures, for `pictures/`. */
export const toReader = ({ type, chat }: Pick<LiveResponder, "type" | "chat">) => ({ type, info: chat.info });
