import { createRoute, z } from "@hono/zod-openapi";
import { newMessageSchema, startedSchema } from "#shared/chat.ts";
import { chooseTutor } from "#server/chat/choose-tutor.ts";
import { retryMessage, sendMessage } from "#server/chat/send-message.ts";
import { getMessage, listMessages } from "#server/db/messages.ts";
import { getSettings } from "#server/db/settings.ts";
import { AppError } from "#server/errors.ts";
import { body, createRouter, failures, idParam, json } from "#server/http/router.ts";
import { removeImage, saveImage } from "#server/images.ts";
import type { RouteDeps } from "./deps.ts";
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
  request: { params: idParam, ...body(z.object({ mode: z.enum(["retry", "continue"]) })) },
  responses,
});

export const chatRoutes = (deps: RouteDeps) => {
  const { db, generations, config } = deps;
  const chatDeps = () => ({ ...deps, tutor: chooseTutor(deps), settings: getSettings(db), dataDir: config.dataDir });

  return createRouter()
    .openapi(sendRoute, async (c) => {
      const { images: pictures, text, conversationId, key, language } = c.req.valid("json");
      const ready = chatDeps();
      const images = await saveAll(config.dataDir, pictures);
      try {
        const input = { text, conversationId, key, images, language: language ?? ready.settings.learningLanguage };
        return await startResponse(c, generations, sendMessage(ready, input));
      } catch (error) {
        for (const { id } of images) await removeImage(config.dataDir, id);
        throw error;
      }
    })
    .openapi(retryRoute, (c) => {
      const reply = getMessage(db, c.req.valid("param").id);
      const turns = reply ? listMessages(db, reply.conversationId) : [];
      const learner = turns[turns.findIndex(({ id }) => id === reply?.id) - 1];
      if (reply?.role !== "tutor" || !learner) throw new AppError("not_found", "There is no such answer.");
      return startResponse(c, generations, retryMessage(chatDeps(), reply, learner, c.req.valid("json").mode));
    });
};

/** All or none: one picture that cannot be read refuses the message. */
async function saveAll(dataDir: string, pictures: readonly string[]) {
  const saved = await Promise.allSettled(pictures.map((picture) => saveImage(dataDir, picture)));
  const failed = saved.find((result) => result.status === "rejected");
  const images = saved.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  if (!failed) return images;
  for (const { id } of images) await removeImage(dataDir, id);
  throw failed.reason;
}
