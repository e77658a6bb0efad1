import { createRoute, z } from "@hono/zod-openapi";
import { editSchema, newAnswerSchema, newMessageSchema, retrySchema, type Started } from "#shared/chat.ts";
import { textUpTo } from "#shared/request-text.ts";
import { editMessage } from "#server/chat/edit-message.ts";
import { answerInAnotherWay } from "#server/chat/answer-in-another-way.ts";
import { readPage } from "#server/chat/read-page.ts";
import { retryMessage } from "#server/chat/retry-message.ts";
import { sendMessage } from "#server/chat/send-message.ts";
import { showBranch } from "#server/chat/show-branch.ts";
import { showGeneration } from "#server/chat/show-generation.ts";
import { getConversation } from "#server/db/conversations.ts";
import { getSettings } from "#server/db/settings.ts";
import type { Generations } from "#server/generations/log.ts";
import { resolveFor } from "#server/models/resolve.ts";
import { body, createRouter, eventStream, fails, idParam, json, ofBody, ofModel } from "#server/http/router.ts";
import { type RouteDeps, toChatDeps } from "./deps.ts";
import { startedResponse, startResponse } from "./start-response.ts";
import { announceConversation } from "#server/events/announce-conversation.ts";

const anAnswer = {
  200: eventStream("GenerationEvent", "The answer's events as a stream"),
  202: startedResponse,
  ...fails(...ofBody, ...ofModel, "not_found", "busy", "branch_changed", "invalid_image", "pictures_unavailable"),
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
const editRoute = createRoute({
  method: "post",
  path: "/messages/{id}/edits",
  description:
    "Sends the learner's message in other words. The earlier version and the messages after it are kept: `versions` of the message leads to them",
  request: { params: idParam, ...body(editSchema) },
  responses: anAnswer,
});
const branchRoute = createRoute({
  method: "put",
  path: "/conversations/{id}/branch",
  description:
    "Shows the branch of the conversation that has this message, for example another version of an edited message",
  request: { params: idParam, ...body(z.object({ messageId: textUpTo(100, 1) })) },
  responses: {
    200: json(z.object({ success: z.literal(true) }), "The conversation shows this message"),
    ...fails(...ofBody, "not_found", "busy"),
  },
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

/** Undefined if it has been deleted meanwhile. */
function openNew(generations: Generations, id: string): Started["opened"] {
  const conversation = getConversation(generations.db, id);
  return conversation ? { conversation, ...readPage(generations, id, { limit: 20 }) } : undefined;
}

export const chatRoutes = (deps: RouteDeps) =>
  createRouter()
    .openapi(sendRoute, async (c) => {
      const { images, explanationLanguage, language, responder, ...message } = c.req.valid("json");
      // while the first search for a server runs, the page shows nobody, and the learner may already send a message
      if (responder?.model === "") await deps.found.searched();
      const toDeps = () => toChatDeps(deps, explanationLanguage, resolveFor(deps, responder));
      const turn = { ...message, language: language ?? getSettings(deps.db).learningLanguage };
      const started = await sendMessage(deps, turn, images, toDeps);
      const { conversationId } = started;
      const open = () => (conversationId === null ? undefined : openNew(deps.generations, conversationId));
      return startResponse(c, deps.generations, started, message.conversationId === undefined ? open : undefined);
    })
    .openapi(retryRoute, (c) => {
      const { explanationLanguage, responder, ...retry } = c.req.valid("json");
      const chatDeps = toChatDeps(deps, explanationLanguage, resolveFor(deps, responder));
      return startResponse(c, deps.generations, retryMessage(chatDeps, c.req.valid("param").id, retry));
    })
    .openapi(answerRoute, (c) => {
      const { task, explanationLanguage, responder } = c.req.valid("json");
      const chatDeps = toChatDeps(deps, explanationLanguage, resolveFor(deps, responder));
      return startResponse(c, deps.generations, answerInAnotherWay(chatDeps, c.req.valid("param").id, task));
    })
    .openapi(editRoute, (c) => {
      const { explanationLanguage, responder, ...edited } = c.req.valid("json");
      const toDeps = () => toChatDeps(deps, explanationLanguage, resolveFor(deps, responder));
      return startResponse(c, deps.generations, editMessage(deps, c.req.valid("param").id, edited, toDeps));
    })
    .openapi(branchRoute, (c) => {
      const { generations, hub } = deps;
      const { id } = c.req.valid("param");
      showBranch(generations, id, c.req.valid("json").messageId);
      announceConversation(generations.db, hub, id);
      return c.json({ success: true as const }, 200);
    })
    .openapi(showRoute, (c) => {
      const { generations, hub } = deps;
      const id = showGeneration(generations, c.req.valid("param").id, c.req.valid("json").generationId);
      announceConversation(generations.db, hub, id);
      return c.json({ success: true as const }, 200);
    });
