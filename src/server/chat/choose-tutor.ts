import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import { getLLMSettings } from "#server/db/llm-settings.ts";
import { AppError } from "#server/errors.ts";
import { getProvider, type ProviderDeps } from "#server/models/get-provider.ts";
import { isLocalHost } from "#shared/local-hosts.ts";
import type { LLMProvider } from "#server/llm/types.ts";
import type { Reader } from "#server/pictures/views.ts";
import { type ModelPlan, planModel } from "#server/models/plan-model.ts";
import { isRemoteModel, mayAsk } from "#server/models/remote-models.ts";

/** Who answers: a provider with the models the learner chose, each as it is used for every task. */
export type Tutor = {
  type: ProviderType;
  provider: LLMProvider;
  chat: ModelPlan;
  title: ModelPlan;
  /** The chat model runs on somebody else's computer, whatever its host is. */
  isRemote: boolean;
};

/** The tutor of the settings, or why there is none: no key, no model chosen, no consent to one that runs elsewhere. */
export const chooseTutor = (deps: ProviderDeps): Tutor | AppError => toTutor(deps, getLLMSettings(deps.db).provider);

/** Who may answer instead, in the learner's order. Nobody that would take the conversation further away than was agreed. */
export function chooseFallbacks(deps: ProviderDeps, tutor: Tutor): Tutor[] {
  const { fallback } = getLLMSettings(deps.db);
  return [...new Set(fallback.providers)]
    .filter((type) => type !== tutor.type)
    .map((type) => toTutor(deps, type))
    .filter((other): other is Tutor => !(other instanceof AppError))
    .filter((other) => fallback.allowRemote || isElsewhere(tutor) || !isElsewhere(other));
}

const isElsewhere = ({ provider, isRemote }: Tutor) => !isLocalHost(provider.host) || isRemote;

/** Whoever answers looks at the pictures too. */
export const toReader = ({ type, chat }: Pick<Tutor, "type" | "chat">): Reader => ({ type, info: chat.info });

/** Who would answer if this provider were the chosen one. */
export function toTutor(deps: ProviderDeps, type: ProviderType): Tutor | AppError {
  const { chatModel, titleModel } = getLLMSettings(deps.db).providers[type];
  const provider = getProvider(deps, type);
  if (provider instanceof AppError) return provider;
  const { label } = providerDescriptors[type];
  if (!chatModel) return new AppError("no_model", `No model is chosen for ${label}. Choose one in Settings.`);
  if (!mayAsk(deps, type, chatModel)) {
    const message = `${chatModel} runs on somebody else's computer. Agree to it in Settings.`;
    return new AppError("consent_needed", message, undefined, chatModel);
  }
  const plan = (model: string) => planModel(deps.db, type, provider.place, model);
  const title = titleModel !== "" && mayAsk(deps, type, titleModel) ? titleModel : chatModel;
  const isRemote = isRemoteModel(deps, type, chatModel);
  return { type, provider, chat: plan(chatModel), title: plan(title), isRemote };
}
