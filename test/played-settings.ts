import {
  type Fallback,
  type KeyState,
  type LLMSettings,
  llmSettingsUpdateSchema,
  type ModelSettings,
  modelSettingsUpdateSchema,
  providerDescriptors,
  type ProviderSettings,
  providers,
  type ProviderType,
  type ResolvedResponder,
} from "#shared/providers.ts";
import { defaultSettings, type Settings, settingsSchema } from "#shared/settings.ts";
import type { ServerStatus, Status } from "#shared/status.ts";
import { readConfig } from "#server/config.ts";
import { openDatabase } from "#server/db/open.ts";
import { createCatalog } from "#server/models/catalog.ts";
import { createContacts } from "#server/models/contacts.ts";
import { createHealth } from "#server/models/health.ts";
import { resolve, showResponders } from "#server/models/resolve.ts";
import { failure, playApi } from "./played-api.ts";

type Start = {
  provider?: ProviderType;
  chosen?: boolean;
  remembered?: Partial<Record<ProviderType, Partial<ProviderSettings>>>;
  keys?: Partial<Record<ProviderType, KeyState>>;
  headers?: Partial<Record<ProviderType, string[]>>;
  modelSettings?: ModelSettings[];
  fallback?: Fallback;
  memoryBytes?: number | null;
  settings?: Partial<Settings>;
};

const noKey: KeyState = { set: false, from: null, preview: null };
const ofEach = <T>(make: (type: ProviderType) => T) =>
  Object.fromEntries(providers.map((type) => [type, make(type)])) as Record<ProviderType, T>; // every type is in the list

/** A fresh data folder, as the settings routes show it; what the page saves, it reads back. */
export function playSettings(start: Start = {}, routes: Parameters<typeof playApi>[0] = {}) {
  let provider = start.provider ?? "ollama";
  let chosen = start.chosen ?? true;
  let settings: Settings = { ...defaultSettings, ...start.settings };
  const keys = ofEach((type) => start.keys?.[type] ?? noKey);
  const remembered = ofEach((type): ProviderSettings => {
    const { defaultUrl, defaults } = providerDescriptors[type];
    return { baseUrl: defaultUrl, ...defaults, ...start.remembered?.[type] };
  });

  const headers = ofEach((type): string[] => start.headers?.[type] ?? []);
  let { fallback = { providers: [], allowRemote: false } } = start;
  let modelSettings = start.modelSettings ?? [];
  const setModel = (type: ProviderType, model: string, changes: object) => {
    const isIt = (set: ModelSettings) => set.provider === type && set.model === model;
    const before = modelSettings.find(isIt);
    const set = before ?? { provider: type, model, contextTokens: null, keepAlive: null, allowRemote: false };
    modelSettings = [...modelSettings.filter((other) => !isIt(other)), { ...set, ...changes }];
  };

  const db = openDatabase(":memory:");
  /** By the function of the server, as if Ollama had answered. */
  const respondersOf = () => {
    const health = createHealth();
    health.report("ollama", remembered.ollama.baseUrl, { ok: true });
    const secrets = {
      getKey: (type: ProviderType) => (keys[type].set ? "key" : null),
      keyState: (type: ProviderType) => keys[type],
      getHeaders: () => ({}),
      setKey() {},
      setHeaders() {},
    };
    const deps = {
      db,
      config: readConfig({}),
      secrets,
      catalog: createCatalog(db),
      health,
      contacts: createContacts(db),
    };
    return showResponders(resolve(deps, { provider, providers: remembered, modelSettings, fallback, chosen }));
  };

  const llm = (): LLMSettings => {
    const { chatModel, titleModel } = remembered[provider];
    const ollamaUrl = remembered.ollama.baseUrl;
    return {
      provider,
      chatModel,
      titleModel,
      ollamaUrl,
      providers: structuredClone(remembered),
      keys,
      headers,
      modelSettings,
      fallback,
      responders: respondersOf(),
      memoryBytes: start.memoryBytes === undefined ? 16 * 2 ** 30 : start.memoryBytes,
      chosen,
    };
  };
  return playApi({
    "GET /api/settings": () => settings,
    "PUT /api/settings": ({ body }) => {
      const update = settingsSchema.partial().strict().parse(body);
      settings = settingsSchema.parse({ ...settings, ...update });
      return settings;
    },
    "GET /api/status": playedStatus,
    "GET /api/llm/settings": llm,
    "PUT /api/llm/settings": ({ body }) => {
      const update = llmSettingsUpdateSchema.parse(body);
      const remote = [update.chatModel, update.titleModel].find((model) => model?.endsWith("-cloud"));
      if (remote !== undefined) {
        const isAllowed = modelSettings.some(({ model, allowRemote }) => model === remote && allowRemote);
        if (!update.allowRemote && !isAllowed) return failure(403, "consent_needed", `${remote} runs elsewhere`);
        setModel("ollama", remote, { allowRemote: true });
      }
      fallback = update.fallback ?? fallback;
      provider = update.provider ?? provider;
      chosen = true;
      const { chatModel, titleModel, baseUrl, ollamaUrl } = update;
      Object.assign(remembered[provider], JSON.parse(JSON.stringify({ chatModel, titleModel, baseUrl })));
      if (ollamaUrl) remembered.ollama.baseUrl = ollamaUrl;
      return { success: true, settings: llm() };
    },
    "PUT /api/llm/models/settings": ({ body }) => {
      const { provider: type, model, ...changes } = modelSettingsUpdateSchema.parse(body);
      setModel(type, model, JSON.parse(JSON.stringify(changes)));
      return { success: true, settings: llm() };
    },
    "PUT /api/llm/headers": ({ body }) => {
      const update = body as { provider: ProviderType; headers: object; keep: string[] };
      headers[update.provider] = [...update.keep, ...Object.keys(update.headers)];
      return { headers: headers[update.provider] };
    },
    "GET /api/llm/ollama/downloads": { downloads: [] },
    "GET /api/llm/models": { models: [], offline: true },
    "POST /api/llm/ollama/status": ({ body }) => ({ ...ollamaWithModels, ...(body as { url: string }) }),
    ...routes,
  });
}

