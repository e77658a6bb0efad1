import type { Database } from "bun:sqlite";
import { z } from "zod";
import { isSameModel } from "#shared/canonical-name.ts";
import { parseJson } from "#shared/parse-json.ts";
import {
  type Fallback,
  fallbackSchema,
  type ModelSettings,
  modelSettingsSchema,
  type ProviderSettings,
  providerSettingsSchema,
} from "#shared/llm-settings.ts";
import { providerDescriptors, providers, type ProviderType } from "#shared/providers.ts";

export type StoredLLMSettings = {
  provider: ProviderType;
  /** The settings of each provider are kept, so that switching back loses nothing. */
  providers: Record<ProviderType, ProviderSettings>;
  modelSettings: readonly ModelSettings[];
  fallback: Fallback;
  /** False on a fresh data folder. */
  chosen: boolean;
};

/** Reads everything that decides the responder in one statement, so that nothing can change between two reads. */
const snapshot = `SELECT
  (SELECT json_object('provider', provider, 'fallback', fallback) FROM llm_settings WHERE id = 1) AS chosen,
  (SELECT json_group_array(json_object('provider', provider, 'baseUrl', base_url, 'chatModel', chat_model, 'titleModel', title_model))
    FROM llm_provider_settings) AS providers,
  (SELECT json_group_array(json_object('provider', provider, 'model', model, 'contextTokens', context_tokens,
      'keepAlive', keep_alive, 'allowRemote', json(iif(allow_remote, 'true', 'false'))))
    FROM llm_model_settings) AS models`;
type SnapshotRow = { chosen: string | null; providers: string; models: string };

const rememberedSchema = providerSettingsSchema.extend({ provider: z.enum(providers) });
const noFallback: Fallback = { providers: [], allowRemote: false };
const choiceSchema = z.object({
  provider: z.enum(providers).nullable().catch(null),
  fallback: z
    .string()
    .transform((text) => fallbackSchema.safeParse(parseJson(text)).data ?? noFallback)
    .catch(noFallback),
});

/** The provider is Anthropic until the learner chooses, as documented. A row that this version cannot read counts as absent. */
export function getLLMSettings(db: Database): StoredLLMSettings {
  const row = db.query<SnapshotRow, []>(snapshot).get();
  const choice = choiceSchema.safeParse(parseJson(row?.chosen ?? "null")).data;
  const remembered = parseEach(rememberedSchema, row?.providers);
  const of = (type: ProviderType): ProviderSettings => {
    const { defaultUrl, defaults } = providerDescriptors[type];
    const own = remembered.find(({ provider }) => provider === type) ?? { baseUrl: defaultUrl, ...defaults };
    return { baseUrl: own.baseUrl, chatModel: own.chatModel, titleModel: own.titleModel };
  };
  return {
    provider: choice?.provider ?? "anthropic",
    providers: Object.fromEntries(providers.map((type) => [type, of(type)])) as StoredLLMSettings["providers"], // the list has every type
    modelSettings: parseEach(modelSettingsSchema, row?.models),
    fallback: choice?.fallback ?? noFallback,
    chosen: (choice?.provider ?? null) !== null,
  };
}

function parseEach<T>(schema: z.ZodType<T>, json = "[]"): T[] {
  const rows = z.array(z.unknown()).safeParse(parseJson(json)).data ?? [];
  return rows.flatMap((row) => {
    const { success, data } = schema.safeParse(row);
    return success ? [data] : [];
  });
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

/** Does not choose a provider. */
export function setFallback(db: Database, fallback: Fallback, now: number) {
  db.query(
    "INSERT INTO llm_settings (id, fallback, updated_at) VALUES (1, ?1, ?2) ON CONFLICT (id) DO UPDATE SET fallback = ?1, updated_at = ?2",
  ).run(JSON.stringify(fallback), now);
}

/** Finds the settings of a model under any spelling of its name: `gemma3` is `Gemma3:latest`. */
export function findModelSettings(
  { modelSettings }: Pick<StoredLLMSettings, "modelSettings">,
  provider: ProviderType,
  model: string,
): ModelSettings {
  const set = modelSettings.find((each) => each.provider === provider && isSameModel(each.model, model));
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
