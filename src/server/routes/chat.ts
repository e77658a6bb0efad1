import { createRoute, z } from "@hono/zod-openapi";
import { newMessageSchema, retrySchema, startedSchema } from "#shared/chat.ts";
import { findSent, retryMessage, type SendInput, sendMessage } from "#server/chat/send-message.ts";
import { getConversation } from "#server/db/conversations.ts";
import { getMessage, getQuestion } from "#server/db/messages.ts";
import { getSettings } from "#server/db/settings.ts";
import { AppError } from "#server/errors.ts";
import { body, createRouter, failures, idParam, json } from "#server/http/router.ts";
import { type RouteDeps, toChatDeps } from "./deps.ts";
import { startResponse } from "./start-response.ts";

const responses = {
  200: { description: "The answer's events as a stream", content: { "text/event-stream": { schema: z.string() } } },
  202: json(startedSchema, "With `Prefer: respond-async`: follow the log at Content-Location"),
  ...failures,
};
const sendRoute = createRoute({ method: "post", path: "/chat", request: body(newMessageSchema), responses });
const retryRoute = createRoute({
  method: "post",
  path: "/messages/{id}/retry",
  description: "Makes the tutor's message anew, or goes on where it broke off",
  request: { params: idParam, ...body(retrySchema) },
  responses,
});

export const chatRoutes = (deps: RouteDeps) => {
  const { db, generations, pictures } = deps;

  return createRouter()
    .openapi(sendRoute, async (c) => {
      const { images: uploads, language, explanationLanguage, ...message } = c.req.valid("json");
      const sent = findSent(db, message) ?? (await send(message, uploads, language, explanationLanguage));
      return startResponse(c, generations, sent);
    })
    .openapi(retryRoute, (c) => {
      const { mode, explanationLanguage } = c.req.valid("json");
      const reply = getMessage(db, c.req.valid("param").id);
      const question = reply?.role === "tutor" ? getQuestion(db, reply) : null;
      if (!reply || !question || !getConversation(db, reply.conversationId))
        throw new AppError("not_found", "There is no such answer.");
      const started = retryMessage(toChatDeps(deps, explanationLanguage), reply, question, mode);
      return startResponse(c, generations, started);
    });

  async function send(
    message: Omit<SendInput, "images" | "language">,
    uploads: readonly string[],
    language = getSettings(db).learningLanguage,
    explanationLanguage?: string,
  ) {
    const images = await pictures.savePhotos(uploads);
    try {
      // the same message came again while its pictures were written
      const sent = findSent(db, message);
      if (sent) await pictures.removePhotos(images);
      return sent ?? sendMessage(toChatDeps(deps, explanationLanguage), { ...message, images, language });
    } catch (error) {
      await pictures.removePhotos(images);
      throw error;
    }
  }
};
