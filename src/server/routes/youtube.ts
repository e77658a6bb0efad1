import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { videoErrorCodes } from "#shared/error-codes.ts";
import { storedTrackSchema } from "#shared/video/cues.ts";
import { longestVideo, trackIdSchema } from "#shared/video/video.ts";
import { videoToolsSchema, videoToolTestSchema, youtubeIdSchema, youtubeVideoSchema } from "#shared/video/youtube.ts";
import { pieceHeaders, qualities } from "#shared/video/youtube-values.ts";
import { AppError } from "#server/errors.ts";
import { body, createRouter, fails, json, ofBody } from "#server/http/router.ts";
import type { RouteDeps } from "./deps.ts";

const params = z.object({ id: youtubeIdSchema });
const failures = fails(...videoErrorCodes, "aborted");

/** Seconds in a query, where everything is text. */
const secondsText = z
  .string()
  .regex(/^\d{1,20}(\.\d{1,30})?(e-?\d{1,3})?$/, "not a time in seconds")
  .transform(Number)
  .refine((seconds) => seconds <= longestVideo, "longer than a day")
  .meta({ type: "number", minimum: 0, maximum: longestVideo });

const videoRoute = createRoute({
  method: "get",
  path: "/youtube/{id}",
  description: "What YouTube says of a video. Needs the setting `youtube` to be `tools`",
  request: { params },
  responses: { 200: json(youtubeVideoSchema, "The video"), ...failures },
});
const pieceRoute = createRoute({
  method: "get",
  path: "/youtube/{id}/gop",
  description:
    "The part of the video that holds the picture at the time `t`, as a file of its own. " +
    `The headers ${pieceHeaders.start} and ${pieceHeaders.end} say which part, in seconds`,
  request: { params, query: z.object({ t: secondsText, quality: z.enum(qualities).default("720") }) },
  responses: {
    200: { description: "The part", content: { "video/mp4": { schema: {} } } },
    ...failures,
  },
});
const trackRoute = createRoute({
  method: "get",
  path: "/youtube/{id}/tracks/{track}",
  description: "The lines of subtitles. YouTube is asked once; the lines are kept",
  request: { params: params.extend({ track: trackIdSchema }) },
  responses: { 200: json(storedTrackSchema, "The subtitles"), ...fails(...videoErrorCodes, "aborted", "not_found") },
});
const toolsRoute = createRoute({
  method: "get",
  path: "/video-tools",
  description: "The tools that can ask YouTube about a video",
  responses: { 200: json(videoToolsSchema, "The tools"), ...fails() },
});
const testRoute = createRoute({
  method: "post",
  path: "/video-tools/test",
  description: "Asks YouTube about a video with each tool",
  request: body(z.strictObject({ id: youtubeIdSchema })),
  responses: {
    200: json(videoToolTestSchema, "What each tool found"),
    ...fails(...ofBody, ...videoErrorCodes, "aborted"),
  },
});

/** A request whose page has gone is no failure of Blossom. */
async function orStopped<T>({ req }: Context, job: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { signal } = req.raw;
  try {
    return await job(signal);
  } catch (error) {
    throw signal.aborted ? new AppError("aborted", "The page no longer waits.") : error;
  }
}

export const youtubeRoutes = ({ youtube }: RouteDeps) =>
  createRouter()
    .openapi(videoRoute, async (c) => {
      const { id } = c.req.valid("param");
      return c.json(await orStopped(c, (signal) => youtube.video(id, signal)), 200);
    })
    .openapi(pieceRoute, async (c) => {
      const { id } = c.req.valid("param");
      const { t, quality } = c.req.valid("query");
      const { bytes, start, end } = await orStopped(c, (signal) => youtube.piece(id, t, quality, signal));
      return c.body(bytes, 200, {
        "content-type": "video/mp4",
        "cache-control": "no-store",
        [pieceHeaders.start]: String(start),
        [pieceHeaders.end]: String(end),
      });
    })
    .openapi(trackRoute, async (c) => {
      const { id, track } = c.req.valid("param");
      return c.json(await orStopped(c, (signal) => youtube.track(id, track, signal)), 200);
    })
    .openapi(toolsRoute, async (c) => c.json(await youtube.tools(), 200))
    .openapi(testRoute, async (c) => {
      const { id } = c.req.valid("json");
      return c.json(await orStopped(c, (signal) => youtube.test(id, signal)), 200);
    });
