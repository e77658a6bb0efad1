import { createRoute, z } from "@hono/zod-openapi";
import { learningLanguages } from "#shared/languages/types.ts";
import { zoneSchema } from "#shared/review/review.ts";
import { practiceStateSchema, tutorStateSchema } from "#shared/tutor/tutor.ts";
import { getConversation } from "#server/db/conversations.ts";
import { AppError } from "#server/errors.ts";
import { createRouter, fails, idParam, json } from "#server/http/router.ts";
import { readPractice, readTutor } from "#server/tutor/read-tutor.ts";
import type { RouteDeps } from "./deps.ts";

const tutorRoute = createRoute({
  method: "get",
  path: "/tutor",
  description: "What there is to practise in a language, whether another level fits, and what was learned today",
  request: { query: z.object({ language: z.enum(learningLanguages), zone: zoneSchema.optional() }) },
  responses: { 200: json(tutorStateSchema, "The tutor's page"), ...fails() },
});
const practiceRoute = createRoute({
  method: "get",
  path: "/conversations/{id}/practice",
  description: "The words that the learner practises in this conversation, and which replies have them",
  request: { params: idParam },
  responses: { 200: json(practiceStateSchema, "The words"), ...fails("not_found") },
});

export const tutorRoutes = (deps: RouteDeps) =>
  createRouter()
    .openapi(tutorRoute, (c) => {
      const { language, zone } = c.req.valid("query");
      return c.json(readTutor(deps, { language, zone, now: Date.now() }), 200);
    })
    .openapi(practiceRoute, (c) => {
      const conversation = getConversation(deps.db, c.req.valid("param").id);
      if (!conversation) throw new AppError("not_found", "There is no such conversation.");
      const chat = { conversationId: conversation.id, language: conversation.language };
      return c.json(readPractice(deps.db, chat), 200);
    });
