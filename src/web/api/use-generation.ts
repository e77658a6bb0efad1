import { useEffect, useRef, useState } from "react";
import type { Answer, Outcome } from "#shared/answer.ts";
import { applyGenerationEvent } from "#shared/apply-generation-event.ts";
import type { LoggedEvent } from "#shared/generation.ts";
import { useEvents } from "./events/use-events.ts";
import { followGeneration, type Snapshot } from "./generations.ts";
import { inFrames } from "./in-frames.ts";

type Options = { onEnd?: (outcome: Outcome) => void; onLost?: () => void };

/** A running answer, starting from a snapshot; draws its events together, see `inFrames`. Null without a snapshot. */
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
    let steps: Step[] = [];
    const frames = inFrames(() => {
      const batch = steps;
      steps = [];
      setSnapshot((current) => current && batch.reduce(applyStep, current));
      const outcome = batch.map(outcomeOf).find((one) => one !== null);
      if (outcome) latest.current.onEnd?.(outcome);
    });
    const grow = (step: Step) => {
      steps.push(step);
      frames.ask({ isUrgent: isUrgent(step) });
    };
    const leave = followGeneration(serverEvents, id, latest.current.start?.seq ?? 0, {
      onEvent: grow,
      onSnapshot: grow,
      onLost: () => latest.current.onLost?.(),
    });
    return () => {
      leave();
      frames.stop();
    };
  }, [id, serverEvents]);

  return start ? ((snapshot?.id === start.id ? snapshot : start).answer ?? null) : null;
}

type Step = LoggedEvent | Snapshot;

function applyStep(current: Snapshot, step: Step): Snapshot {
  if ("answer" in step) return step.id === current.id && step.seq >= current.seq ? step : current;
  return step.seq > current.seq
    ? { ...current, seq: step.seq, answer: applyGenerationEvent(current.answer, step.event) }
    : current;
}

/** The learner waits for the first words and for the end. What grows in between can be drawn together. */
const isUrgent = (step: Step) => outcomeOf(step) !== null || "answer" in step || step.event.type === "words";

function outcomeOf(step: Step): Outcome | null {
  if ("answer" in step) return step.answer.outcome;
  return step.event.type === "end" ? step.event.outcome : null;
}
