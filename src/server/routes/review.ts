import { createRoute, z } from "@hono/zod-openapi";
import { learningLanguages } from "#shared/languages/types.ts";
import {
  cardStateSchema,
  cardUpdateSchema,
  gradedSchema,
  newGradeSchema,
  reviewQueueSchema,
  reviewStatisticsSchema,
  undoGradeSchema,
  zoneSchema,
} from "#shared/review/review.ts";
import { textUpTo } from "#shared/request-text.ts";
import { getSettings } from "#server/db/settings.ts";
import { announceWords } from "#server/events/announce-words.ts";
import { body, createRouter, fails, json, ofBody, wholeNumber } from "#server/http/router.ts";
import { readCardId } from "#server/review/card-id.ts";
import { changeCard, undoGrade } from "#server/review/change-card.ts";
import { gradeCard } from "#server/review/grade-card.ts";
import { readQueue } from "#server/review/read-queue.ts";
import { readStatistics } from "#server/review/statistics.ts";
import type { RouteDeps } from "./deps.ts";

const params = { params: z.object({ card: textUpTo(120, 1) }) };
const zone = zoneSchema.optional();

const queueRoute = createRoute({
  method: "get",
  path: "/review",
  description: "What is to be reviewed today in one language: how much, and the next cards",
  request: {
    query: z.object({
      language: z.enum(learningLanguages),
      zone,
      ahead: z.literal("true").optional().describe("also cards that are not due yet, when nothing else is left"),
      more: wholeNumber(0, 1_000).optional().describe("so many new words beyond today's limit"),
    }),
  },
  responses: { 200: json(reviewQueueSchema, "The counts and the cards"), ...fails() },
});
const statisticsRoute = createRoute({
  method: "get",
  path: "/review/statistics",
  request: { query: z.object({ zone }) },
  responses: { 200: json(reviewStatisticsSchema, "What was reviewed, remembered, and comes next"), ...fails() },
});
const gradeRoute = createRoute({
  method: "post",
  path: "/review/{card}",
  description: "Grades a card. When this answers, the grade is on the disk",
  request: { ...params, ...body(newGradeSchema) },
  responses: { 200: json(gradedSchema, "When it comes next"), ...fails(...ofBody, "not_found", "card_changed") },
});
const undoRoute = createRoute({
  method: "post",
  path: "/review/undo",
  description: "Takes a grade back",
  request: body(undoGradeSchema),
  responses: { 200: json(gradedSchema, "The card as it is again"), ...fails(...ofBody, "not_found", "card_changed") },
});
const changeRoute = createRoute({
  method: "put",
  path: "/review/{card}",
  description: "Hides a card until tomorrow, or for good, and brings it back",
  request: { ...params, ...body(cardUpdateSchema) },
  responses: { 200: json(cardStateSchema, "The card"), ...fails(...ofBody, "not_found") },
});

export const reviewRoutes = ({ db, hub }: RouteDeps) => {
  // with its status, the word changes in texts and lists; a page that shows the review reads it again at the same event
  const announce = (card: string) => announceWords(db, hub, [readCardId(card).wordId]);

  return createRouter()
    .openapi(queueRoute, (c) => {
      const { language, zone: own, ahead, more = 0 } = c.req.valid("query");
      const request = { language, zone: own, now: Date.now(), ahead: ahead !== undefined, more };
      return c.json(readQueue(db, getSettings(db), request), 200);
    })
    .openapi(statisticsRoute, (c) =>
      c.json(readStatistics(db, getSettings(db), c.req.valid("query").zone, Date.now()), 200),
    )
    .openapi(undoRoute, (c) => {
      const graded = undoGrade(db, c.req.valid("json").key, Date.now());
      announce(graded.card);
      return c.json(graded, 200);
    })
    .openapi(gradeRoute, (c) => {
      const graded = gradeCard(db, getSettings(db), c.req.valid("param").card, c.req.valid("json"), Date.now());
      announce(graded.card);
      return c.json(graded, 200);
    })
    .openapi(changeRoute, (c) => {
      const changed = changeCard(db, getSettings(db), c.req.valid("param").card, c.req.valid("json"), Date.now());
      announce(changed.card);
      return c.json(changed, 200);
    });
};
