import { createRoute, z } from "@hono/zod-openapi";
import { storedTrackSchema, trackSchema } from "#shared/video/cues.ts";
import { videoStorageSchema } from "#shared/video/storage.ts";
import { momentSchema } from "#shared/video/moment.ts";
import { trackIdSchema, videoKeySchema, videoSchema, videoUpdateSchema } from "#shared/video/video.ts";
import { getTrack, listTracks, saveTrack } from "#server/db/cues.ts";
import { hasFrame } from "#server/db/pictures.ts";
import { listMoments, listOpenAnswers } from "#server/db/moments.ts";
import { durably } from "#server/db/open.ts";
import { getSettings } from "#server/db/settings.ts";
import {
  deleteVideo,
  ensureVideo,
  getVideo,
  listVideos,
  restoreVideo,
  stateOfVideo,
  updateVideo,
} from "#server/db/videos.ts";
import { listStorage, sumStorage } from "#server/db/video-storage.ts";
import { AppError } from "#server/errors.ts";
import { stopGeneration } from "#server/generations/stop.ts";
import { body, createRouter, fails, json, ofBody, wholeNumber } from "#server/http/router.ts";
import type { RouteDeps } from "./deps.ts";

const keyParam = z.object({ key: videoKeySchema });
const trackParams = z.object({ key: videoKeySchema, id: trackIdSchema });
const done = json(z.object({ success: z.literal(true) }), "Done");
const video = json(videoSchema, "What is remembered of the video");

const listRoute = createRoute({
  method: "get",
  path: "/videos",
  request: {
    query: z.object({
      before: wholeNumber(0).optional().describe("the `next` of the previous page"),
      limit: wholeNumber(1, 200).default(50),
    }),
  },
  responses: {
    200: json(
      z.object({ videos: z.array(videoSchema), next: z.number().nullable() }),
      "The last opened one first; `next` is the `before` of the next page",
    ),
    ...fails(),
  },
});
const readRoute = createRoute({
  method: "get",
  path: "/videos/{key}",
  request: { params: keyParam },
  responses: { 200: video, ...fails("not_found") },
});
const updateRoute = createRoute({
  method: "put",
  path: "/videos/{key}",
  description:
    "The first request creates the video; later ones change the given fields, the last one wins. A deleted video is only opened again by a request with its `title` or `language`, without its moments",
  request: { params: keyParam, ...body(videoUpdateSchema) },
  responses: { 200: video, ...fails(...ofBody, "not_found") },
});
const deleteRoute = createRoute({
  method: "delete",
  path: "/videos/{key}",
  description:
    "Deletes a video with its moments, subtitles, frames and sounds. For an hour it can be restored, unless it is deleted `forGood`",
  request: {
    params: keyParam,
    query: z.object({ forGood: z.enum(["true", "false"]).optional().describe("frees the space at once") }),
  },
  responses: { 200: done, ...fails("not_found") },
});
const restoreRoute = createRoute({
  method: "post",
  path: "/videos/{key}/restore",
  request: { params: keyParam },
  responses: { 200: json(videoSchema, "The video, with its moments again"), ...fails("not_found") },
});
const storageRoute = createRoute({
  method: "get",
  path: "/video-storage",
  responses: { 200: json(videoStorageSchema, "What videos take on the disk"), ...fails() },
});
const momentsRoute = createRoute({
  method: "get",
  path: "/videos/{key}/moments",
  request: { params: keyParam },
  responses: {
    200: json(z.object({ moments: z.array(momentSchema) }), "In the order of the video; empty for an unknown video"),
    ...fails(),
  },
});
const tracksRoute = createRoute({
  method: "get",
  path: "/videos/{key}/tracks",
  request: { params: keyParam },
  responses: {
    200: json(z.object({ tracks: z.array(trackSchema) }), "The subtitles that are kept for the video"),
    ...fails(),
  },
});
const trackRoute = createRoute({
  method: "get",
  path: "/videos/{key}/tracks/{id}",
  request: { params: trackParams },
  responses: { 200: json(storedTrackSchema, "Subtitles with their lines"), ...fails("not_found") },
});
const saveTrackRoute = createRoute({
  method: "put",
  path: "/videos/{key}/tracks/{id}",
  description: "Keeps subtitles, in place of those with the same id",
  request: { params: trackParams, ...body(storedTrackSchema.omit({ id: true })) },
  responses: { 200: json(trackSchema, "They are kept"), ...fails(...ofBody) },
});

