import { expect, test } from "bun:test";
import { createClockCheck } from "./clock-check.ts";

const day = 24 * 60 * 60_000;
const start = Date.UTC(2026, 5, 1);

/** Reads the clock once for each step. `days`: how far the date moves; `running`: how long the process runs meanwhile. */
function check(lastActivity: number | null, steps: readonly { days: number; running: number }[]) {
  const now = { date: start, running: 0 };
  const clock = createClockCheck(lastActivity, () => ({ ...now }));
  return steps.map(({ days, running }) => {
    now.date += days * day;
    now.running += running * day;
    return clock.isBelieved();
  });
}

const passes = (days: number) => ({ days, running: days });

test.each([
  ["the clock keeps time", start, [passes(0), passes(1), passes(40)], [true, true, true]],
  ["the computer sleeps for a weekend", start, [passes(1), { days: 3, running: 0.5 }], [true, true]],
  ["nothing has ever been stored", null, [passes(0)], [true]],
  ["Blossom was not used for a week", start - 7 * day, [passes(0)], [true]],
  ["the last activity is in the future because the clock was ahead then", start + 31 * day, [passes(0)], [true]],
])("believes the date when %s", (_, lastActivity, steps, expected) => {
  expect(check(lastActivity, steps)).toEqual(expected);
});

test.each([
  ["jumps 31 days ahead", start, [{ days: 31, running: 0.1 }, passes(0.5), passes(0.6)], [false, false, true]],
  [
    "jumps ahead and back",
    start,
    [{ days: 31, running: 0.1 }, { days: -31, running: 0 }, passes(1)],
    [false, false, true],
  ],
  ["is 31 days after the last activity when Blossom starts", start - 31 * day, [passes(0), passes(1)], [false, true]],
])("does not believe the date for a day when it %s", (_, lastActivity, steps, expected) => {
  expect(check(lastActivity, steps)).toEqual(expected);
});
