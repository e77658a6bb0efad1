import { createRoute, z } from "@hono/zod-openapi";
import { newAnswerSchema, newMessageSchema, retrySchema } from "#shared/chat.ts";
import { textUpTo } from "#shared/request-text.ts";
import { answerInAnotherWay } from "#server/chat/answer-in-another-way.ts";
import { retryMessage } from "#server/chat/retry-message.ts";
import { sendMessage } from "#server/chat/send-message.ts";
import { showGeneration } from "#server/chat/show-generation.ts";
import { getSettings } from "#server/db/settings.ts";
import { resolveFor } from "#server/models/resolve.ts";
import { body, createRouter, eventStream, fails, idParam, json, ofBody, ofModel } from "#server/http/router.ts";
import { type RouteDeps, toChatDeps } from "./deps.ts";
import { startedResponse, startResponse } from "./start-response.ts";
import { announceConversation } from "#server/events/announce-conversation.ts";

const anAnswer = {
  200: eventStream("GenerationEvent", "The answer's events as a stream"),
  202: startedResponse,
  ...fails(...ofBody, ...ofModel, "not_found", "busy", "invalid_image", "pictures_unavailable"),
};
const sendRoute = createRoute({ method: "post", path: "/chat", request: body(newMessageSchema), responses: anAnswer });
const retryRoute = createRoute({
  method: "post",
  path: "/messages/{id}/retry",
  description: "Makes a new answer to the message, or continues the shown one",
  request: { params: idParam, ...body(retrySchema) },
  responses: anAnswer,
});
const answerRoute = createRoute({
  method: "post",
  path: "/messages/{id}/answers",
  description: "Another answer to the learner's message: explains it, replies to it, or checks its sentence",
  request: { params: idParam, ...body(newAnswerSchema) },
  responses: anAnswer,
});
const showRoute = createRoute({
  method: "put",
  path: "/messages/{id}/generation",
  description: "Chooses the answer that the tutor's message shows",
  request: { params: idParam, ...body(z.object({ generationId: textUpTo(100, 1) })) },
  responses: {
    200: json(z.object({ success: z.literal(true) }), "The message shows this answer"),
    ...fails(...ofBody, "not_found"),
  },
});

export const chatRoutes = (deps: RouteDeps) =>
  createRouter()
    .openapi(sendRoute, async (c) => {
      const { images, explanationLanguage, language, responder, ...message } = c.req.valid("json");
      const toDeps = () => toChatDeps(deps, explanationLanguage, resolveFor(deps, responder));
      const turn = { ...message, language: language ?? getSettings(deps.db).learningLanguage };
      return startResponse(c, deps.generations, await sendMessage(deps, turn, images, toDeps));
    })
    .openapi(retryRoute, (c) => {
      const { mode, explanationLanguage, responder } = c.req.valid("json");
      const chatDeps = toChatDeps(deps, explanationLanguage, resolveFor(deps, responder));
      return startResponse(c, deps.generations, retryMessage(chatDeps, c.req.valid("param").id, mode));
    })
    .openapi(answerRoute, (c) => {
      const { task, explanationLanguage, responder } = c.req.valid("json");
      const chatDeps = toChatDeps(deps, explanationLanguage, resolveFor(deps, responder));
      return startResponse(c, deps.generations, answerInAnotherWay(chatDeps, c.req.valid("param").id, task));
    })
    .openapi(showRoute, (c) => {
      const { generations, hub } = deps;
      const id = showGeneration(generations, c.req.valid("param").id, c.req.valid("json").generationId);
      announceConversation(generations.db, hub, id);
      return c.json({ success: true as const }, 200);
    });
