import { useQuery } from "@tanstack/react-query";
import { fitOf } from "#shared/model-fit.ts";
import { isServerProvider, providerDescriptors, type ProviderType } from "#shared/providers.ts";
import type { ModelInfo } from "#shared/model-info.ts";
import { llmSettingsQuery, useUpdateModelSettings } from "#web/api/llm-settings.ts";
import type { SettingsStrings } from "#web/i18n/en/settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { findModel } from "#shared/canonical-name.ts";
import { contextBytes, listWindows } from "./context-windows.ts";
import { findModelSettings } from "./find-model-settings.ts";
import type { KnownModels } from "#web/features/settings/connection/provider-help.ts";
import { SettingField } from "#web/features/settings/setting-field.tsx";
import { SelectSetting } from "#web/features/settings/select-setting.tsx";
import { useFormat } from "#web/i18n/format.ts";
import styles from "./context-field.module.css";

type Props = {
  provider: ProviderType;
  known: KnownModels;
  model: string;
  id?: string;
};

/** A model's context window. It is the same for every task, because Ollama reloads a model when the window changes. */
export function ContextField({ provider, known, model, id = "context" }: Props) {
  const t = useSettingsStrings().options;
  const format = useFormat();
  const { data: settings } = useQuery(llmSettingsQuery);
  const save = useUpdateModelSettings();
  const info = findModel(known.models, model);
  const most = info?.contextLength;
  const set = findModelSettings(settings, provider, model)?.contextTokens ?? null;
  const shown = save.isPending ? (save.variables.contextTokens ?? null) : set;
  if (info?.fixedWindow) return <FixedWindow model={info} />;
  const usual = Math.min(providerDescriptors[provider].usualContextTokens, most ?? Infinity);

  const choices = listWindows(most, shown);
  if (choices.length === 1 && choices[0] === usual)
    return <SettingField label={t.context}>{t.most(format.tokens(usual))}</SettingField>;
  const windows = choices.map((tokens) => ({
    value: String(tokens),
    label: tokens === most ? t.most(format.tokens(tokens)) : t.tokens(format.tokens(tokens)),
  }));
  return (
    <SelectSetting
      id={id}
      label={t.context}
      hint={hintOf(provider, t)}
      save={save}
      value={String(shown ?? "")}
      options={[{ value: "", label: t.usual(format.tokens(usual)) }, ...windows]}
      onChoose={(value) => save.mutate({ provider, model, contextTokens: value === "" ? null : Number(value) })}
    >
      {providerDescriptors[provider].keepsModels && info && !info.remote && (
        <ContextCost model={info} tokens={shown ?? usual} memoryBytes={settings?.memoryBytes ?? Infinity} />
      )}
    </SelectSetting>
  );
}

/** Only Ollama takes the size of the window from a request. At other servers the choice decides how much of the window Blossom uses. */
function hintOf(provider: ProviderType, t: SettingsStrings["options"]): string {
  if (providerDescriptors[provider].keepsModels) return t.contextHint;
  return isServerProvider(provider) ? t.contextHintServer : t.contextHintCloud;
}

/** A window that no request can change: a choice here would change nothing. */
function FixedWindow({ model: { fixedWindow, contextLength = 0 } }: { model: ModelInfo }) {
  const t = useSettingsStrings().options;
  const format = useFormat();
  const tokens = format.tokens(contextLength);
  return (
    <SettingField label={t.context}>
      <p>{fixedWindow === "known" ? t.fixed(tokens) : t.assumed(tokens)}</p>
      <small>{t.fixedMore}</small>
    </SettingField>
  );
}

/** The memory that the window takes, in words. An estimate: no server reports it in advance. */
function ContextCost({ model, tokens, memoryBytes }: { model: ModelInfo; tokens: number; memoryBytes: number }) {
  const t = useSettingsStrings().options;
  const format = useFormat();
  const cost = contextBytes(model, tokens);
  if (!cost) return null;
  const isTooMuch = fitOf((model.sizeBytes ?? 0) + cost.from, memoryBytes) === "tooLarge";
  return (
    <small className={isTooMuch ? styles.tooMuch : undefined}>
      {cost.to < 1e9 ? t.costLittle : t.cost(format.bytes(cost.from), format.bytes(cost.to))} {isTooMuch && t.tooMuch}
    </small>
  );
}
