import { useQuery } from "@tanstack/react-query";
import { llmSettingsQuery, useUpdateModelSettings } from "#web/api/llm-settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { findModelSettings } from "./find-model-settings.ts";
import { SelectSetting } from "#web/features/settings/select-setting.tsx";

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
  const other = isOther ? [{ value: shown, label: t.other(shown) }] : [];

  return (
    <SelectSetting
      id={id}
      label={t.keepAlive}
      hint={t.keepAliveHint}
      save={save}
      value={shown ?? ""}
      options={[{ value: "", label: t.serversOwn }, ...choices, ...other]}
      onChoose={(value) => save.mutate({ provider: "ollama", model, keepAlive: value || null })}
    />
  );
}
