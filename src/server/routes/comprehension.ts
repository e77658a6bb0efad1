import { createRoute } from "@hono/zod-openapi";
import type { LearningLanguage } from "#shared/languages/types.ts";
import {
  type Comprehension,
  comprehensionSchema,
  comprehensionsSchema,
  mostNewWords,
  newComprehensionSchema,
  newComprehensionsSchema,
} from "#shared/video/comprehension.ts";
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

const comprehensionsRoute = createRoute({
  method: "post",
  path: "/comprehension/texts",
  description: "The same of several texts, each for itself",
  request: body(newComprehensionsSchema),
  responses: {
    200: json(comprehensionsSchema, "The share and the words of each text"),
    ...fails(...ofBody, "dictionary_failed"),
  },
});

const nothing: Comprehension = { words: 0, knownShare: 1, newWords: 0, list: [] };

export const comprehensionRoutes = ({ db, comprehensions }: RouteDeps) => {
  /** Counts lines by the level and the statuses of the learner as they are now. */
  async function createCount(language: LearningLanguage, signal: AbortSignal) {
    const level = getSettings(db).levels[language];
    const statuses = await inSlices(readStatuses(db, language));
    const find = ({ lemma, reading }: { lemma: string; reading: string | null }) =>
      statusOf({ surface: lemma, reading: reading ?? "" }, language, (each) => statuses.get(each));
    return async (texts: readonly string[], listed: number = mostNewWords): Promise<Comprehension> => {
      const found = await comprehensions({ language, texts, level, listed, signal, statusOf: find }).catch(
        (error: unknown) => {
          logger.error("analyser failed", { error });
          throw new AppError("dictionary_failed", "The dictionary is not available. Blossom's log says why.");
        },
      );
      return found ?? nothing;
    };
  }

  return createRouter()
    .openapi(comprehensionRoute, async (c) => {
      const { language, texts, listed } = c.req.valid("json");
      const count = await createCount(language, c.req.raw.signal);
      return jsonInSlices(c, await count(texts, listed));
    })
    .openapi(comprehensionsRoute, async (c) => {
      const { language, texts: all } = c.req.valid("json");
      const count = await createCount(language, c.req.raw.signal);
      const texts: Comprehension[] = [];
      for (const lines of all) texts.push(await count(lines));
      return jsonInSlices(c, { texts });
    });
};
