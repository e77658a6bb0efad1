import type { Database } from "bun:sqlite";
import { providerDescriptors, providers, type ProviderSettings, type ProviderType } from "#shared/providers.ts";

export type StoredLLMSettings = {
  provider: ProviderType;
  /** What each provider remembers, so that switching back loses nothing. */
  providers: Record<ProviderType, ProviderSettings>;
  /** False on a fresh data folder. */
  chosen: boolean;
};
type ProviderRow = { provider: ProviderType; base_url: string; chat_model: string; title_model: string };

/** Anthropic until somebody chooses, as in the design document. */
export function getLLMSettings(db: Database): StoredLLMSettings {
  const row = db.query<{ provider: ProviderType }, []>("SELECT provider FROM llm_settings WHERE id = 1").get();
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
  return { provider: row?.provider ?? "anthropic", providers: all, chosen: row !== null };
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
