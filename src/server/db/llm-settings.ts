import type { Database } from "bun:sqlite";
import { isSameModel } from "#shared/canonical-name.ts";
import {
  type Fallback,
  fallbackSchema,
  type ModelSettings,
  providerDescriptors,
  providers,
  type ProviderSettings,
  type ProviderType,
} from "#shared/providers.ts";

export type StoredLLMSettings = {
  provider: ProviderType;
  /** What each provider remembers, so that switching back loses nothing. */
  providers: Record<ProviderType, ProviderSettings>;
  fallback: Fallback;
  /** False on a fresh data folder. */
  chosen: boolean;
};
type ProviderRow = { provider: ProviderType; base_url: string; chat_model: string; title_model: string };

/** Anthropic until somebody chooses, as in the design document. */
export function getLLMSettings(db: Database): StoredLLMSettings {
  type Chosen = { provider: ProviderType; fallback: string };
  const row = db.query<Chosen, []>("SELECT provider, fallback FROM llm_settings WHERE id = 1").get();
  const stored = new Map(
    db
      .query<ProviderRow, []>("SELECT provider, base_url, chat_model, title_model FROM llm_provider_settings")
      .all()
      .map(({ provider, base_url, chat_model, title_model }) => [
        provider,
        { baseUrl: base_url, chatModel: chat_model, titleModel: title_model },
      ]),
  );
  const of = (type: ProviderType): ProviderSettings => {
    const { defaultUrl, defaults } = providerDescriptors[type];
    return stored.get(type) ?? { baseUrl: defaultUrl, ...defaults };
  };
  const all = Object.fromEntries(providers.map((type) => [type, of(type)])) as StoredLLMSettings["providers"]; // every type is in the list
  const fallback: Fallback = row
    ? fallbackSchema.parse(JSON.parse(row.fallback))
    : { providers: [], allowRemote: false };
  return { provider: row?.provider ?? "anthropic", providers: all, fallback, chosen: row !== null };
}

export function setProvider(db: Database, provider: ProviderType, now: number) {
  db.query(
    "INSERT INTO llm_settings (id, provider, updated_at) VALUES (1, ?1, ?2) ON CONFLICT (id) DO UPDATE SET provider = ?1, updated_at = ?2",
  ).run(provider, now);
}

export function setProviderSettings(db: Database, provider: ProviderType, settings: ProviderSettings, now: number) {
  db.query(
    `INSERT INTO llm_provider_settings (provider, base_url, chat_model, title_model, updated_at) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (provider) DO UPDATE SET base_url = ?2, chat_model = ?3, title_model = ?4, updated_at = ?5`,
  ).run(provider, settings.baseUrl, settings.chatModel, settings.titleModel, now);
}

export function setFallback(db: Database, fallback: Fallback) {
  db.query("UPDATE llm_settings SET fallback = ? WHERE id = 1").run(JSON.stringify(fallback));
}

type ModelRow = {
  provider: ProviderType;
  model: string;
  context_tokens: number | null;
  keep_alive: string | null;
  allow_remote: number;
};

export function listModelSettings(db: Database): ModelSettings[] {
  return db
    .query<ModelRow, []>("SELECT provider, model, context_tokens, keep_alive, allow_remote FROM llm_model_settings")
    .all()
    .map(({ provider, model, context_tokens, keep_alive, allow_remote }) => ({
      provider,
      model,
      contextTokens: context_tokens,
      keepAlive: keep_alive,
      allowRemote: allow_remote === 1,
    }));
}

/** Of the model under any of its names: `gemma3` is `Gemma3:latest`. */
export function getModelSettings(db: Database, provider: ProviderType, model: string): ModelSettings {
  const set = listModelSettings(db).find((each) => each.provider === provider && isSameModel(each.model, model));
  return set ?? { provider, model, contextTokens: null, keepAlive: null, allowRemote: false };
}

export function setModelSettings(db: Database, settings: ModelSettings, now: number) {
  db.query(
    `INSERT INTO llm_model_settings (provider, model, context_tokens, keep_alive, allow_remote, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (provider, model) DO UPDATE SET context_tokens = ?3, keep_alive = ?4, allow_remote = ?5, updated_at = ?6`,
  ).run(
    settings.provider,
    settings.model,
    settings.contextTokens,
    settings.keepAlive,
    settings.allowRemote ? 1 : 0,
    now,
  );
}
