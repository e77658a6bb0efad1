import { useEffect, useRef, useState } from "react";
import { applyGenerationEvent, emptyAnswer } from "#shared/apply-generation-event.ts";
import type { LoggedEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useEvents } from "./events/use-events.ts";
import { followGeneration, type Snapshot } from "./generations.ts";
import { inFrames } from "./in-frames.ts";

type Options = { language: LearningLanguage; onEnd: () => void };

/**
 * The running generations that complete cards of a message, drawn together, see `inFrames`. One that has ended stays in the list
 * while it is in `ids`, which is until the message was read again.
 */
export function useCompletions(ids: readonly string[], options: Options): readonly Snapshot[] {
  const events = useEvents();
  const [snapshots, setSnapshots] = useState<readonly Snapshot[]>([]);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  const key = ids.join(" ");
  useEffect(() => {
    if (key === "") return;
    let steps: (() => void)[] = [];
    const frames = inFrames(() => {
      const batch = steps;
      steps = [];
      for (const step of batch) step();
    });
    const inFrame = (step: () => void) => {
      steps.push(step);
      frames.ask();
    };
    const change = (id: string, apply: (snapshot: Snapshot) => Snapshot) =>
      setSnapshots((all) => {
        const current = all.find((one) => one.id === id) ?? start(id, latest.current.language);
        const next = apply(current);
        return next === current ? all : [...all.filter((one) => one.id !== id), next];
      });
    const follow = (id: string) =>
      followGeneration(events, id, 0, {
        onEvent: (logged) =>
          inFrame(() => {
            change(id, (snapshot) => grow(snapshot, logged));
            if (logged.event.type === "end") latest.current.onEnd();
          }),
        onSnapshot: (snapshot) =>
          inFrame(() => {
            change(id, (known) => (snapshot.seq >= known.seq ? snapshot : known));
            if (snapshot.answer.outcome !== null) latest.current.onEnd();
          }),
        onLost: () => latest.current.onEnd(),
      });
    const leave = key.split(" ").map(follow);
    return () => {
      for (const stop of leave) stop();
      frames.stop();
    };
  }, [key, events]);

  return snapshots;
}

const start = (id: string, language: LearningLanguage): Snapshot => ({ id, seq: 0, answer: emptyAnswer(language) });

const grow = (snapshot: Snapshot, { seq, event }: LoggedEvent): Snapshot =>
  seq > snapshot.seq ? { ...snapshot, seq, answer: applyGenerationEvent(snapshot.answer, event) } : snapshot;
