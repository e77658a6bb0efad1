import type { Settings } from "#shared/settings.ts";
import { type ReviewType, reviewTypes } from "#shared/review/review-values.ts";
import { createLearnerDays, isTimeZone, type LearnerDays } from "#shared/review/learner-days.ts";
import type { Moment } from "./schedule.ts";

export type ReviewSettings = Pick<Settings, "newCardsPerDay" | "dayStartsAt" | "desiredRetention" | "reviewTypes">;

/** The learner's days. A zone that this computer does not know is replaced by its own. */
export function daysOf({ dayStartsAt }: ReviewSettings, zone: string | undefined): LearnerDays {
  const isKnown = zone !== undefined && isTimeZone(zone);
  return createLearnerDays(isKnown ? zone : new Intl.DateTimeFormat().resolvedOptions().timeZone, dayStartsAt);
}

export const momentOf = ({ dayOf, startOf }: LearnerDays, now: number): Moment => ({ now, today: dayOf(now), startOf });

/** The ways in which cards are asked: those that the learner chose, in their order, and those of sentences and corrections. */
export const typesOf = ({ reviewTypes: chosen }: Pick<ReviewSettings, "reviewTypes">): ReviewType[] =>
  reviewTypes.filter((type) => type === "sentence" || type === "correction" || chosen.includes(type));
