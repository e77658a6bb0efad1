import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { type Card, createEmptyCard, FSRS, type Grade as FsrsGrade, State, StrategyMode } from "ts-fsrs";
import { type Memory, newMemory } from "#shared/review/memory.ts";
import { type Grade, grades } from "#shared/review/review-values.ts";
import { createLearnerDays } from "#shared/review/learner-days.ts";
import { createRandom } from "#test/random.ts";
import { isLeech, type Moment, nextIntervals, schedule } from "./schedule.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const settings = { retention: 0.9 };
const days = createLearnerDays("UTC", 0);
const momentAt = (now: number, { dayOf, startOf } = days): Moment => ({ now, today: dayOf(now), startOf });
const start = Date.parse("2026-11-27T09:00:00Z");
const review = (memory: Memory, grade: Grade, now: number, own = days) =>
  schedule(memory, grade, momentAt(now, own), settings, "card");

describe("200 days of review agree with ts-fsrs", () => {
  test.each([
    ["UTC", 0],
    ["Asia/Tokyo", 4],
    ["America/Los_Angeles", 4],
  ])("in %s, with days that begin at %i", (zone, startsAt) => {
    const own = createLearnerDays(zone, startsAt);
    const random = createRandom(15);
    const deck = Array.from({ length: 40 }, (_, index) => {
      const fsrs = new FSRS({ request_retention: 0.9, enable_fuzz: true });
      const reference: Card = createEmptyCard(new Date(start));
      fsrs.useStrategy(StrategyMode.SEED, () => `card ${index} ${reference.reps}`);
      return { id: `card ${index}`, fsrs, reference, memory: newMemory };
    });
    let count = 0;
    for (let day = 0; day < 200; day++) {
      for (const card of deck) {
        let now = start + day * dayMs + Math.floor(random() * 12) * hourMs;
        for (let step = 0; step < 6 && card.memory.dueAt <= now; step++) {
          const grade = random() < 0.15 ? 1 : random() < 0.2 ? 2 : random() < 0.85 ? 3 : 4;
          // what ts-fsrs calls a day in UTC is the learner's day
          const shifted = own.dayOf(now) * dayMs + (now % dayMs) * 0.5;
          const { card: next } = card.fsrs.next(card.reference, new Date(shifted), grade as FsrsGrade);
          Object.assign(card.reference, next);
          card.memory = schedule(card.memory, grade, momentAt(now, own), settings, card.id);
          expect(card.memory).toMatchObject({
            state: State[next.state].toLowerCase() as Memory["state"],
            stability: next.stability,
            difficulty: next.difficulty,
            step: next.learning_steps,
            scheduledDays: next.scheduled_days,
            lapses: next.lapses,
            reviews: next.reps,
          });
          const expected =
            next.scheduled_days === 0
              ? now + next.due.getTime() - shifted
              : own.startOf(own.dayOf(now) + next.scheduled_days);
          expect(card.memory.dueAt).toBe(expected);
          count++;
          now = card.memory.dueAt;
          if (own.dayOf(now) !== own.dayOf(start + day * dayMs)) break;
        }
      }
    }
    expect(count).toBeGreaterThan(400);
  });
});

describe("a new card", () => {
  test("goes through its steps and then waits for days", () => {
    const again = review(newMemory, 1, start);
    expect(again).toMatchObject({ state: "learning", dueAt: start + 60_000 });
    const good = review(again, 3, start + 60_000);
    expect(good).toMatchObject({ state: "learning", dueAt: start + 11 * 60_000 });
    const learned = review(good, 3, start + 11 * 60_000);
    expect(learned.state).toBe("review");
    expect(learned.dueAt).toBe(days.startOf(days.dayOf(start) + learned.scheduledDays));
  });

  test("shows before each grade when it comes next", () => {
    expect(nextIntervals(newMemory, momentAt(start), settings, "card")).toEqual([
      { minutes: 1 },
      { minutes: 6 },
      { minutes: 10 },
      { days: expect.any(Number) },
    ]);
  });
});

test("a review just after midnight, before the learner's day ends, is on the same day as the evening before", () => {
  const tokyo = createLearnerDays("Asia/Tokyo", 4);
  const evening = Date.parse("2026-11-27T23:30:00+09:00");
  const first = review(newMemory, 4, evening, tokyo);
  const { lastDay } = review(first, 3, evening + 2 * hourMs, tokyo);
  expect(lastDay).toBe(first.lastDay);
});

test("a card that is learned in the evening is due from the first moment of its day", () => {
  const tokyo = createLearnerDays("Asia/Tokyo", 4);
  const { dueAt } = review(newMemory, 4, Date.parse("2026-11-27T22:00:00+09:00"), tokyo);
  expect(new Date(dueAt).toISOString()).toEndWith("T19:00:00.000Z"); // 4 o'clock in Tokyo
});

describe("whatever is graded, whenever", () => {
  const grade = fc.constantFrom(...grades);
  const hours = fc.integer({ min: -24 * 400, max: 24 * 400 });

  test("nothing becomes negative, even if the clock is set back", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(grade, hours), { maxLength: 30 }), (steps) => {
        let memory = newMemory;
        let now = start;
        for (const [each, later] of steps) {
          now = Math.max(0, now + later * hourMs);
          memory = review(memory, each, now);
          expect(memory.dueAt).toBeGreaterThan(now - dayMs);
          expect(memory.dueAt > now || memory.scheduledDays > 0).toBe(true);
          const { stability, difficulty, scheduledDays, lapses } = memory;
          expect(stability).toBeGreaterThan(0);
          expect(difficulty).toBeWithin(1, 10.001);
          expect(scheduledDays).toBeGreaterThanOrEqual(0);
          expect(lapses).toBeWithin(0, memory.reviews + 1);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("a better grade never comes back earlier", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(grade, fc.nat(24 * 90)), { maxLength: 20 }), (steps) => {
        let memory = newMemory;
        let now = start;
        for (const [each, later] of steps) memory = review(memory, each, (now += later * hourMs));
        const due = grades.map((each) => review(memory, each, now + dayMs).dueAt);
        expect(due).toEqual(due.toSorted((a, b) => a - b));
      }),
      { numRuns: 150 },
    );
  });

  test("an early review moves a card less than one on its day", () => {
    let memory = newMemory;
    for (const each of [4, 3, 3] as const) memory = review(memory, each, Math.max(memory.dueAt, start));
    const early = review(memory, 3, memory.dueAt - 10 * dayMs);
    const onTime = review(memory, 3, memory.dueAt);
    expect(early.stability).toBeLessThan(onTime.stability);
    expect(early.stability).toBeGreaterThanOrEqual(memory.stability);
  });

  test("the learner's wish decides how far apart reviews are", () => {
    const memory = review(newMemory, 4, start);
    const after = (retention: number) => schedule(memory, 3, momentAt(memory.dueAt), { retention }, "card");
    expect(after(0.8).scheduledDays).toBeGreaterThan(after(0.9).scheduledDays);
    expect(after(0.9).scheduledDays).toBeGreaterThan(after(0.97).scheduledDays);
  });
});

test.each([
  [7, false],
  [8, true],
  [9, false],
  [12, true],
  [16, true],
])("after %i lapses a card is a leech: %p", (lapses, expected) => expect(isLeech(lapses)).toBe(expected));
