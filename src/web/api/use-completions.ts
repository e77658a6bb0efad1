import { useEffect, useRef, useState } from "react";
import { emptyAnswer } from "#shared/apply-generation-event.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useEvents } from "./events/use-events.ts";
import { applyStep, outcomeOf, type Snapshot, type Step } from "./generation-steps.ts";
import { followGeneration } from "./generations.ts";
import { drawTogether } from "./draw-together.ts";

type Options = { language: LearningLanguage; onEnd: () => void };

/**
 * The running generations that complete cards of a message, drawn together, see `drawTogether`. One that has ended stays in the list
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
    const drawing = drawTogether<Change>((changes) => {
      setSnapshots((all) => changes.reduce((known, change) => withChange(known, change, latest.current.language), all));
      if (changes.some(({ step }) => outcomeOf(step) !== null)) latest.current.onEnd();
    });
    const leave = key.split(" ").map((id) =>
      followGeneration(events, id, 0, {
        onStep: (step) => drawing.add({ id, step }),
        onLost: () => latest.current.onEnd(),
      }),
    );
    return () => {
      for (const stop of leave) stop();
      drawing.stop();
    };
  }, [key, events]);

  return snapshots;
}

type Change = { id: string; step: Step };

function withChange(all: readonly Snapshot[], { id, step }: Change, language: LearningLanguage): readonly Snapshot[] {
  const current = all.find((one) => one.id === id) ?? { id, seq: 0, answer: emptyAnswer(language) };
  const next = applyStep(current, step);
  return next === current ? all : [...all.filter((one) => one.id !== id), next];
}
