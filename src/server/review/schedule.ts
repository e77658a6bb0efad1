import { type Card, FSRS, type Grade as FsrsGrade, State, StrategyMode } from "ts-fsrs";
import type { Memory, MemoryState } from "#shared/review/memory.ts";
import { type Grade, grades, type Interval } from "#shared/review/review-values.ts";

/** When a card is graded. `today` and `startOf` are the learner's (`shared/review/learner-days.ts`). */
export type Moment = { now: number; today: number; startOf: (day: number) => number };

type Settings = {
  /** The share of cards that the learner wants to remember when they are due. */
  retention: number;
};

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;

const states: Record<MemoryState, State> = {
  new: State.New,
  learning: State.Learning,
  review: State.Review,
  relearning: State.Relearning,
};
const namesOfStates = Object.keys(states) as MemoryState[]; // in the order of the numbers of `State`

/**
 * What is remembered of a card after a grade. FSRS counts days in UTC, so it gets the learner's days as days in UTC, and a card that is due on a
 * day is due from its first moment on. Steps are minutes from now. `cardId` spreads cards that were learned together over neighbouring days.
 */
export function schedule(memory: Memory, grade: Grade, at: Moment, { retention }: Settings, cardId: string): Memory {
  const elapsed = memory.lastDay === null ? 0 : Math.max(0, at.today - memory.lastDay); // a clock can be set back
  const reviewed = new Date(((memory.lastDay ?? at.today) + elapsed) * dayMs);
  const fsrs = new FSRS({ request_retention: retention, enable_fuzz: true });
  fsrs.useStrategy(StrategyMode.SEED, () => `${cardId} ${memory.reviews}`);
  const { card } = fsrs.next(toFsrs(memory), reviewed, grade as FsrsGrade);
  const isStep = card.scheduled_days === 0;
  return {
    state: namesOfStates[card.state] ?? "new",
    step: card.learning_steps,
    stability: card.stability,
    difficulty: card.difficulty,
    scheduledDays: card.scheduled_days,
    reviews: card.reps,
    lapses: card.lapses,
    lastDay: at.today,
    lastAt: at.now,
    dueAt: isStep ? at.now + (card.due.getTime() - reviewed.getTime()) : at.startOf(at.today + card.scheduled_days),
  };
}

const toFsrs = (memory: Memory): Card => ({
  due: new Date(memory.dueAt),
  stability: memory.stability,
  difficulty: memory.difficulty,
  elapsed_days: 0,
  scheduled_days: memory.scheduledDays,
  learning_steps: memory.step,
  reps: memory.reviews,
  lapses: memory.lapses,
  state: states[memory.state],
  ...(memory.lastDay !== null && { last_review: new Date(memory.lastDay * dayMs) }),
});

/** When the card would come next, for each of the four grades. */
export const nextIntervals = (memory: Memory, at: Moment, settings: Settings, cardId: string): Interval[] =>
  grades.map((grade) => {
    const next = schedule(memory, grade, at, settings, cardId);
    return next.scheduledDays === 0
      ? { minutes: Math.round((next.dueAt - at.now) / minuteMs) }
      : { days: next.scheduledDays };
  });

/** Whether a card does not stay: it was forgotten eight times. */
export const isOftenForgotten = (lapses: number): boolean => lapses >= leechLapses;

const leechLapses = 8;
const leechAgain = 4;

/** Whether a card that was just forgotten is to be spoken of: after eight times, and after each four more, as in Anki. */
export const isLeech = (lapses: number): boolean => lapses >= leechLapses && (lapses - leechLapses) % leechAgain === 0;
