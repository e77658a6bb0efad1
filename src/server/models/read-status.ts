import type { Status } from "#shared/status.ts";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import { getLLMSettings } from "#server/db/llm-settings.ts";
import { AppError } from "#server/errors.ts";
import { version } from "#server/version.ts";
import { discover } from "./discover.ts";
import { addressOf, openProvider, type ProviderDeps } from "./get-provider.ts";
import { listModelsAt } from "./list-models.ts";
import { resolveForPage } from "./resolve.ts";

/** A server that is there answers within this. Nobody waits longer for one that is away. */
const patienceMs = 150;
/** A model that is missing may be downloaded in a terminal, so the list is read again. */
const relistMs = 3_000;

/** What was found on this computer is good for this long. */
const lookMs = 10_000;

/** Reads who would answer. It asks the servers whether they answer, and returns before a silent one has failed. */
export function createStatusReader(deps: ProviderDeps): () => Promise<Status> {
  const { config, db, secrets, health } = deps;
  let listedAt = -Infinity;

  let looking: Promise<unknown> | null = null;
  let lookedAt = -Infinity;

  /** Until somebody chooses, the servers on this computer are looked for now and then. */
  function look(): Promise<unknown> {
    if (looking || performance.now() - lookedAt < lookMs) return looking ?? Promise.resolve();
    looking = discover(deps).finally(() => {
      looking = null;
      lookedAt = performance.now();
    });
    return looking;
  }

  return async () => {
    const settings = getLLMSettings(db);
    const { provider, providers } = settings;
    const asked = new Set<ProviderType>(["ollama", provider]);
    const checks: Promise<unknown>[] = [...asked].map((type) => {
      const baseUrl = addressOf(config, settings, type);
      const server = openProvider(deps, settings, type);
      if (server instanceof AppError || !providerDescriptors[type].isProbed) return Promise.resolve();
      return health.check(type, baseUrl, () => server.probe());
    });
    if (!settings.chosen && config.demoUrl === undefined) checks.push(look());
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
    };
  };
}
