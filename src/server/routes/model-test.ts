import { createRoute, z } from "@hono/zod-openapi";
import type { TestEvent } from "#shared/model-test.ts";
import { providers, type ProviderType } from "#shared/providers.ts";
import { getSettings } from "#server/db/settings.ts";
import { AppError } from "#server/errors.ts";
import { body, createRouter, eventStream, fails, ofBody } from "#server/http/router.ts";
import { sseResponse } from "#server/http/sse.ts";
import { testModels } from "#server/model-test/test-models.ts";
import { type RouteDeps, toChatDeps } from "./deps.ts";

const testRoute = createRoute({
  method: "post",
  path: "/llm/test",
  description: "Tests the models of a provider with a sentence, a picture and a title. Disconnecting ends the test.",
  request: body(z.object({ provider: z.enum(providers) })),
  responses: {
    200: eventStream("TestEvent", "The progress and result of each task"),
    ...fails(...ofBody, "busy"),
  },
});

export const modelTestRoutes = (deps: RouteDeps) => {
  const running = new Set<ProviderType>();

  return createRouter().openapi(testRoute, (c) => {
    const { provider: type } = c.req.valid("json");
    if (running.has(type)) throw new AppError("busy", "This provider is being tested already.");
    const { learningLanguage: language } = getSettings(deps.db);
    const input = { type, learner: toChatDeps(deps, undefined).learner(language) };
    running.add(type);
    return sseResponse(c, (left) =>
      toRows((emit) => testModels(deps, input, emit, left).finally(() => running.delete(type))),
    );
  });
};

/** Runs at its own speed, even if the reader is slow. The reader gets the emitted events in order. */
function toRows(run: (emit: (event: TestEvent) => void) => Promise<void>) {
  const emitted: TestEvent[] = [];
  let isOver = false;
  let wake = () => {};
  const over = run((event) => {
    emitted.push(event);
    wake();
  }).finally(() => {
    isOver = true;
    wake();
  });
  return read();

  async function* read() {
    for (let seq = 0; ; seq++) {
      while (seq === emitted.length && !isOver) await new Promise<void>((resolve) => (wake = resolve));
      const event = emitted[seq];
      if (!event) return over;
      yield { seq: seq + 1, event: JSON.stringify(event) };
    }
  }
}
