import { useId } from "react";
import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useSettings } from "#web/api/settings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { useHearStrings } from "#web/i18n/use-hear-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { SpeakerIcon, StopIcon } from "#web/ui/icons.tsx";
import { lazyPart } from "#web/ui/lazy.tsx";
import styles from "./hear-button.module.css";
import { player, useHear, useHearTrouble } from "./hear.ts";
import type { Passage } from "./player.ts";

type Props = {
  text: string;
  /** The engine's words of this text: their settled readings are spoken. */
  words?: readonly Word[];
  language: LearningLanguage;
  /** Adds a second button that speaks slowly. */
  hasSlower?: boolean;
};

/** Speaks a word or a sentence. During speech, the button stops it. */
export const HearButton = ({ text, words = [], language, hasSlower = false }: Props) => (
  <HearControls sentences={() => [{ text, words, language }]} hasSlower={hasSlower} />
);

type ControlsProps = Pick<Passage, "sentences"> & {
  isGrowing?: (() => boolean) | undefined;
  /** The key of the passage, if several buttons play the same one. */
  name?: string | undefined;
  hasSlower?: boolean;
  canPause?: boolean;
};

/** Reads a passage aloud sentence by sentence, such as a whole reply. */
export function HearControls({ sentences, isGrowing, name, hasSlower = false, canPause = false }: ControlsProps) {
  const t = useTranslate().hear;
  const { phase, isOn, label, toggle, playSlowly, trouble } = useHearing({ sentences, isGrowing, name });
  return (
    <span className={styles.controls}>
      <Button
        kind="icon"
        aria-label={label}
        title={label}
        aria-busy={phase === "starting" || undefined}
        onClick={toggle}
      >
        {isOn ? <StopIcon size={17} /> : <SpeakerIcon size={17} />}
      </Button>
      {canPause && isOn && (
        <Button kind="link" onClick={() => (phase === "paused" ? player.resume() : player.pause())}>
          {phase === "paused" ? t.resume : t.pause}
        </Button>
      )}
      {hasSlower && !isOn && (
        <Button kind="icon" aria-label={t.slower} title={t.slower} onClick={playSlowly}>
          <small aria-hidden="true">0.7×</small>
        </Button>
      )}
      {trouble}
    </span>
  );
}

/** The labels and actions of the buttons. `trouble` is shown if nothing can be heard. */
function useHearing({ sentences, isGrowing, name }: Pick<ControlsProps, "sentences" | "isGrowing" | "name">) {
  const t = useTranslate().hear;
  const own = useId();
  const key = name ?? own;
  const phase = useHear(key);
  const trouble = useHearTrouble(key);
  const { speech } = useSettings();
  const play = (isSlow: boolean) =>
    player.play({ key, sentences, isSlow, from: speech, ...(isGrowing && { isGrowing }) });
  const isOn = phase !== "idle";
  return {
    phase,
    isOn,
    label: isOn ? t.stop : t.hear,
    toggle: () => (isOn ? player.stop() : play(false)),
    playSlowly: () => play(true),
    trouble: trouble !== null && (
      <HearTroubleDialog trouble={trouble} onClose={player.forgetTrouble} onRetry={() => play(false)} />
    ),
  };
}

const HearTroubleDialog = lazyPart(() => import("./hear-trouble.tsx").then((part) => part.HearTroubleDialog), {
  useStrings: useHearStrings.useStart,
});
