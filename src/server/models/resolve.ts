import type { FallbackResponder, Responders } from "#shared/llm-settings.ts";
import { providerDescriptors, providers, type ProviderType } from "#shared/providers.ts";
import type { Responder, ShownResponder } from "#shared/responder.ts";
import type { FoundServer } from "#shared/status.ts";
import { getLLMSettings, setProvider, setProviderSettings, type StoredLLMSettings } from "#server/db/llm-settings.ts";
import { durably } from "#server/db/open.ts";
import { AppError } from "#server/errors.ts";
import type { ProviderDeps } from "./get-provider.ts";
import { type LiveResponder, type Resolved, resolveProvider } from "./resolve-provider.ts";

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
 * answer, except the first model that is found on this computer; a request that names none follows the settings.
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
  // a model on this computer was found after the page had shown nobody: the text goes nowhere that the learner must agree to
  const isFoundSince = shown.model === "" && toChoose !== null && goesTo === "computer";
  if (!isSame && !isFoundSince) {
    const now = { provider, model, host, goesTo, ...(relayed && { relayed }) };
    throw new AppError("responder_changed", `${model || "Nobody"} would answer now.`, { responder: now });
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

/** The resolution in the form that the API returns. */
export const showResponders = ({ chat, fallbacks }: Resolution): Responders => ({
  chat: chat.shown,
  title: chat.title,
  fallbacks: fallbacks().map(({ shown, isAsked, why }) => ({ ...shown, isAsked, why })),
});
