import { type KeyboardEvent, use, useEffect, useRef, useState } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Cue } from "#shared/video/cues.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./caption-panel.module.css";
import type { Place } from "#web/text/place-context.ts";
import { LineBlock } from "./line-block.tsx";
import { LineCardsContext } from "./line-cards.ts";
import { type LineHere, withNeighbours } from "./line-at.ts";
import type { CurrentLine } from "./use-current-line.ts";
import { useFollow } from "./use-follow.ts";

/** Lines of one block: the browser skips the drawing of blocks that are out of sight. */
const blockSize = 25;

type Props = {
  lines: readonly Cue[];
  second: readonly Cue[];
  language: LearningLanguage;
  current: CurrentLine;
  onTime: (index: number) => void;
  alignAt: number | null;
  onTranslate?: ((line: LineHere) => void) | undefined;
  placeOf: (line: Cue) => Place;
};

/** All lines. The list follows the video until the learner scrolls it. */
export function LineList({ lines, second, language, current, onTime, alignAt, onTranslate, placeOf }: Props) {
  const t = useVideoStrings().captions;
  const box = useRef<HTMLDivElement>(null);
  const { isFollowing, follow, leave } = useFollow(box, current.begun);
  const cards = use(LineCardsContext);
  const [visited, setVisited] = useState<number | null>(null);
  const stop = Math.min(visited ?? Math.max(0, current.begun), lines.length - 1);
  const latest = useRef({ lines, cards, onTime, onTranslate });
  useEffect(() => {
    latest.current = { lines, cards, onTime, onTranslate };
  });
  const [actions] = useState(() => ({
    onTime: (index: number) => latest.current.onTime(index),
    onCard: (index: number) => latest.current.cards.open(index),
    onTranslate: (index: number) => {
      const line = withNeighbours(latest.current.lines, index);
      if (line) latest.current.onTranslate?.(line);
    },
  }));

  /** The arrow keys lead from line to line, so that Tab leads out of the list. */
  const onKeyDown = (event: KeyboardEvent) => {
    const { target, key } = event;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    const row = target instanceof Element && target.matches("button") ? target.closest("[data-line]") : null;
    if (step === undefined || !row) return;
    event.preventDefault();
    leave();
    const next = Math.max(0, Math.min(Number(row.getAttribute("data-line")) + step, lines.length - 1));
    setVisited(next);
    box.current?.querySelector<HTMLElement>(`[data-line="${next}"] button`)?.focus();
  };
  const blocks = Array.from({ length: Math.ceil(lines.length / blockSize) }, (_, number) => number * blockSize);
  const within = (first: number, index: number) => (index >= first && index < first + blockSize ? index : -1);
  return (
    <div className={styles.listFrame}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        ref={box}
        className={styles.list}
        onKeyDown={onKeyDown}
        onWheel={leave}
        onTouchMove={leave}
        onPointerDown={({ target }) => target === box.current && leave()}
        onBlur={() => setVisited(null)}
      >
        {blocks.map((first) => (
          <LineBlock
            key={first}
            first={first}
            lines={lines}
            end={Math.min(first + blockSize, lines.length)}
            second={second}
            language={language}
            current={within(first, current.shown)}
            stop={within(first, stop)}
            aligns={alignAt !== null}
            translates={onTranslate !== undefined}
            cards={cards.lines}
            actions={actions}
            placeOf={placeOf}
          />
        ))}
      </div>
      {!isFollowing && (
        <Button kind="chip" className={styles.follow} onClick={follow}>
          {t.toCurrent}
        </Button>
      )}
    </div>
  );
}
