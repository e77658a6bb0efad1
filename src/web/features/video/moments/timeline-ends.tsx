import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import type { Moment } from "#shared/video/moment.ts";
import { useChangeMoment } from "#web/api/moments.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useFormat } from "#web/i18n/format.ts";
import { showToast } from "#web/ui/toast.tsx";
import { type Edge, moveEnd, stepOf } from "./move-end.ts";
import { cssNumbers } from "#web/features/video/css-numbers.ts";
import styles from "./timeline.module.css";
import { type LineElement, timeUnder } from "./time-under.ts";

type Span = { start: number; end: number };
type Props = {
  moment: Moment;
  duration: number;
  line: LineElement;
  /** The ends while they are being moved; null: as they are saved. */
  onMove: (span: Span | null) => void;
};

/** The two ends of the shown moment. They are dragged, or moved with the arrow keys, and saved when they are let go. */
export function TimelineEnds({ moment, duration, line, onMove }: Props) {
  const t = useVideoStrings().moments;
  const { clock } = useFormat();
  const update = useChangeMoment(moment.video);
  const [draft, setDraft] = useState<Span | null>(null);
  const dragged = useRef<Edge | null>(null);
  /** The draft, also before React has drawn it: several moves of a pointer can come between two renders. */
  const latest = useRef<Span | null>(null);
  const span = draft ?? moment;

  const move = (next: Span | null) => {
    latest.current = next;
    setDraft(next);
    onMove(next);
  };
  const save = () => {
    dragged.current = null;
    const moved = latest.current;
    if (!moved) return;
    const done = () => {
      // the learner may move it again before it is saved
      if (latest.current === moved) move(null);
    };
    if (moved.start === moment.start && moved.end === moment.end) return done();
    update.mutateAsync({ id: moment.id, ...moved }).then(done, () => {
      done();
      showToast({ text: t.notSaved });
    });
  };

  const end = (edge: Edge) => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape" && latest.current) {
        event.preventDefault();
        dragged.current = null;
        return move(null);
      }
      const step = stepOf(event);
      if (step === null) return;
      event.preventDefault();
      const from = latest.current ?? moment;
      move(moveEnd(from, edge, from[edge] + step, duration));
    };
    const onPointerDown = (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      dragged.current = edge;
    };
    const onPointerMove = ({ clientX }: PointerEvent) => {
      if (dragged.current !== edge) return;
      move(moveEnd(latest.current ?? moment, edge, timeUnder(clientX, line, duration), duration));
    };
    return (
      <span
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an <input> would cover the line
        role="slider"
        tabIndex={0}
        className={styles.end}
        data-edge={edge}
        aria-label={edge === "start" ? t.startOf(clock(moment.at)) : t.endOf(clock(moment.at))}
        aria-valuemin={edge === "start" ? 0 : span.start}
        aria-valuemax={edge === "start" ? span.end : duration}
        aria-valuenow={span[edge]}
        aria-valuetext={clock(span[edge], 1)}
        style={cssNumbers({ at: span[edge] / duration })}
        onKeyDown={onKeyDown}
        onKeyUp={save}
        onBlur={save}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={save}
        onPointerCancel={() => {
          dragged.current = null;
          move(null);
        }}
      />
    );
  };
  return (
    <>
      {end("start")}
      {end("end")}
    </>
  );
}
