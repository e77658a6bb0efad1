import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { SelectSetting } from "#web/features/settings/select-setting.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";

/** In MB. */
const limits = [250, 500, 1_000, 2_000, 5_000, 10_000, 50_000];

/** From which size on frames are deleted that no moment uses. */
export function FrameLimit() {
  const t = useSettingsStrings().video.storage;
  const { bytes } = useFormat();
  const { frameBudget } = useSettings();
  const save = useUpdateSettings();
  const choices = [...new Set([...limits, frameBudget])].toSorted((a, b) => a - b);
  return (
    <SelectSetting
      id="frame-limit"
      label={t.limit}
      hint={t.limitHint}
      save={save}
      value={String(frameBudget)}
      options={choices.map((mb) => ({ value: String(mb), label: bytes(mb * 1_000_000) }))}
      onChoose={(value) => save.mutate({ frameBudget: Number(value) })}
    />
  );
}
