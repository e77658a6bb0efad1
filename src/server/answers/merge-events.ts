import type { GenerationEvent } from "#shared/generation.ts";

/**
 * Runs generators of events, at most `atOnce` at a time and in their order, and yields their events as they come. The first failure ends
 * all of them: `stop` ends what they wait for.
 */
export async function* mergeEvents(
  starts: readonly (() => AsyncGenerator<GenerationEvent>)[],
  atOnce: number,
  stop: () => void,
): AsyncGenerator<GenerationEvent> {
  type Step = { run: AsyncGenerator<GenerationEvent>; next: IteratorResult<GenerationEvent> };
  const waiting = [...starts];
  const steps = new Map<AsyncGenerator<GenerationEvent>, Promise<Step>>();
  const pull = (run: AsyncGenerator<GenerationEvent>) => {
    const step = run.next().then((next) => ({ run, next }));
    step.catch(() => {}); // the race below reports the first failure
    steps.set(run, step);
  };
  try {
    for (;;) {
      while (steps.size < atOnce && waiting.length > 0) pull(waiting.shift()!());
      const [only] = steps.values();
      if (only === undefined) return;
      // nothing is left to choose from: its tokens need no race
      if (steps.size === 1 && waiting.length === 0) {
        const { run, next } = await only;
        if (next.done) return;
        yield next.value;
        return yield* run;
      }
      const { run, next } = await Promise.race(steps.values());
      if (next.done) {
        steps.delete(run);
        continue;
      }
      yield next.value;
      pull(run);
    }
  } finally {
    stop();
    await Promise.allSettled([...steps.keys()].map((run) => run.return(undefined)));
  }
}