export const playedResponder: ResolvedResponder = {
  provider: "ollama",
  model: "gemma3:12b",
  host: "127.0.0.1:11434",
  goesTo: "computer",
  baseUrl: "http://127.0.0.1:11434",
  contextTokens: 8_192,
  answerTokens: 3_072,
  state: "ready",
  isSetUp: true,
};

export const playedStatus: Status = {
  llmProvider: "ollama",
  chatModel: "gemma3:12b",
  titleModel: "gemma3:12b",
  responder: playedResponder,
  anthropicConfigured: false,
  anthropicKeyPreview: null,
  ollamaUrl: "http://127.0.0.1:11434",
  ollamaModel: "gemma3:12b",
  ollamaAvailable: true,
  dataDir: "/home/hana/.blossom",
  version: "0.1.0",
  demo: false,
};

const details = [
  { id: "gemma3:12b", sizeBytes: 8_149_190_253, parameters: "12.2B", quantisation: "Q4_K_M", vision: true },
  { id: "qwen3:8b", sizeBytes: 5_225_388_164, parameters: "8.2B", contextLength: 40_960, thinking: true },
  { id: "gpt-oss:120b-cloud", sizeBytes: 384, remote: true },
];
export const ollamaWithModels: ServerStatus = {
  available: true,
  models: details.map(({ id }) => id),
  details,
  url: "http://127.0.0.1:11434",
  version: "0.32.15",
};
export const ollamaWithoutModels: ServerStatus = { ...ollamaWithModels, models: [], details: [] };
export const notRunning: ServerStatus = {
  available: false,
  models: [],
  error: { code: "connect", message: "Ollama is not running at 127.0.0.1:11434", hint: "ollama serve" },
};
