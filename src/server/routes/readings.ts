import { createRoute } from "@hono/zod-openapi";
import { settledSchema, settleSchema } from "#shared/settled-reading.ts";
import { settleReading } from "#server/cards/settle-reading.ts";
import { listConversationsWith } from "#server/db/settled-readings.ts";
import { announceConversation } from "#server/events/announce-conversation.ts";
import { jsonInSlices } from "#server/http/json-in-slices.ts";
import { body, createRouter, fails, json, ofBody } from "#server/http/router.ts";
import type { RouteDeps } from "./deps.ts";

const settleRoute = createRoute({
  method: "post",
  path: "/readings/settle",
  description:
    "Settles the reading of a word, or takes that back. It belongs to the sentence: all its cards and texts have it from now on, and no engine and no model changes it",
  request: body(settleSchema),
  responses: {
    200: json(settledSchema, "What is stored now"),
    ...fails(...ofBody, "not_found", "no_such_word", "invalid_reading", "dictionary_failed"),
  },
});

export const readingRoutes = ({ db, hub, generations, analyser, searchIndex, wordsVersion }: RouteDeps) =>
  createRouter().openapi(settleRoute, async (c) => {
    const asked = c.req.valid("json");
    const settled = await settleReading({ generations, analyser }, asked);
    const { language } = asked;
    wordsVersion.onSettled();
    searchIndex.sentenceChanged(settled.sentence);
    hub.send({ type: "settled", language, sentence: settled.sentence });
    for (const id of listConversationsWith(db, language, settled.sentence)) announceConversation(db, hub, id);
    return jsonInSlices(c, settled);
  });
