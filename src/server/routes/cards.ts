import { createRoute } from "@hono/zod-openapi";
import { newCardSchema } from "#shared/chat.ts";
import { completeCards, generationOf } from "#server/cards/complete-cards.ts";
import { makeCard } from "#server/cards/make-card.ts";
import { announceMoments } from "#server/events/announce-moments.ts";
import { getSettings } from "#server/db/settings.ts";
import { resolveFor } from "#server/models/resolve.ts";
import { body, createRouter, eventStream, fails, ofBody, ofModel } from "#server/http/router.ts";
import { keepMoment } from "#server/video/keep-moment.ts";
import { type RouteDeps, toChatDeps } from "./deps.ts";
import { startedResponse, startResponse } from "./start-response.ts";

const cardRoute = createRoute({
  method: "post",
  path: "/cards",
  description:
    "Makes the card of one sentence: the engine's words at once, then what a model says of them. Or completes cards",
  request: body(newCardSchema),
  responses: {
    200: eventStream("GenerationEvent", "The card's events as a stream"),
    202: startedResponse,
    ...fails(...ofBody, ...ofModel, "not_found", "no_such_word"),
  },
});

export const cardRoutes = (deps: RouteDeps) =>
  createRouter().openapi(cardRoute, async (c) => {
    const {
      text = "",
      cards,
      word,
      language,
      messageId = null,
      explanationLanguage,
      responder,
      ...rest
    } = c.req.valid("json");
    const { context = { before: [], after: [] }, explain, fresh, moment: place } = rest;
    const chatDeps = toChatDeps(deps, explanationLanguage, resolveFor(deps, responder));
    const of = { text, language: language ?? getSettings(deps.db).learningLanguage, messageId };
    // what is asked about a sentence begins with this engine's words
    if (cards) await deps.reanalysis.refresh([...new Set(cards.map(generationOf))]);
    const moment = place && keepMoment(deps.db, place, { source: "cue", text, language: of.language });
    const generationId = cards
      ? completeCards(chatDeps, cards, word)
      : makeCard(chatDeps, { ...of, context, explain, fresh, store: moment?.store });
    if (place) announceMoments(deps.hub, place.video);
    await deps.reanalysis.refresh([generationId]); // the same request may have found a card of an older engine
    const started = { generationId, conversationId: null, messageId, ...(moment && { momentId: moment.id }) };
    return startResponse(c, deps.generations, started);
  });
