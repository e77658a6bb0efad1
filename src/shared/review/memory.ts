/** How well a card is remembered, as FSRS describes it. */
export type Memory = {
  state: MemoryState;
  /** The learning step that comes next. */
  step: number;
  /** Days until the chance of remembering falls to 90 %. */
  stability: number;
  /** From 1 to 10. */
  difficulty: number;
  /** The days between the last review and the next one; 0 in the learning steps. */
  scheduledDays: number;
  reviews: number;
  /** How often it was forgotten after it had been learned. */
  lapses: number;
  /** The learner's day of the last review (`learner-days.ts`). */
  lastDay: number | null;
  lastAt: number | null;
  dueAt: number;
};

export const memoryStates = ["new", "learning", "review", "relearning"] as const;
export type MemoryState = (typeof memoryStates)[number];

export const newMemory: Memory = {
  state: "new",
  step: 0,
  stability: 0,
  difficulty: 0,
  scheduledDays: 0,
  reviews: 0,
  lapses: 0,
  lastDay: null,
  lastAt: null,
  dueAt: 0,
};
