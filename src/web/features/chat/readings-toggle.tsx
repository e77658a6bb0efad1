import { languages } from "#shared/languages/index.ts";
import type { ReadingDisplay } from "#shared/setting-values.ts";
import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./readings-toggle.module.css";

/** Each press shows fewer readings. Only Settings turns them off completely, because a press here must always bring them back. */
const next: Record<ReadingDisplay, ReadingDisplay> = {
  always: "unknown",
  unknown: "hover",
  hover: "always",
  off: "always",
};

/** Chooses which words have readings above them, in every text. Its icon is a word of the learning language with its reading. */
export function ReadingsToggle() {
  const { composer } = useTranslate().chat;
  const { readings, learningLanguage } = useSettings();
  const { sample } = languages[learningLanguage];
  const update = useUpdateSettings();
  const label = composer.readings[readings];
  return (
    <Button
      kind="icon"
      className={styles.toggle}
      data-readings={readings}
      aria-label={label}
      title={label}
      onClick={() => update.mutate({ readings: next[readings] })}
    >
      <ruby lang={learningLanguage} aria-hidden="true">
        {sample.surface}
        <rt>{sample.reading}</rt>
      </ruby>
    </Button>
  );
}
