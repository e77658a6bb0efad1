import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";

/** Readings over the words, in every card: on or off. */
export function ReadingsToggle() {
  const { composer } = useTranslate().chat;
  const { readings } = useSettings();
  const update = useUpdateSettings();
  const isOn = readings === "above";
  return (
    <button
      type="button"
      className="icon-button readings-toggle"
      aria-pressed={isOn}
      aria-label={composer.readings}
      title={composer.readings}
      onClick={() => update.mutate({ readings: isOn ? "off" : "above" })}
    >
      <ruby lang="ja" aria-hidden="true">
        文<rt>ふ</rt>
      </ruby>
    </button>
  );
}
