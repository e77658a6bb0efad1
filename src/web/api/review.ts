import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { CardUpdate, Graded, NewGrade, ReviewQueue, ReviewStatistics } from "#shared/review/review.ts";
import { answerOf, api } from "./client.ts";
import { allReview } from "./keys.ts";

/** The time zone of the learner's days. */
export const zoneOfBrowser = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What the learner asks for beyond today's cards: cards that are not due yet, and more new words. */
export type Beyond = { ahead: boolean; more: number };

export const reviewQuery = (language: LearningLanguage, { ahead, more }: Beyond) =>
  queryOptions({
    queryKey: [...allReview, "queue", language, ahead, more],
    queryFn: ({ signal }): Promise<ReviewQueue> => {
      const query = { language, zone: zoneOfBrowser(), ...(ahead && { ahead: "true" as const }), more: String(more) };
      return answerOf(api.review.$get({ query }, { init: { signal } }));
    },
  });

export const reviewStatisticsQuery = queryOptions({
  queryKey: [...allReview, "statistics"],
  queryFn: (): Promise<ReviewStatistics> => answerOf(api.review.statistics.$get({ query: { zone: zoneOfBrowser() } })),
});

function useReviewChange<T, R>(mutationFn: (change: T) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: allReview }) });
}

export type GradeOfCard = Omit<NewGrade, "zone"> & { card: string };

/** A grade that was answered is on the server's disk. */
export const useGrade = () =>
  useReviewChange(({ card, ...json }: GradeOfCard): Promise<Graded> =>
    answerOf(api.review[":card"].$post({ param: { card }, json: { ...json, zone: zoneOfBrowser() } })),
  );

export const useUndoGrade = () =>
  useReviewChange((key: string): Promise<Graded> => answerOf(api.review.undo.$post({ json: { key } })));

export const useChangeCard = () =>
  useReviewChange(({ card, ...json }: Omit<CardUpdate, "zone"> & { card: string }) =>
    answerOf(api.review[":card"].$put({ param: { card }, json: { ...json, zone: zoneOfBrowser() } })),
  );
