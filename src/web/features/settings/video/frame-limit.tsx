import { useSettings } from "#web/api/settings.ts";
import { NumberChoice } from "#web/features/settings/learner-choice.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";

/** In MB. */
const limits = [250, 500, 1_000, 2_000, 5_000, 10_000, 50_000];

/** The size from which on frames are deleted that no moment uses. */
export function FrameLimit() {
  const t = useSettingsStrings().video.storage;
  const { bytes } = useFormat();
  return (
    <NumberChoice
      id="frame-limit"
      label={t.limit}
      hint={t.limitHint}
      value={useSettings().frameBudget}
      offered={limits}
      nameOf={(mb) => bytes(mb * 1_000_000)}
      change={(mb) => ({ frameBudget: mb })}
    />
  );
}
