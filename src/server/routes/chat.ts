import { createRoute, z } from "@hono/zod-openapi";
import { newMessageSchema, retrySchema, startedSchema } from "#shared/chat.ts";
import { findSent, retryMessage, type SendInput, sendMessage } from "#server/chat/send-message.ts";
import { getConversation } from "#server/db/conversations.ts";
import { getMessage, getQuestion, type ImageRow } from "#server/db/messages.ts";
import { getSettings } from "#server/db/settings.ts";
import { AppError } from "#server/errors.ts";
import { body, createRouter, failures, idParam, json } from "#server/http/router.ts";
import { removeImage, saveImage } from "#server/pictures/save-image.ts";
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
  const { db, generations, config } = deps;

  return createRouter()
    .openapi(sendRoute, async (c) => {
      const { images: pictures, language, explanationLanguage, ...message } = c.req.valid("json");
      const sent = findSent(db, message) ?? (await send(message, pictures, language, explanationLanguage));
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
    pictures: readonly string[],
    language = getSettings(db).learningLanguage,
    explanationLanguage?: string,
  ) {
    const images = await saveAll(config.dataDir, pictures);
    try {
      // the same message came again while its pictures were written
      const sent = findSent(db, message);
      if (sent) await removeAll(config.dataDir, images);
      return sent ?? sendMessage(toChatDeps(deps, explanationLanguage), { ...message, images, language });
    } catch (error) {
      await removeAll(config.dataDir, images);
      throw error;
    }
  }
};

/** All or none: one picture that cannot be read refuses the message. One after the other: a picture is large while it is decoded. */
async function saveAll(dataDir: string, pictures: readonly string[]): Promise<ImageRow[]> {
  const images: ImageRow[] = [];
  try {
    for (const picture of pictures) images.push(await saveImage(dataDir, picture));
    return images;
  } catch (error) {
    await removeAll(dataDir, images);
    throw error;
  }
}

async function removeAll(dataDir: string, images: readonly ImageRow[]) {
  for (const { id } of images) await removeImage(dataDir, id);
}
