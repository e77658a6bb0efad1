import { useRef, useState } from "react";
import type { Moment } from "#shared/video/moment.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useMoments } from "./moments-context.tsx";
import { Position } from "./position.tsx";
import { cssNumbers } from "#web/features/video/css-numbers.ts";
import styles from "./timeline.module.css";
import { TimelineEnds } from "./timeline-ends.tsx";
import { mostLanes, toLanes } from "./to-lanes.ts";
import { useDuration } from "./use-has-timeline.ts";

/** The video's moments on a line: a press goes there, and the ends of the shown one can be moved. Nothing while the length is unknown. */
export function Timeline() {
  const duration = useDuration();
  return duration !== null && duration > 0 ? <Line duration={duration} /> : null;
}

type Moved = { id: string; start: number; end: number };

function Line({ duration }: { duration: number }) {
  const t = useVideoStrings().moments;
  const { moments, view } = useMoments();
  const line = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState<Moved | null>(null);
  const lanes = toLanes(moments);
  const shown = view.moment;
  const drawn = moments.map((moment) => (moment.id === moved?.id ? { ...moment, ...moved } : moment));
  return (
    <section aria-label={t.timeline} className={styles.timeline}>
      <div
        ref={line}
        className={styles.line}
        style={cssNumbers({ lanes: Math.min(mostLanes, 1 + Math.max(0, ...lanes)) })}
      >
        <Position duration={duration} line={line}>
          {drawn.map((moment, index) => (
            <Segment
              key={moment.id}
              moment={moment}
              lane={lanes[index] ?? 0}
              duration={duration}
              isShown={moment.id === shown?.id}
            />
          ))}
        </Position>
        {shown && (
          <TimelineEnds
            key={shown.id}
            moment={shown}
            duration={duration}
            line={line}
            onMove={(span) => setMoved(span && { id: shown.id, ...span })}
          />
        )}
      </div>
    </section>
  );
}

type SegmentProps = { moment: Moment; lane: number; duration: number; isShown: boolean };

const Segment = ({ moment: { id, start, end }, lane, duration, isShown }: SegmentProps) => (
  <span
    className={styles.segment}
    data-moment={id}
    data-shown={isShown || undefined}
    style={cssNumbers({ from: start / duration, length: (end - start) / duration, lane })}
  />
);
