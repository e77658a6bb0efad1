import { useEffect, useRef, useState } from "react";
import type { ApiError } from "#shared/errors.ts";
import type { TestEvent } from "#shared/model-test.ts";
import type { TestTask } from "#shared/test-tasks.ts";
import type { ProviderType } from "#shared/providers.ts";
import { toApiError } from "#web/api/client.ts";
import { testModels } from "#web/api/model-test.ts";

/** The last event of one task. `since`: when it arrived. */
export type TaskProgress = TestEvent & { since: number };
type Test = {
  progress: Partial<Record<TestTask, TaskProgress>>;
  isRunning: boolean;
  isOver: boolean;
  error: ApiError | null;
};

const untried: Test = { progress: {}, isRunning: false, isOver: false, error: null };

/** Runs a test of a provider's models. Leaving the page ends it. */
export function useModelTest(provider: ProviderType) {
  const [test, setTest] = useState(untried);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = async () => {
    const stop = new AbortController();
    running.current = stop;
    setTest({ ...untried, isRunning: true });
    const end = (error: ApiError | null) =>
      running.current === stop && setTest((now) => ({ ...now, isRunning: false, isOver: error === null, error }));
    try {
      for await (const event of testModels(provider, stop.signal)) {
        const progress = { ...event, since: Date.now() };
        setTest((now) => ({ ...now, progress: { ...now.progress, [event.task]: progress } }));
      }
      end(null);
    } catch (error) {
      if (!stop.signal.aborted) end(toApiError(error));
    }
  };
  const stop = () => {
    running.current?.abort();
    running.current = null;
    setTest(untried);
  };
  return { ...test, run: () => void run(), stop };
}
