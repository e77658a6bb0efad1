import { useId } from "react";
import { allExamples } from "#shared/languages/examples.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useSettings } from "#web/api/settings.ts";
import { player, useHear, useHearTrouble } from "#web/hear/hear.ts";
import { HearTroubleDialog } from "#web/hear/hear-trouble.tsx";
import { useHearStrings } from "#web/i18n/use-hear-strings.ts";
import { Button } from "#web/ui/button.tsx";

/** Speaks an example with the current voice. */
export function VoiceTest({ language }: { language: LearningLanguage }) {
  const t = useHearStrings();
  const key = useId();
  const isOn = useHear(key) !== "idle";
  const trouble = useHearTrouble(key);
  const { speech } = useSettings();
  const [text] = allExamples(language);
  const play = () => player.play({ key, sentences: () => [{ text, words: [], language }], from: speech });
  return (
    <>
      <Button onClick={() => (isOn ? player.stop() : play())}>{isOn ? t.panel.stop : t.panel.test}</Button>
      {trouble !== null && <HearTroubleDialog trouble={trouble} onClose={player.forgetTrouble} onRetry={play} />}
    </>
  );
}
