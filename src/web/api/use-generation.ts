import { useEffect, useRef, useState } from "react";
import type { Answer, Outcome } from "#shared/answer.ts";
import { useEvents } from "./events/use-events.ts";
import { applyStep, isUrgent, outcomeOf, type Snapshot, type Step } from "./generation-steps.ts";
import { followGeneration } from "./generations.ts";
import { drawTogether } from "./draw-together.ts";

type Options = { onEnd?: (outcome: Outcome) => void; onLost?: () => void };

/** A running answer, starting from a snapshot; draws its events together, see `drawTogether`. Null without a snapshot. */
export function useGeneration(start: Snapshot | null, options: Options = {}): Answer | null {
  const serverEvents = useEvents();
  const [snapshot, setSnapshot] = useState(start);
  if (start && start.id !== snapshot?.id) setSnapshot(start);
  const id = start?.id;
  const latest = useRef({ start, ...options });
  useEffect(() => {
    latest.current = { start, ...options };
  });

  useEffect(() => {
    if (id === undefined) return;
    const drawing = drawTogether<Step>((steps) => {
      setSnapshot((current) => current && steps.reduce(applyStep, current));
      const outcome = steps.map(outcomeOf).find((one) => one !== null);
      if (outcome) latest.current.onEnd?.(outcome);
    });
    const leave = followGeneration(serverEvents, id, latest.current.start?.seq ?? 0, {
      onStep: (step) => drawing.add(step, { isUrgent: isUrgent(step) }),
      onLost: () => latest.current.onLost?.(),
    });
    return () => {
      leave();
      drawing.stop();
    };
  }, [id, serverEvents]);

  return start ? ((snapshot?.id === start.id ? snapshot : start).answer ?? null) : null;
}
