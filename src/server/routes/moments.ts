import { createRoute, z } from "@hono/zod-openapi";
import { momentSchema, momentUpdateSchema } from "#shared/video/moment.ts";
import { deleteMoment, getMoment, getSound, restoreMoment, setEnds } from "#server/db/moments.ts";
import { durably } from "#server/db/open.ts";
import { AppError } from "#server/errors.ts";
import { announceMoments } from "#server/events/announce-moments.ts";
import { stopGeneration } from "#server/generations/stop.ts";
import { body, createRouter, fails, fileBody, idParam, json, ofBody } from "#server/http/router.ts";
import { pictureHeaders } from "#server/http/security-headers.ts";
import { keepFrame, keepSound } from "#server/video/keep-media.ts";
import { momentSoundTypes } from "#server/video/moment-sounds.ts";
import type { RouteDeps } from "./deps.ts";

const params = { params: idParam };
const moment = json(momentSchema, "The moment");

const readRoute = createRoute({
  method: "get",
  path: "/moments/{id}",
  request: params,
  responses: { 200: moment, ...fails("not_found") },
});
const updateRoute = createRoute({
  method: "put",
  path: "/moments/{id}",
  description: "Moves the ends of a moment",
  request: { ...params, ...body(momentUpdateSchema) },
  responses: { 200: moment, ...fails(...ofBody, "not_found") },
});
const deleteRoute = createRoute({
  method: "delete",
  path: "/moments/{id}",
  description: "Deletes a moment with its answers. For an hour it can be restored",
  request: params,
  responses: { 200: json(z.object({ success: z.literal(true) }), "Deleted"), ...fails("not_found") },
});
const restoreRoute = createRoute({
  method: "post",
  path: "/moments/{id}/restore",
  request: params,
  responses: { 200: json(momentSchema, "The moment is there again"), ...fails("not_found") },
});

const soundRoute = createRoute({
  method: "get",
  path: "/moments/{id}/sound",
  request: params,
  responses: {
    200: {
      description: "The sound of the line",
      content: Object.fromEntries(momentSoundTypes.map((type) => [type, { schema: {} }])),
    },
    ...fails("not_found"),
  },
});
const saveSoundRoute = createRoute({
  method: "post",
  path: "/moments/{id}/sound",
  description: "Keeps the sound of a line: WebM, Ogg, WAV, MP4 or MP3, at most 2 MB",
  request: { ...params, body: fileBody },
  responses: { 200: moment, ...fails(...ofBody, "not_found") },
});

const saveFrameRoute = createRoute({
  method: "post",
  path: "/moments/{id}/frame",
  description: "Keeps the frame of a line that has none: a JPEG or another picture, at most 2 MB. It is not read",
  request: { ...params, body: fileBody },
  responses: { 200: moment, ...fails(...ofBody, "not_found", "invalid_image", "pictures_unavailable") },
});

type Deps = Pick<RouteDeps, "db" | "hub" | "generations" | "momentSounds" | "pictures">;

export const momentRoutes = ({ db, hub, generations, momentSounds, pictures }: Deps) =>
  createRouter()
    .openapi(readRoute, (c) => c.json(found(getMoment(db, c.req.valid("param").id)), 200))
    .openapi(updateRoute, (c) => {
      const { id, video } = found(getMoment(db, c.req.valid("param").id));
      durably(db, () => setEnds(db, id, c.req.valid("json")));
      announceMoments(hub, video);
      return c.json(found(getMoment(db, id)), 200);
    })
    .openapi(deleteRoute, async (c) => {
      const { id, video, outcome, generation } = found(getMoment(db, c.req.valid("param").id));
      durably(db, () => deleteMoment(db, id, Date.now()));
      if (outcome === null) await stopGeneration(generations, generation);
      announceMoments(hub, video);
      return c.json({ success: true as const }, 200);
    })
    .openapi(soundRoute, async (c) => {
      const sound = getSound(db, c.req.valid("param").id);
      const bytes = sound && (await momentSounds.read(sound.id));
      if (!sound || !bytes) throw new AppError("not_found", "There is no such sound.");
      return c.body(bytes, 200, pictureHeaders(sound.type));
    })
    .openapi(saveSoundRoute, async (c) => {
      const { id } = found(getMoment(db, c.req.valid("param").id));
      await keepSound({ db, momentSounds }, id, new Uint8Array(await c.req.arrayBuffer()));
      const moment = found(getMoment(db, id));
      announceMoments(hub, moment.video);
      return c.json(moment, 200);
    })
    .openapi(saveFrameRoute, async (c) => {
      const { id } = found(getMoment(db, c.req.valid("param").id));
      await keepFrame({ db, pictures }, id, new Uint8Array(await c.req.arrayBuffer()));
      const moment = found(getMoment(db, id));
      announceMoments(hub, moment.video);
      return c.json(moment, 200);
    })
    .openapi(restoreRoute, (c) => {
      const { id } = c.req.valid("param");
      durably(db, () => restoreMoment(db, id));
      const moment = found(getMoment(db, id));
      announceMoments(hub, moment.video);
      return c.json(moment, 200);
    });

function found<T>(value: T | null): T {
  if (value === null) throw new AppError("not_found", "There is no such moment.");
  return value;
}
