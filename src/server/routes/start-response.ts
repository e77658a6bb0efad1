import type { Context } from "hono";
import type { Started } from "#shared/chat.ts";
import { errorTraits } from "#shared/errors.ts";
import { firstFailure } from "#server/generations/first-failure.ts";
import { followGeneration } from "#server/generations/follow.ts";
import type { Generations } from "#server/generations/log.ts";
import type { Env } from "#server/http/router.ts";
import { sseResponse } from "#server/http/sse.ts";

/** How long a stream's head waits for the model's first sign, so that "not running" still answers with its status. */
const headMs = 1_000;

/**
 * Answers a request that started a generation. With `Prefer: respond-async` (RFC 7240) at once, and the log is read at
 * `Content-Location`; else with the log itself, unless the run fails before its first sign of life.
 */
export async function startResponse(c: Context<Env>, generations: Generations, started: Started) {
  const id = started.generationId;
  c.header("content-location", `/api/generations/${id}/events`);
  if (c.req.header("prefer")?.includes("respond-async")) {
    c.header("preference-applied", "respond-async");
    return c.json(started, 202);
  }
  const error = await firstFailure(generations, id, headMs);
  if (error) return c.json({ error, ...started }, errorTraits[error.code].status);
  return sseResponse(c, (left) => followGeneration(generations, id, 0, left));
}
