import type { Status } from "#shared/status.ts";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import { getLLMSettings, type StoredLLMSettings } from "#server/db/llm-settings.ts";
import { AppError } from "#server/errors.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import type { Storage } from "#server/storage.ts";
import { version } from "#server/version.ts";
import { discover } from "./discover.ts";
import { addressOf, openProvider, type ProviderDeps } from "./get-provider.ts";
import type { Validity } from "./health.ts";
import { listModelsAt } from "./list-models.ts";
import { resolveForPage } from "./resolve.ts";

/** A running server answers within this time. The status does not wait longer. */
const patienceMs = 150;
/** How often the list is read again while the chosen model is missing: it may be downloaded in a terminal. */
const relistMs = 3_000;

/** How long the result of a check of a company's API stays valid, unless an answer shows something else. */
const company: Validity = { okMs: 5 * 60_000, failedMs: 30_000 };

/** A company's API is contacted only after the learner has chosen it. */
const mayProbe = ({ chosen, provider }: StoredLLMSettings, type: ProviderType) =>
  providerDescriptors[type].isProbed || (chosen && type === provider);

/** How long the result of a search for local servers stays valid. */
const searchMs = 10_000;

/** Reads which responder would answer. It probes the servers, and returns before a silent one has timed out. */
export function createStatusReader(deps: ProviderDeps & { storage: Storage }): () => Promise<Status> {
  const { config, db, secrets, storage, health } = deps;
  let listedAt = -Infinity;

  let searching: Promise<unknown> | null = null;
  let searchedAt = -Infinity;

  /** Searches for local servers from time to time, until the learner has chosen a model. */
  function search(): Promise<unknown> {
    if (searching || performance.now() - searchedAt < searchMs) return searching ?? Promise.resolve();
    searching = discover(deps).finally(() => {
      searching = null;
      searchedAt = performance.now();
    });
    deps.found.during(searching);
    return searching;
  }

  return async () => {
    const settings = getLLMSettings(db);
    const { provider, providers } = settings;
    const asked = new Set<ProviderType>(["ollama", provider]);
    const checks: Promise<unknown>[] = [...asked].map((type) => {
      const baseUrl = addressOf(config, settings, type);
      const server = openProvider(deps, settings, type);
      if (server instanceof AppError || !mayProbe(settings, type)) return Promise.resolve();
      const isOwn = isLocalHost(server.host);
      return health.check(type, baseUrl, () => server.probe(), isOwn ? undefined : company);
    });
    if (!settings.chosen && config.demoUrl === undefined) checks.push(search());
    await Promise.race([Promise.all(checks), new Promise((done) => setTimeout(done, patienceMs))]);

    const { chat, choices } = resolveForPage(deps, settings);
    if (chat.shown.state === "model_not_found" && performance.now() - listedAt > relistMs) {
      listedAt = performance.now();
      void listModelsAt(deps, chat.shown.provider, chat.shown.baseUrl); // never throws
    }
    const key = secrets.keyState("anthropic", addressOf(config, settings, "anthropic"));
    const ollama = health.last("ollama", providers.ollama.baseUrl);
    const { chatModel, titleModel } = providers[provider];
    return {
      llmProvider: provider,
      chatModel,
      titleModel: titleModel || chatModel,
      responder: chat.shown,
      choices: choices.map(({ shown }) => shown),
      anthropicConfigured: key.set,
      anthropicKeyPreview: key.preview,
      ollamaUrl: providers.ollama.baseUrl,
      ollamaModel: providers.ollama.chatModel,
      ollamaAvailable: ollama && ollama.ok,
      dataDir: config.dataDir,
      version,
      demo: config.demoUrl !== undefined,
      storageTrouble: storage.trouble(),
      secretsTrouble: secrets.trouble(),
    };
  };
}
