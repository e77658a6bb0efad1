import { isServerProvider, providerDescriptors, providers, type ProviderType } from "#shared/providers.ts";
import type { LLMSettings, LLMSettingsUpdate, ModelSettingsUpdate, ProviderSettings } from "#shared/llm-settings.ts";
import {
  getLLMSettings,
  findModelSettings,
  setFallback,
  setModelSettings,
  setProvider,
  setProviderSettings,
  type StoredLLMSettings,
} from "#server/db/llm-settings.ts";
import { durably } from "#server/db/open.ts";
import { AppError } from "#server/errors.ts";
import { addressOf, baseUrlOf, getProvider, type ProviderDeps } from "./get-provider.ts";
import { checkServer } from "./check-server.ts";
import { LLMError } from "#server/llm/types.ts";
import { toAddresses } from "#server/llm/transport/address.ts";
import { findLogin, withoutLogin } from "#server/llm/transport/basic-login.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import { listModelsAt } from "./list-models.ts";
import { isRelayed } from "./relayed.ts";
import { memoryAt } from "./memory-at.ts";
import { resolveForPage, showResponders } from "./resolve.ts";
import { suggestModel } from "./suggest-model.ts";

/** All settings without secrets, and the responders that follow from them. */
export function readLLMSettings(deps: ProviderDeps): LLMSettings {
  const { catalog, config, db, secrets } = deps;
  const settings = getLLMSettings(db);
  const { provider, providers: all, modelSettings, fallback, chosen } = settings;
  const { chatModel, titleModel } = all[provider];
  const ofEach = <T>(of: (type: ProviderType, baseUrl: string) => T) =>
    Object.fromEntries(providers.map((type) => [type, of(type, addressOf(config, settings, type))])) as Record<
      ProviderType,
      T
    >; // every type is in the list
  return {
    provider,
    chatModel,
    titleModel: titleModel || chatModel,
    ollamaUrl: all.ollama.baseUrl,
    providers: ofEach((type, baseUrl) => ({ ...all[type], baseUrl })),
    keys: ofEach((type, url) => secrets.keyState(type, url)),
    headers: ofEach((type, url) => Object.keys(withoutLogin(secrets.getHeaders(type, url)))),
    logins: ofEach((type, url) => findLogin(secrets.getHeaders(type, url))?.name ?? null),
    modelSettings: modelSettings.map((set) => {
      const digest = catalog.at(set.provider, addressOf(config, settings, set.provider)).chosenDigest(set.model);
      return { ...set, ...(digest !== undefined && { digest }) };
    }),
    fallback,
    responders: showResponders(resolveForPage(deps, settings)),
    memoryBytes: memoryAt(addressOf(config, settings, "ollama")),
    chosen,
  };
}

/**
 * Changes the fields of the update and keeps the rest. Models and `baseUrl` belong to the provider in the update, or else to the
 * active one. `ollamaUrl` always belongs to Ollama, as documented. A new address is probed before it is saved, for at most three
 * seconds, and the variant that answered is stored. If the catalog does not know a model, its server is asked for its list first.
 */
export type UpdateLLMSettings = (update: LLMSettingsUpdate) => Promise<void>;

/** Probes run in parallel, but updates are written in the order of their arrival: a slow one never overwrites a newer one. */
export function createSettingsUpdates(deps: ProviderDeps): UpdateLLMSettings {
  let last: Promise<void> = Promise.resolve();
  return async (update) => {
    const before = last;
    const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
    last = isOver;
    try {
      const target = await findTarget(deps, update);
      await before;
      writeLLMSettings(deps, update, target);
    } finally {
      // even a rejected update keeps its place in the queue
      void before.then(end);
    }
  };
}

/** The provider that an update changes, its new addresses, and the model to use if none is chosen there. */
type Target = { type: ProviderType; baseUrl?: string; ollamaUrl?: string; model: string | null };

async function findTarget(deps: ProviderDeps, update: LLMSettingsUpdate): Promise<Target> {
  const type = update.provider ?? getLLMSettings(deps.db).provider;
  const [baseUrl, ollamaUrl] = await Promise.all([
    update.baseUrl === undefined ? undefined : findAddress(deps, type, "baseUrl", update.baseUrl),
    update.ollamaUrl === undefined ? undefined : findAddress(deps, "ollama", "ollamaUrl", update.ollamaUrl),
  ]);
  const own = (type === "ollama" ? ollamaUrl : undefined) ?? baseUrl;
  const url = own?.url ?? baseUrlOf(deps, type);
  const known = deps.catalog.at(type, url);
  const isUnknown = modelsIn(update).some((model) => known.get(model) === undefined);
  if (isUnknown && !providerDescriptors[type].isProbed) await findOllama(deps, type, url);
  else if (isUnknown && !own?.isAsked) await listModelsAt(deps, type, url);
  return {
    type,
    ...(baseUrl && { baseUrl: baseUrl.url }),
    ...(ollamaUrl && { ollamaUrl: ollamaUrl.url }),
    model: await findFirstModel(deps, update, type, url),
  };
}

