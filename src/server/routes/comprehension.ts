import { createRoute } from "@hono/zod-openapi";
import { comprehensionSchema, newComprehensionSchema } from "#shared/video/comprehension.ts";
import { readStatuses } from "#server/db/word-statuses.ts";
import { statusOf } from "#shared/words/status-of.ts";
import { getSettings } from "#server/db/settings.ts";
import { AppError } from "#server/errors.ts";
import { jsonInSlices } from "#server/http/json-in-slices.ts";
import { inSlices } from "#server/slices.ts";
import { body, createRouter, fails, json, ofBody } from "#server/http/router.ts";
import { logger } from "#server/logger.ts";
import type { RouteDeps } from "./deps.ts";

const comprehensionRoute = createRoute({
  method: "post",
  path: "/comprehension",
  description:
    "How much of these lines the learner knows, by the statuses of words and by the learner's level, and the words that are new. No model is asked",
  request: body(newComprehensionSchema),
  responses: { 200: json(comprehensionSchema, "The share and the words"), ...fails(...ofBody, "dictionary_failed") },
});

const nothing = { words: 0, knownShare: 1, newWords: 0, list: [] };

export const comprehensionRoutes = ({ db, comprehensions }: RouteDeps) =>
  createRouter().openapi(comprehensionRoute, async (c) => {
    const { language, texts, listed } = c.req.valid("json");
    const level = getSettings(db).levels[language];
    const statuses = await inSlices(readStatuses(db, language));
    const find = ({ lemma, reading }: { lemma: string; reading: string | null }) =>
      statusOf({ surface: lemma, reading: reading ?? "" }, language, (each) => statuses.get(each));
    const asked = { language, texts, level, listed, signal: c.req.raw.signal, statusOf: find };
    const found = await comprehensions(asked).catch((error: unknown) => {
      logger.error("analyser failed", { error });
      throw new AppError("dictionary_failed", "The dictionary is not available. Blossom's log says why.");
    });
    return jsonInSlices(c, found ?? nothing);
  });
