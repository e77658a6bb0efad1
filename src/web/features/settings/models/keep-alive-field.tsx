import { useQuery } from "@tanstack/react-query";
import { llmSettingsQuery, useUpdateModelSettings } from "#web/api/llm-settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { findModelSettings } from "./find-model-settings.ts";
import { SettingField } from "#web/features/settings/setting-field.tsx";

/** How long Ollama keeps a model in memory after its last answer. */
export function KeepAliveField({ model, id }: { model: string; id: string }) {
  const t = useSettingsStrings().options;
  const { data: settings } = useQuery(llmSettingsQuery);
  const save = useUpdateModelSettings();
  const set = findModelSettings(settings, "ollama", model)?.keepAlive ?? null;
  const shown = save.isPending ? (save.variables.keepAlive ?? null) : set;
  const choices = [
    { value: "5m", label: t.minutes(5) },
    { value: "30m", label: t.minutes(30) },
    { value: "1h", label: t.hour },
    { value: "-1", label: t.forEver },
    { value: "0", label: t.notAtAll },
  ];
  const isOther = shown !== null && !choices.some(({ value }) => value === shown);

  return (
    <SettingField id={id} label={t.keepAlive} hint={t.keepAliveHint} save={save}>
      <select
        id={id}
        aria-describedby={`${id}-hint`}
        value={shown ?? ""}
        onChange={({ target: { value } }) => save.mutate({ provider: "ollama", model, keepAlive: value || null })}
      >
        <option value="">{t.serversOwn}</option>
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
        {isOther && <option value={shown}>{t.other(shown)}</option>}
      </select>
    </SettingField>
  );
}