/** The model to begin with at an own server of which no model is chosen yet. A company's list says nothing about which model is meant. */
async function findFirstModel(deps: ProviderDeps, update: LLMSettingsUpdate, type: ProviderType, url: string) {
  const isChosen = update.chatModel !== undefined || getLLMSettings(deps.db).providers[type].chatModel !== "";
  const chooses = update.provider !== undefined || update.baseUrl !== undefined;
  if (isChosen || !chooses || !isLocalHost(URL.parse(url)?.host ?? "")) return null;
  const { models, offline } = await listModelsAt(deps, type, url);
  if (offline) return null;
  const known = deps.catalog.at(type, url);
  const own = models.filter(({ id }) => !isRelayed(known, type, url, id));
  return suggestModel(own, memoryAt(url));
}

/** An own server in place of a company's API may be an Ollama, with a far smaller window. The probe of an Ollama also reads its list. */
async function findOllama(deps: ProviderDeps, type: ProviderType, url: string): Promise<void> {
  const provider = isLocalHost(URL.parse(url)?.host ?? "") ? getProvider(deps, type, url) : null;
  if (provider && !(provider instanceof AppError)) await provider.probe();
}

const modelsIn = ({ chatModel = "", titleModel = "" }: LLMSettingsUpdate) =>
  [chatModel, titleModel].filter((model) => model !== "");

function writeLLMSettings(deps: ProviderDeps, update: LLMSettingsUpdate, { type, baseUrl, ollamaUrl, model }: Target) {
  const { db } = deps;
  const { chatModel = model ?? undefined, titleModel, fallback, allowRemote = false } = update;
  const now = Date.now();
  const settings = getLLMSettings(db); // read after the probes, because they take time
  const { provider, providers: current } = settings;
  const url = (type === "ollama" ? ollamaUrl : undefined) ?? baseUrl ?? baseUrlOf(deps, type);
  const named = modelsIn(update);
  const known = deps.catalog.at(type, url);
  const relayed = named.filter((model) => isRelayed(known, type, url, model));
  if (!allowRemote) relayed.forEach((model) => refuseRelayed(settings, type, model));
  // an update of only the fallbacks or Ollama's address does not choose a provider
  const changed: Partial<ProviderSettings> = {
    ...(chatModel !== undefined && { chatModel }),
    ...(titleModel !== undefined && { titleModel }),
    ...(baseUrl !== undefined && { baseUrl }),
  };
  const chooses = update.provider !== undefined || Object.keys(changed).length > 0;

  durably(db, () => {
    if (chooses) {
      setProvider(db, update.provider ?? provider, now);
      setProviderSettings(db, type, { ...current[type], ...changed }, now);
    }
    if (ollamaUrl !== undefined) {
      const own = type === "ollama" ? changed : {};
      setProviderSettings(db, "ollama", { ...current.ollama, ...own, baseUrl: ollamaUrl }, now);
    }
    if (fallback !== undefined) setFallback(db, fallback, now);
    for (const model of named) {
      known.choose(model);
      const isAgreed = relayed.includes(model);
      if (!isAgreed && known.chosenDigest(model) === undefined) continue;
      const set = findModelSettings(settings, type, model);
      setModelSettings(db, { ...set, ...(isAgreed && { allowRemote: true }) }, now);
    }
  });
}

function refuseRelayed(settings: StoredLLMSettings, provider: ProviderType, model: string) {
  if (findModelSettings(settings, provider, model).allowRemote) return;
  throw new AppError("consent_needed", `${model} runs in its provider's cloud. Set allowRemote to allow this.`);
}

/** Changes the given settings of one model. Returns whether its keep_alive changed. */
export function updateModelSettings(
  { db }: ProviderDeps,
  { provider, model, ...changes }: ModelSettingsUpdate,
): boolean {
  const before = findModelSettings(getLLMSettings(db), provider, model);
  const set = { ...before };
  if (changes.contextTokens !== undefined) set.contextTokens = changes.contextTokens;
  if (changes.keepAlive !== undefined) set.keepAlive = changes.keepAlive;
  if (changes.allowRemote !== undefined) set.allowRemote = changes.allowRemote;
  durably(db, () => setModelSettings(db, set, Date.now()));
  return before.keepAlive !== set.keepAlive;
}

/** `isAsked`: the address has been probed. */
type Found = { url: string; isAsked: boolean };

/** The variant of a typed address that answers, or the most likely one if none does. Throws `bad_url`. */
async function findAddress(deps: ProviderDeps, type: ProviderType, field: string, typed: string): Promise<Found> {
  if (!isServerProvider(type)) {
    const { label } = providerDescriptors[type];
    throw new AppError("invalid_request", `${field}: ${label}'s address comes from ANTHROPIC_BASE_URL`);
  }
  const [mostLikely = "", ...others] = readAddress(type, field, typed);
  if (others.length === 0) return { url: mostLikely, isAsked: false };
  const { available, url } = await checkServer(deps, type, typed);
  return { url: available && url !== undefined ? url : mostLikely, isAsked: true };
}

function readAddress(type: ProviderType, field: string, typed: string): string[] {
  try {
    return toAddresses(typed, type);
  } catch (error) {
    throw error instanceof LLMError ? new LLMError(error.code, `${field}: ${error.message}`, error.info) : error;
  }
}
