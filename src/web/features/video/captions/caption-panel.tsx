import { useState } from "react";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useVideo } from "#web/features/video/video-context.ts";
import { cx } from "#web/ui/cx.ts";
import styles from "./caption-panel.module.css";
import { CaptionTools } from "./caption-tools.tsx";
import { ComprehensionPanel } from "./comprehension-panel.tsx";
import { CurrentLine } from "./current-line.tsx";
import type { LineHere } from "./line-at.ts";
import { LineList } from "./line-list.tsx";
import { LinesState } from "./lines-state.tsx";
import { useLines } from "./lines-context.tsx";
import { TrackBar } from "./track-bar.tsx";
import { useLinePlaces } from "#web/features/video/line-media/use-line-places.ts";
import { useCurrentLine } from "./use-current-line.ts";
import { useLineKeys } from "./use-line-keys.ts";
import { useRememberedSwitch } from "#web/features/video/use-remembered-choice.ts";

type Props = {
  /** Translates a line; without it, lines have no button for that. */
  onTranslate?: (line: LineHere) => void;
};

/** The subtitles of the video: the list of lines, and what can be done with them. */
export function CaptionPanel({ onTranslate }: Props) {
  const t = useVideoStrings().captions;
  const { video, player, update } = useVideo();
  const { lines, second, language } = useLines();
  const current = useCurrentLine(player, lines, video.position);
  const placeOf = useLinePlaces();
  const [hidesLines, setHidesLines] = useRememberedSwitch("hide-lines");
  const [stopsAtEnds, setStopsAtEnds] = useRememberedSwitch("stop-at-ends");
  /** The moment at which the line begins that the learner is about to choose. */
  const [alignAt, setAlignAt] = useState<number | null>(null);
  useLineKeys({ player, lines, stopsAtEnds });

  const isHidden = hidesLines && current.isPlaying;
  const onTime = (index: number) => {
    const line = lines[index];
    if (!line) return;
    if (alignAt === null) return player?.seek(line.start);
    update({ offset: Math.round((video.offset + alignAt - line.start) * 100) / 100 });
    setAlignAt(null);
  };
  return (
    <section className={cx(styles.panel, isHidden && styles.hidden)} aria-label={t.title}>
      <TrackBar />
      <LinesState />
      {lines.length > 0 && (
        <>
          <CurrentLine line={lines[current.shown] ?? null} second={second} language={language} placeOf={placeOf} />
          <CaptionTools
            {...{ hidesLines, setHidesLines, stopsAtEnds, setStopsAtEnds, isHidden, alignAt }}
            onAlign={setAlignAt}
          />
          <LineList {...{ lines, second, language, current, onTime, alignAt, onTranslate, placeOf }} />
          <ComprehensionPanel />
        </>
      )}
    </section>
  );
}
