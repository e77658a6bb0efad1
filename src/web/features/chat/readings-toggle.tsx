import { languages } from "#shared/languages/index.ts";
import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./readings-toggle.module.css";

/** Shows or hides the readings over the words, in every card. Its picture is a word of the learning language with its reading. */
export function ReadingsToggle() {
  const { composer } = useTranslate().chat;
  const { readings, learningLanguage } = useSettings();
  const { sample } = languages[learningLanguage];
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
      <ruby lang={learningLanguage} aria-hidden="true">
        {sample.surface}
        <rt>{sample.reading}</rt>
      </ruby>
    </Button>
  );
}
