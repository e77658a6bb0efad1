import { queryOptions } from "@tanstack/react-query";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { PracticeState, TutorState } from "#shared/tutor/tutor.ts";
import { answerOf, api } from "./client.ts";
import { zoneOfBrowser } from "./review.ts";

/** What there is to practise, and what was learned today. Read again whenever the page is opened, because the day goes on. */
export const tutorQuery = (language: LearningLanguage) =>
  queryOptions({
    queryKey: ["tutor", language],
    queryFn: ({ signal }): Promise<TutorState> =>
      answerOf(api.tutor.$get({ query: { language, zone: zoneOfBrowser() } }, { init: { signal } })),
    staleTime: 0,
  });

/** The words that are practised in a conversation. `reply`: the newest answer, so that each new one is asked about. */
export const practiceQuery = (conversationId: string, reply: string) =>
  queryOptions({
    queryKey: ["practice", conversationId, reply],
    queryFn: (): Promise<PracticeState> =>
      answerOf(api.conversations[":id"].practice.$get({ param: { id: conversationId } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
