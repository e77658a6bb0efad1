import { createRoute } from "@hono/zod-openapi";
import type { z } from "@hono/zod-openapi";
import { analysisSchema, conversationWordsSchema, newAnalysisSchema } from "#shared/analysis.ts";
import type { Word } from "#shared/card.ts";
import { findBetterLanguage } from "#shared/languages/better-language.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { getConversation } from "#server/db/conversations.ts";
import { listPage } from "#server/db/message-pages.ts";
import { AppError } from "#server/errors.ts";
import { analyseWithReadings } from "#server/languages/analyse-with-readings.ts";
import { findMixedPoliteness } from "#server/languages/politeness/mixed-politeness.ts";
import { logger } from "#server/logger.ts";
import { jsonInSlices } from "#server/http/json-in-slices.ts";
import { body, createRouter, fails, idParam, json, ofBody } from "#server/http/router.ts";
import { inSlices } from "#server/slices.ts";
import type { RouteDeps } from "./deps.ts";

const analyseRoute = createRoute({
  method: "post",
  path: "/analyse",
  description: "Words, readings and meanings by the engine alone. No model is asked",
  request: body(newAnalysisSchema),
  responses: { 200: json(analysisSchema, "The words of each text"), ...fails(...ofBody, "dictionary_failed") },
});

const wordsRoute = createRoute({
  method: "get",
  path: "/conversations/{id}/words",
  request: { params: idParam },
  responses: {
    200: json(
      conversationWordsSchema,
      "The words of texts in the newest messages, if the server still has them from an earlier request. Texts that are missing here are asked for at `/api/analyse`",
    ),
    ...fails("not_found"),
  },
});

/** As many messages as the conversation's page has. */
const messagesOnPage = 20;
/** The most characters of the words as JSON. A page that is much longer would be drawn later; the texts of the newest messages are drawn first. */
const longestWords = 100_000;

export const analyseRoutes = ({ analyser, generations, keptWords, wordsVersion }: RouteDeps) => {
  /** What depends on the readings that the learner settled, which can change at any time. */
  async function settle(text: string, language: LearningLanguage, found: readonly Word[]) {
    const words = [...(await inSlices(generations.settleSteps(language, text, found)))];
    return { words, mixedPoliteness: findMixedPoliteness(text, words, language) };
  }

  return createRouter()
    .openapi(analyseRoute, async (c) => {
      const { language, texts, above: allAbove, keptWith } = c.req.valid("json");
      const ask = (text: string) =>
        analyser.analyse(text, language).catch((error: unknown) => {
          logger.error("analyser failed", { error });
          throw new AppError("dictionary_failed", "The dictionary is not available. Blossom's log says why.");
        });
      const version = wordsVersion.now(); // before the words: what changes meanwhile is read again
      const keptVersion = keptWords.version();
      if (texts.length === 0) await ask(""); // loads the language
      const analysed: z.infer<typeof analysisSchema>["texts"] = [];
      for (const [index, text] of texts.entries()) {
        if (c.req.raw.signal.aborted) break; // nobody waits for the rest
        const above = allAbove?.[index] ?? [];
        const words = await analyseWithReadings({ language, text, above }, ask);
        const owner = keptWith?.[index];
        if (owner && !analyser.isIncomplete(language))
          keptWords.keep(owner, keptVersion, { language, text, above, words });
        analysed.push({
          ...(await settle(text, language, words)),
          betterLanguage: findBetterLanguage(text, language),
        });
      }
      return jsonInSlices(c, { engine: analyser.engine(), version, texts: analysed });
    })
    .openapi(wordsRoute, async (c) => {
      const conversation = getConversation(generations.db, c.req.valid("param").id);
      if (!conversation) throw new AppError("not_found", "There is no such conversation.");
      const version = wordsVersion.now();
      const texts: z.infer<typeof conversationWordsSchema>["texts"] = [];
      let length = 0;
      const newest = listPage(generations.db, conversation.id, { limit: messagesOnPage });
      for (const { language, text, above, words } of keptWords.of([...newest.map(({ id }) => id), conversation.id])) {
        const one = { language, text, above: [...above], ...(await settle(text, language, words)) };
        length += JSON.stringify(one).length;
        if (length > longestWords) break;
        texts.push(one);
      }
      return jsonInSlices(c, { version, texts });
    });
};
