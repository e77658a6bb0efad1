import { createRoute } from "@hono/zod-openapi";
import type { z } from "@hono/zod-openapi";
import { analysisSchema, newAnalysisSchema } from "#shared/analysis.ts";
import { findBetterLanguage } from "#shared/languages/better-language.ts";
import { body, createRouter, fails, json, ofBody } from "#server/http/router.ts";
import type { RouteDeps } from "./deps.ts";

const analyseRoute = createRoute({
  method: "post",
  path: "/analyse",
  description: "Words, readings and meanings by the engine alone. No model is asked",
  request: body(newAnalysisSchema),
  responses: { 200: json(analysisSchema, "The words of each text"), ...fails(...ofBody) },
});

export const analyseRoutes = ({ analyser }: RouteDeps) =>
  createRouter().openapi(analyseRoute, async (c) => {
    const { language, texts } = c.req.valid("json");
    await analyser.analyse("", language); // loads the language, also when no text follows
    const analysed: z.infer<typeof analysisSchema>["texts"] = [];
    for (const text of texts) {
      if (c.req.raw.signal.aborted) break; // nobody waits for the rest
      const words = await analyser.analyse(text, language);
      analysed.push({ words, betterLanguage: findBetterLanguage(text, language) });
    }
    return c.json({ engine: analyser.engine(), texts: analysed }, 200);
  });
