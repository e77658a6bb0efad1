import { useRef } from "react";
import { useVideo } from "#web/features/video/video-context.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { MutedIcon, SpeakerIcon } from "#web/ui/icons.tsx";
import { useShortcut } from "#web/ui/use-shortcut.ts";
import styles from "./player-controls.module.css";
import { usePlayerValue } from "./use-player-value.ts";

/** Mute, and how loud it is. */
export function Volume({ isOff }: { isOff: boolean }) {
  const t = useVideoStrings().controls;
  const { player } = useVideo();
  const volume = usePlayerValue(player, (now) => now.volume(), 1);
  const before = useRef(1);
  const mute = () => {
    if (volume > 0) before.current = volume;
    player?.setVolume(volume > 0 ? 0 : before.current);
  };
  useShortcut("mute", mute, !isOff);
  const label = volume > 0 ? t.mute : t.unmute;
  return (
    <>
      <Button kind="icon" aria-label={label} title={label} disabled={isOff} onClick={mute}>
        {volume > 0 ? <SpeakerIcon /> : <MutedIcon />}
      </Button>
      <input
        type="range"
        className={styles.volume}
        aria-label={t.volume}
        min={0}
        max={1}
        step={0.05}
        value={volume}
        disabled={isOff}
        onChange={({ target }) => player?.setVolume(Number(target.value))}
        // the keys are the page's again
        onPointerUp={({ currentTarget }) => currentTarget.blur()}
      />
    </>
  );
}
