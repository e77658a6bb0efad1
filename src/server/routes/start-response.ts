import type { Context } from "hono";
import { z } from "@hono/zod-openapi";
import { type Started, startedSchema } from "#shared/chat.ts";
import { errorTraits } from "#shared/error-codes.ts";
import { firstFailure } from "#server/generations/first-failure.ts";
import { firstEngineWords } from "#server/generations/first-engine-words.ts";
import { followGeneration } from "#server/generations/follow.ts";
import type { Generations } from "#server/generations/log.ts";
import { type Env, json } from "#server/http/router.ts";
import { sseResponse } from "#server/http/sse.ts";

/** The response with `Prefer: respond-async`. */
export const startedResponse = {
  ...json(startedSchema, "With `Prefer: respond-async`: follow the log at Content-Location"),
  headers: z.object({
    "content-location": z.string().describe("the log of the answer, as an event stream"),
    "preference-applied": z.literal("respond-async"),
  }),
};

/** How long the response waits for the model's first sign of life, so that "not running" can still set the HTTP status. */
const headMs = 1_000;

/** How long the client waits for the words of the engine, which takes a few milliseconds when its language is loaded. */
const wordsMs = 100;

/**
 * Responds to a request that started a generation. With `Prefer: respond-async` (RFC 7240) it responds as soon as the engine has read the text, and
 * the client reads the log at `Content-Location`. Otherwise the response is the log itself, or an error if the answer fails before the model's first
 * sign of life. `open` reads the conversation that the message began.
 */
export async function startResponse(
  c: Context<Env>,
  generations: Generations,
  started: Started,
  open?: () => Started["opened"],
) {
  const id = started.generationId;
  c.header("content-location", `/api/generations/${id}/events`);
  if (c.req.header("prefer")?.includes("respond-async")) {
    c.header("preference-applied", "respond-async");
    await firstEngineWords(generations, id, wordsMs);
    return c.json({ ...started, ...(open && { opened: open() }) }, 202);
  }
  const error = await firstFailure(generations, id, headMs);
  if (error) return c.json({ error, ...started }, errorTraits[error.code].status);
  return sseResponse(c, (left) => followGeneration(generations, id, 0, left));
}
