import { createRoute } from "@hono/zod-openapi";
import type { z } from "@hono/zod-openapi";
import { analysisSchema, newAnalysisSchema } from "#shared/analysis.ts";
import { findBetterLanguage } from "#shared/languages/better-language.ts";
import { AppError } from "#server/errors.ts";
import { analyseWithReadings } from "#server/languages/analyse-with-readings.ts";
import { findMixedPoliteness } from "#server/languages/politeness/mixed-politeness.ts";
import { logger } from "#server/logger.ts";
import { jsonInSlices } from "#server/http/json-in-slices.ts";
import { body, createRouter, fails, json, ofBody } from "#server/http/router.ts";
import { inSlices } from "#server/slices.ts";
import type { RouteDeps } from "./deps.ts";

const analyseRoute = createRoute({
  method: "post",
  path: "/analyse",
  description: "Words, readings and meanings by the engine alone. No model is asked",
  request: body(newAnalysisSchema),
  responses: { 200: json(analysisSchema, "The words of each text"), ...fails(...ofBody, "dictionary_failed") },
});

export const analyseRoutes = ({ analyser, generations }: RouteDeps) =>
  createRouter().openapi(analyseRoute, async (c) => {
    const { language, texts, above } = c.req.valid("json");
    const ask = (text: string) =>
      analyser.analyse(text, language).catch((error: unknown) => {
        logger.error("analyser failed", { error });
        throw new AppError("dictionary_failed", "The dictionary is not available. Blossom's log says why.");
      });
    await ask(""); // loads the language, also when no text follows
    const analysed: z.infer<typeof analysisSchema>["texts"] = [];
    for (const [index, text] of texts.entries()) {
      if (c.req.raw.signal.aborted) break; // nobody waits for the rest
      const read = await analyseWithReadings({ language, text, above: above?.[index] ?? [] }, ask);
      const words = [...(await inSlices(generations.settleSteps(language, text, read)))];
      const mixedPoliteness = findMixedPoliteness(text, words, language);
      analysed.push({ words, betterLanguage: findBetterLanguage(text, language), mixedPoliteness });
    }
    return jsonInSlices(c, { engine: analyser.engine(), texts: analysed });
  });
