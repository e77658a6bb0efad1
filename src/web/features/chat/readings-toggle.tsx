import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./readings-toggle.module.css";

/** Shows or hides the readings over the words, in every card. */
export function ReadingsToggle() {
  const { composer } = useTranslate().chat;
  const { readings } = useSettings();
  const update = useUpdateSettings();
  const isOn = readings === "above";
  return (
    <Button
      kind="icon"
      className={styles.toggle}
      aria-pressed={isOn}
      aria-label={composer.readings}
      title={composer.readings}
      onClick={() => update.mutate({ readings: isOn ? "off" : "above" })}
    >
      <ruby lang="ja" aria-hidden="true">
        文<rt>ふ</rt>
      </ruby>
    </Button>
  );
}
