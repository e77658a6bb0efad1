import { useEffect, useRef, useState } from "react";
import type { ApiError } from "#shared/errors.ts";
import type { TestEvent, TestTask } from "#shared/model-test.ts";
import type { ProviderType } from "#shared/providers.ts";
import { toApiError } from "#web/api/client.ts";
import { testModels } from "#web/api/model-test.ts";

/** What is known of one task; `since`: when it began to do what it does. */
export type Light = TestEvent & { since: number };
type Test = { lights: Partial<Record<TestTask, Light>>; isRunning: boolean; isOver: boolean; error: ApiError | null };

const untried: Test = { lights: {}, isRunning: false, isOver: false, error: null };

/** A test of a provider's models, from its start to its end. Leaving the page ends it. */
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
        const light = { ...event, since: Date.now() };
        setTest((now) => ({ ...now, lights: { ...now.lights, [event.task]: light } }));
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
