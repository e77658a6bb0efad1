import { useRef } from "react";
import { useVideo } from "#web/features/video/video-context.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { ChipSelect } from "#web/ui/chip-select.tsx";
import { FullScreenIcon, PauseIcon, PlayIcon, SmallScreenIcon } from "#web/ui/icons.tsx";
import { useShortcut } from "#web/ui/use-shortcut.ts";
import { isUnavailable } from "./is-unavailable.ts";
import styles from "./player-controls.module.css";
import { isGoing, togglePlay } from "./toggle-play.ts";
import { useFullScreen } from "./use-full-screen.ts";
import { useIsInFrame } from "./use-is-in-frame.ts";
import { usePlayerValue } from "./use-player-value.ts";
import { Volume } from "./volume.tsx";

const rates = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 2];
const jump = 5;

/** Play, volume, speed and full screen, for a file and for YouTube alike. They stand after the player, so that Tab leads out of YouTube's frame to them. */
export function PlayerControls() {
  const t = useVideoStrings().controls;
  const { player } = useVideo();
  const isPlaying = usePlayerValue(player, isGoing, false);
  const rate = usePlayerValue(player, (now) => now.rate(), 1);
  const isAway = usePlayerValue(player, isUnavailable, true);
  const isOff = usePlayerValue(player, (now) => now.state().name === "loading", true) || isAway;
  const fullScreen = useFullScreen();
  const isInFrame = useIsInFrame(player?.box ?? null);
  const playButton = useRef<HTMLButtonElement>(null);
  const all = rates.includes(rate) ? rates : [...rates, rate].toSorted((one, other) => one - other);

  useShortcut("playPause", () => !takesSpace() && player !== null && togglePlay(player), !isOff);
  useShortcut("jumpBack", () => player?.seek(Math.max(0, player.time() - jump)), !isOff);
  useShortcut("jumpForward", () => player?.seek(player.time() + jump), !isOff);
  useShortcut("slower", () => player?.setRate(all[Math.max(0, all.indexOf(rate) - 1)] ?? 1), !isOff);
  useShortcut("faster", () => player?.setRate(all[all.indexOf(rate) + 1] ?? rate), !isOff);
  useShortcut("fullScreen", fullScreen.toggle, fullScreen.isPossible);

  // there is nothing to control
  if (isAway) return null;
  const playLabel = isPlaying ? t.pause : t.play;
  const screenLabel = fullScreen.isOn ? t.smallScreen : t.fullScreen;
  return (
    <fieldset className={styles.controls} aria-label={t.title}>
      <Button
        ref={playButton}
        kind="icon"
        aria-label={playLabel}
        title={playLabel}
        disabled={isOff}
        onClick={() => player && togglePlay(player)}
      >
        {isPlaying ? <PauseIcon /> : <PlayIcon />}
      </Button>
      <Volume isOff={isOff} />
      <ChipSelect
        label={t.speed}
        title={t.speed}
        value={String(rate)}
        options={all.map((one) => ({ value: String(one), label: `${one}×` }))}
        onChoose={(chosen) => player?.setRate(Number(chosen))}
      />
      {fullScreen.isPossible && (
        <Button kind="icon" aria-label={screenLabel} title={screenLabel} onClick={fullScreen.toggle}>
          {fullScreen.isOn ? <SmallScreenIcon /> : <FullScreenIcon />}
        </Button>
      )}
      {isInFrame && (
        <Button kind="link" onClick={() => playButton.current?.focus()}>
          {t.toKeys}
        </Button>
      )}
    </fieldset>
  );
}

/** A focused button is pressed by Space, and what folds out too. */
const takesSpace = () => document.activeElement?.matches("button, summary, a, [role=button], [role=menuitem]") === true;
