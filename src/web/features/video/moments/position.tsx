import type { KeyboardEvent, PointerEvent, ReactNode } from "react";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useVideo } from "#web/features/video/video-context.ts";
import { useMoments } from "./moments-context.tsx";
import { cssNumbers } from "#web/features/video/css-numbers.ts";
import styles from "./timeline.module.css";
import { type LineElement, timeUnder } from "./time-under.ts";
import { usePlayerValue } from "#web/features/video/player/use-player-value.ts";

type Props = { duration: number; line: LineElement; children: ReactNode };

/** How far an arrow key and a page key move the video, in seconds. */
const steps: Readonly<Record<string, number>> = { ArrowLeft: -5, ArrowRight: 5, PageDown: -60, PageUp: 60 };

/** The line itself: where the video is. A press moves it there, or to the moment that is drawn there. */
export function Position({ duration, line, children }: Props) {
  const t = useVideoStrings().moments;
  const { clock } = useFormat();
  const { player, video } = useVideo();
  const { moments, open } = useMoments();
  const time = usePlayerValue(player, (now) => Math.round(now.time() * 10) / 10, video.position);

  const onPointerDown = ({ target, clientX, button }: PointerEvent) => {
    if (button !== 0) return;
    const id = target instanceof Element && target.closest<HTMLElement>("[data-moment]")?.dataset.moment;
    const moment = moments.find((one) => one.id === id);
    if (moment) open(moment);
    else player?.seek(timeUnder(clientX, line, duration));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    const step = steps[key];
    if (ctrlKey || metaKey || altKey || (step === undefined && key !== "Home" && key !== "End")) return;
    event.preventDefault();
    if (key === "Home") player?.seek(0);
    else player?.seek(Math.max(0, Math.min(duration, time + (step ?? duration))));
  };
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an <input> has no moments in it
      role="slider"
      tabIndex={player ? 0 : -1}
      className={styles.position}
      aria-label={t.position}
      aria-valuemin={0}
      aria-valuemax={Math.round(duration)}
      aria-valuenow={Math.round(time)}
      aria-valuetext={clock(time)}
      aria-disabled={!player || undefined}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      style={cssNumbers({ at: time / duration })}
    >
      {children}
    </div>
  );
}
