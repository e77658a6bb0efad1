import { useEffect, useRef, useState } from "react";
import type { Answer, Outcome } from "#shared/answer.ts";
import { applyGenerationEvent, type LoggedEvent } from "#shared/generation.ts";
import { followGeneration, getGeneration, type Snapshot } from "./generations.ts";

type Options = {
  /** A conversation's answer goes before a card that was opened beside it. */
  urgent?: boolean;
  onEnd?: (outcome: Outcome) => void;
  onLost?: () => void;
  onGone?: (isGone: boolean) => void;
};

/** A running answer, from a snapshot on: its events folded as they come, at most once a frame. Null without a snapshot. */
export function useGeneration(start: Snapshot | null, options: Options = {}): Answer | null {
  const [snapshot, setSnapshot] = useState(start);
  if (start && start.id !== snapshot?.id) setSnapshot(start);
  const id = start?.id;
  const latest = useRef({ start, ...options });
  useEffect(() => {
    latest.current = { start, ...options };
  });

  useEffect(() => {
    if (id === undefined) return;
    let frame = 0;
    let quiet = true;
    let events: LoggedEvent[] = [];
    const flush = () => {
      const batch = events;
      events = [];
      setSnapshot((current) => current && batch.reduce(applyLogged, current));
      for (const { event } of batch) if (event.type === "end") latest.current.onEnd?.(event.outcome);
    };
    const { urgent = true } = latest.current;
    const leave = followGeneration(id, latest.current.start?.seq ?? 0, {
      urgent,
      onEvent: (event, seq) => {
        quiet = false;
        if (events.push({ seq, event }) === 1) frame = requestAnimationFrame(flush);
      },
      onLost: () => latest.current.onLost?.(),
      onGone: (isGone) => latest.current.onGone?.(isGone),
    });
    // who has to wait for the tab's one stream looks in now and then
    const look = () => {
      if (quiet && document.visibilityState === "visible")
        getGeneration(id).then(
          (seen) => setSnapshot((current) => (current?.id === id && seen.seq > current.seq ? seen : current)),
          () => {}, // the stream itself will say what is wrong
        );
      quiet = true;
    };
    const looking = urgent ? undefined : setInterval(look, 1_000);
    return () => {
      leave();
      clearInterval(looking);
      cancelAnimationFrame(frame);
    };
  }, [id]);

  return start ? ((snapshot?.id === start.id ? snapshot : start).answer ?? null) : null;
}

const applyLogged = (current: Snapshot, { seq, event }: LoggedEvent): Snapshot =>
  seq > current.seq ? { ...current, seq, answer: applyGenerationEvent(current.answer, event) } : current;
