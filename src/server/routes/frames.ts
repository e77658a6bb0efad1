import fs from "node:fs";
import { createRoute, z } from "@hono/zod-openapi";
import { startedSchema } from "#shared/chat.ts";
import { newFrameCardSchema } from "#shared/frames.ts";
import { type FrameRow, getFrame, insertFrame } from "#server/db/frames.ts";
import { getSettings } from "#server/db/settings.ts";
import { AppError } from "#server/errors.ts";
import { translateFrame } from "#server/frames/translate-frame.ts";
import { body, createRouter, failures, idParam, json } from "#server/http/router.ts";
import { type RouteDeps, toChatDeps } from "./deps.ts";
import { startResponse } from "./start-response.ts";

const translateRoute = createRoute({
  method: "post",
  path: "/youtube/translate",
  description:
    "Reads the text of a video frame or another picture, and makes its card. Of several texts: a list, and no card",
  request: body(newFrameCardSchema),
  responses: {
    200: { description: "The card's events as a stream", content: { "text/event-stream": { schema: z.string() } } },
    202: json(startedSchema, "With `Prefer: respond-async`: follow the log at Content-Location"),
    ...failures,
  },
});
const frameRoute = createRoute({
  method: "get",
  path: "/frames/{id}",
  request: { params: idParam },
  responses: {
    200: { description: "The picture", content: { "image/jpeg": { schema: z.string() } } },
    ...failures,
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
        fresh,
      } = c.req.valid("json");
      const isId = imageBase64 === undefined && /^[0-9a-f]{64}$/.test(given);
      const frame = isId ? findFrame(given) : await keepFrame(imageBase64 ?? given);
      const input = { frame, region, language: language ?? getSettings(db).learningLanguage, fresh };
      const generationId = translateFrame(toChatDeps(deps, explanationLanguage), input);
      const started = { generationId, conversationId: null, messageId: null, frameId: frame.id };
      return startResponse(c, generations, started);
    })
    .openapi(frameRoute, async (c) => {
      const { id } = findFrame(c.req.valid("param").id);
      return c.body(await Bun.file(pictures.framePath(id)).bytes(), 200, {
        "content-type": "image/jpeg",
        "content-security-policy": "default-src 'none'; sandbox",
        "cache-control": "private, max-age=31536000, immutable",
      });
    });

  /** Kept before anything is asked, so that Retry needs only its id. */
  async function keepFrame(picture: string): Promise<FrameRow> {
    const frame = await pictures.saveFrame(picture);
    insertFrame(db, frame, Date.now());
    return frame;
  }

  function findFrame(id: string): FrameRow {
    const frame = getFrame(db, id);
    if (!frame || !fs.existsSync(pictures.framePath(frame.id)))
      throw new AppError("not_found", "There is no such picture.");
    return frame;
  }
};