type Deps = Pick<RouteDeps, "db" | "hub" | "generations" | "videoBin">;

export const videoRoutes = ({ db, hub, generations, videoBin }: Deps) => {
  const announce = (key: string) => hub.send({ type: "video", key });
  const announceTracks = (video: string) => hub.send({ type: "tracks", video });

  return createRouter()
    .openapi(listRoute, (c) => c.json(listVideos(db, c.req.valid("query")), 200))
    .openapi(readRoute, (c) => c.json(found(getVideo(db, c.req.valid("param").key)), 200))
    .openapi(updateRoute, (c) => {
      const { key } = c.req.valid("param");
      const update = c.req.valid("json");
      const { poster, title, language } = update;
      if (typeof poster === "string" && !hasFrame(db, poster))
        throw new AppError("not_found", "There is no such picture.");
      // another window that still saves its position does not bring the video back
      const opens = title !== undefined || language !== undefined;
      if (stateOfVideo(db, key) === "deleted" && !opens) throw new AppError("not_found", "The video was deleted.");
      durably(db, () => {
        ensureVideo(db, key, language ?? getSettings(db).learningLanguage, Date.now());
        updateVideo(db, key, update, Date.now());
      });
      announce(key);
      return c.json(found(getVideo(db, key)), 200);
    })
    .openapi(storageRoute, (c) => {
      const budget = getSettings(db).frameBudget * 1_000_000;
      const { frames, ...others } = sumStorage(db);
      return c.json({ videos: listStorage(db), frames: { ...frames, budget }, ...others }, 200);
    })
    .openapi(deleteRoute, async (c) => {
      const { key } = c.req.valid("param");
      const isForGood = c.req.valid("query").forGood === "true";
      // everything that was deleted up to the time 0 goes at once
      if (!durably(db, () => deleteVideo(db, key, isForGood ? 0 : Date.now()))) found(null);
      for (const id of listOpenAnswers(db, key)) await stopGeneration(generations, id);
      if (isForGood) await videoBin.purge(0);
      announce(key);
      announceTracks(key);
      return c.json({ success: true as const }, 200);
    })
    .openapi(restoreRoute, (c) => {
      const { key } = c.req.valid("param");
      durably(db, () => restoreVideo(db, key));
      const video = found(getVideo(db, key));
      announce(key);
      return c.json(video, 200);
    })
    .openapi(momentsRoute, (c) => c.json({ moments: listMoments(db, c.req.valid("param").key) }, 200))
    .openapi(tracksRoute, (c) => c.json({ tracks: listTracks(db, c.req.valid("param").key) }, 200))
    .openapi(trackRoute, (c) => {
      const { key, id } = c.req.valid("param");
      const track = getTrack(db, key, id);
      if (!track) throw new AppError("not_found", "These subtitles are not kept.");
      return c.json(track, 200);
    })
    .openapi(saveTrackRoute, (c) => {
      const { key, id } = c.req.valid("param");
      const { cues, skipped, ...track } = c.req.valid("json");
      durably(db, () => {
        ensureVideo(db, key, getSettings(db).learningLanguage, Date.now());
        saveTrack(db, key, { id, ...track, cues, skipped });
      });
      announceTracks(key);
      return c.json({ id, ...track }, 200);
    });
};

function found<T>(value: T | null): T {
  if (value === null) throw new AppError("not_found", "There is no such video.");
  return value;
}
