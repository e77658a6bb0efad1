import { isLocalHost, isThisComputer } from "#shared/local-hosts.ts";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import type { Responder } from "#shared/responder.ts";
import { getLLMSettings } from "#server/db/llm-settings.ts";
import { AppError } from "#server/errors.ts";
import { getProvider, type ProviderDeps } from "./get-provider.ts";
import type { LLMProvider } from "#server/llm/types.ts";
import { type ModelOptions, toModelOptions } from "./model-options.ts";
import { isRemoteModel, mayAsk } from "./remote-models.ts";

/** A responder that can be asked: a provider with the models the learner chose, each with the options of every task. */
export type LiveResponder = {
  /** What the page is shown of it. */
  identity: Responder;
  type: ProviderType;
  provider: LLMProvider;
  chat: ModelOptions;
  title: ModelOptions;
};

/** The responder of the settings, or why there is none: no key, no model chosen, no consent to one that runs elsewhere. */
export const chooseResponder = (deps: ProviderDeps): LiveResponder | AppError =>
  toResponder(deps, getLLMSettings(deps.db).provider);

/** Who may answer instead, in the learner's order. Nobody that would take the conversation further away than was agreed. */
export function chooseFallbacks(deps: ProviderDeps, responder: LiveResponder): LiveResponder[] {
  const { fallback } = getLLMSettings(deps.db);
  return [...new Set(fallback.providers)]
    .filter((type) => type !== responder.type)
    .map((type) => toResponder(deps, type))
    .filter((other): other is LiveResponder => !(other instanceof AppError))
    .filter((other) => fallback.allowRemote || isElsewhere(responder) || !isElsewhere(other));
}

const isElsewhere = ({ identity }: LiveResponder) => identity.goesTo === "cloud";

export function identify(
  deps: ProviderDeps,
  type: ProviderType,
  { name, host }: LLMProvider,
  model: string,
): Responder {
  const relayed = isRemoteModel(deps, type, model);
  const goesTo = relayed || !isLocalHost(host) ? "cloud" : isThisComputer(host) ? "computer" : "network";
  return { provider: name, model, host, goesTo, ...(relayed && { relayed }) };
}

/** Whoever answers looks at the pictures too. */
export const toReader = ({ type, chat }: Pick<LiveResponder, "type" | "chat">) => ({ type, info: chat.info });

/** Who would answer if this provider were the chosen one. */
export function toResponder(deps: ProviderDeps, type: ProviderType): LiveResponder | AppError {
  const { chatModel, titleModel } = getLLMSettings(deps.db).providers[type];
  const provider = getProvider(deps, type);
  if (provider instanceof AppError) return provider;
  const { label } = providerDescriptors[type];
  if (!chatModel) return new AppError("no_model", `No model is chosen for ${label}. Choose one in Settings.`);
  if (!mayAsk(deps, type, chatModel)) {
    const message = `${chatModel} runs on somebody else's computer. Agree to it in Settings.`;
    return new AppError("consent_needed", message, undefined, chatModel);
  }
  const plan = (model: string) => toModelOptions(deps.db, type, provider.knowledge, model);
  const title = titleModel !== "" && mayAsk(deps, type, titleModel) ? titleModel : chatModel;
  const identity = identify(deps, type, provider, chatModel);
  return { identity, type, provider, chat: plan(chatModel), title: plan(title) };
}
