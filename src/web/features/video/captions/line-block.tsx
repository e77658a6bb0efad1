import { memo, useRef } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Cue } from "#shared/video/cues.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import type { Place } from "#web/text/place-context.ts";
import { useSight } from "#web/text/use-sight.ts";
import styles from "./caption-panel.module.css";
import { LineRow, type RowActions } from "./line-row.tsx";

type Props = {
  lines: readonly Cue[];
  first: number;
  end: number;
  second: readonly Cue[];
  language: LearningLanguage;
  /** The numbers of the line that is shown now and of the one that Tab reaches; -1: in another block. */
  current: number;
  stop: number;
  aligns: boolean;
  translates: boolean;
  /** The numbers of the lines that have a card. */
  cards: ReadonlySet<number>;
  actions: RowActions;
  placeOf: (line: Cue) => Place;
};

/**
 * Neighbouring lines. Their text is always in the page, for the browser's search and for screen readers; it becomes living text when the block
 * comes near the screen.
 */
export const LineBlock = memo(function LineBlock({ lines, first, end, current, stop, cards, ...row }: Props) {
  const t = useVideoStrings().captions;
  const { clock } = useFormat();
  const ref = useRef<HTMLOListElement>(null);
  const isNear = useSight(ref) !== "unseen";
  const own = lines.slice(first, end);
  const label = t.linesOf(clock(own[0]?.start ?? 0), clock(own.at(-1)?.start ?? 0));
  return (
    <ol ref={ref} className={styles.block} start={first + 1} aria-label={label}>
      {own.map((line, place) => (
        <LineRow
          key={first + place}
          line={line}
          index={first + place}
          isCurrent={current === first + place}
          isStop={stop === first + place}
          isNear={isNear}
          hasCard={cards.has(first + place)}
          {...row}
        />
      ))}
    </ol>
  );
});
