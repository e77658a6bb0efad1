import { createRoute } from "@hono/zod-openapi";
import { newFrameCardSchema } from "#shared/frame-card.ts";
import { getSettings } from "#server/db/settings.ts";
import { AppError } from "#server/errors.ts";
import { findFrame, keepFrame } from "#server/frames/keep-frame.ts";
import { translateFrame } from "#server/frames/translate-frame.ts";
import { announceMoments } from "#server/events/announce-moments.ts";
import { resolveFor } from "#server/models/resolve.ts";
import { body, createRouter, eventStream, fails, idParam, ofBody, ofModel, picture } from "#server/http/router.ts";
import { keepMoment } from "#server/video/keep-moment.ts";
import { readOwnFile } from "#server/pictures/read-own-file.ts";
import { pictureHeaders } from "#server/http/security-headers.ts";
import { type RouteDeps, toChatDeps } from "./deps.ts";
import { startedResponse, startResponse } from "./start-response.ts";

const translateRoute = createRoute({
  method: "post",
  path: "/youtube/translate",
  description:
    "Reads the text in a video frame or another picture and makes its card. Several texts are only listed, without a card",
  request: body(newFrameCardSchema),
  responses: {
    200: eventStream("GenerationEvent", "The card's events as a stream"),
    202: startedResponse,
    ...fails(...ofBody, ...ofModel, "not_found", "invalid_image", "pictures_unavailable"),
  },
});
const frameRoute = createRoute({
  method: "get",
  path: "/frames/{id}",
  request: { params: idParam },
  responses: {
    200: picture,
    ...fails("not_found"),
  },
});

export const frameRoutes = (deps: RouteDeps) => {
  const { db, generations, pictures } = deps;

  return createRouter()
    .openapi(translateRoute, async (c) => {
      const {
        imageBase64,
        frame: given = "",
        region = null,
        language,
        explanationLanguage,
        responder,
        fresh,
        moment: place,
      } = c.req.valid("json");
      const chatDeps = toChatDeps(deps, explanationLanguage, resolveFor(deps, responder));
      const frame = await keepFrame(db, pictures, imageBase64 ?? given, imageBase64 === undefined);
      const input = { frame, region, language: language ?? getSettings(db).learningLanguage, fresh };
      const content = { source: "frame" as const, frameId: frame.id, region, language: input.language };
      const moment = place && keepMoment(db, place, content);
      const generationId = translateFrame(chatDeps, { ...input, store: moment?.store });
      if (place) announceMoments(deps.hub, place.video);
      const started = { generationId, conversationId: null, messageId: null, frameId: frame.id };
      return startResponse(c, generations, { ...started, ...(moment && { momentId: moment.id }) });
    })
    .openapi(frameRoute, async (c) => {
      const { id } = findFrame(db, pictures, c.req.valid("param").id);
      const bytes = await readOwnFile(pictures.framePath(id));
      if (!bytes) throw new AppError("not_found", "There is no such picture.");
      return c.body(bytes, 200, pictureHeaders("image/jpeg"));
    });
};
