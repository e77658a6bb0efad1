import { createRoute, z } from "@hono/zod-openapi";
import { newCardSchema, startedSchema } from "#shared/chat.ts";
import { makeCard } from "#server/cards/make-card.ts";
import { chooseTutor } from "#server/chat/choose-tutor.ts";
import { getMessage } from "#server/db/messages.ts";
import { getSettings } from "#server/db/settings.ts";
import { AppError } from "#server/errors.ts";
import { body, createRouter, failures, json } from "#server/http/router.ts";
import type { RouteDeps } from "./deps.ts";
import { startResponse } from "./start-response.ts";

const cardRoute = createRoute({
  method: "post",
  path: "/cards",
  description: "Takes one sentence apart: the analyser's words at once, then the model's",
  request: body(newCardSchema),
  responses: {
    200: { description: "The card's events as a stream", content: { "text/event-stream": { schema: z.string() } } },
    202: json(startedSchema, "With `Prefer: respond-async`: follow the log at Content-Location"),
    ...failures,
  },
});

export const cardRoutes = (deps: RouteDeps) =>
  createRouter().openapi(cardRoute, (c) => {
    const { text, language, messageId = null, fresh } = c.req.valid("json");
    if (messageId !== null && !getMessage(deps.db, messageId)) {
      throw new AppError("not_found", "There is no such message.");
    }
    const settings = getSettings(deps.db);
    const chatDeps = { ...deps, tutor: chooseTutor(deps), settings, dataDir: deps.config.dataDir };
    const input = { text, language: language ?? settings.learningLanguage, messageId, fresh };
    const generationId = makeCard(chatDeps, input);
    return startResponse(c, deps.generations, { generationId, conversationId: null, messageId });
  });
