import { createRoute, z } from "@hono/zod-openapi";
import { answerSchema, outcomeSchema } from "#shared/answer.ts";
import { getServedGeneration } from "#server/db/generations.ts";
import { readRaw } from "#server/db/stored-answer.ts";
import { AppError } from "#server/errors.ts";
import { followGeneration } from "#server/generations/follow.ts";
import { withCompletions } from "#server/generations/completions.ts";
import { withSettledReadings } from "#server/generations/settled.ts";
import { snapshotGeneration } from "#server/generations/snapshot.ts";
import { listCompletions } from "#server/db/stored-answer.ts";
import { stopGeneration } from "#server/generations/stop.ts";
import { createRouter, eventStream, fails, idParam, json, wholeNumber } from "#server/http/router.ts";
import { sseResponse } from "#server/http/sse.ts";
import type { RouteDeps } from "./deps.ts";

const seq = wholeNumber(0);

const snapshotRoute = createRoute({
  method: "get",
  path: "/generations/{id}",
  request: { params: idParam },
  responses: {
    200: json(
      z.object({ id: z.string(), seq: z.number(), answer: answerSchema }),
      "The answer up to event `seq`, with what was filled in later",
    ),
    ...fails("not_found"),
  },
});
const eventsRoute = createRoute({
  method: "get",
  path: "/generations/{id}/events",
  request: {
    params: idParam,
    query: z.object({ after: seq.optional() }),
    headers: z.object({ "last-event-id": seq.optional() }),
  },
  responses: {
    200: eventStream("GenerationEvent", "The events after that one, then new ones as they come"),
    ...fails("not_found"),
  },
});
const rawRoute = createRoute({
  method: "get",
  path: "/generations/{id}/raw",
  description:
    "What the model wrote, unchanged, and what it thought. A reply as it was written is in `text` of the answer, and not here",
  request: { params: idParam },
  responses: {
    200: json(
      z.object({
        text: z.string().describe("empty if nothing differs from the answer"),
        thoughts: z.string().describe("what the model thought before it wrote; empty if it showed no thoughts"),
      }),
      "What the model wrote and thought",
    ),
    ...fails("not_found"),
  },
});
const stopRoute = createRoute({
  method: "post",
  path: "/generations/{id}/stop",
  request: { params: idParam },
  responses: {
    200: json(z.object({ outcome: outcomeSchema }), "The outcome, after the log is closed"),
    ...fails("not_found"),
  },
});

export const generationRoutes = ({ db, generations }: RouteDeps) =>
  createRouter()
    .openapi(snapshotRoute, (c) => {
      const row = found(getServedGeneration(db, c.req.valid("param").id));
      const { answer, seq } = snapshotGeneration(generations, row);
      const completed = withCompletions(answer, listCompletions(db, [row.id]));
      return c.json({ id: row.id, seq, answer: withSettledReadings(generations, completed) }, 200);
    })
    .openapi(eventsRoute, (c) => {
      const { id } = found(getServedGeneration(db, c.req.valid("param").id));
      // on a reconnect the browser repeats `after` and adds the newer Last-Event-ID
      const after = c.req.valid("header")["last-event-id"] ?? c.req.valid("query").after ?? 0;
      return sseResponse(c, (left) => followGeneration(generations, id, after, left));
    })
    .openapi(rawRoute, (c) => {
      const { id } = found(getServedGeneration(db, c.req.valid("param").id));
      return c.json(readRaw(db, id), 200);
    })
    .openapi(stopRoute, async (c) => {
      const { id } = found(getServedGeneration(db, c.req.valid("param").id));
      const outcome = found(await stopGeneration(generations, id));
      return c.json({ outcome }, 200);
    });

function found<T>(value: T | null): T {
  if (value === null) throw new AppError("not_found", "There is no such generation.");
  return value;
}
