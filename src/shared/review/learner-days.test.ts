import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { createLearnerDays, isTimeZone } from "./learner-days.ts";

const dayMs = 86_400_000;
const day = (date: string) => Date.parse(date) / dayMs;

describe("the learner's day", () => {
  test.each([
    ["before the day starts it is still yesterday", "Asia/Tokyo", 4, "2026-11-27T18:59:59Z", "2026-11-27"],
    ["from its first moment on", "Asia/Tokyo", 4, "2026-11-27T19:00:00Z", "2026-11-28"],
    ["at midnight", "UTC", 0, "2026-11-27T00:00:00Z", "2026-11-27"],
    ["west of Greenwich", "America/Los_Angeles", 4, "2026-11-27T11:59:59Z", "2026-11-26"],
    ["half an hour off", "Asia/Kolkata", 0, "2026-11-26T18:30:00Z", "2026-11-27"],
  ])("%s", (_, zone, startsAt, at, date) => {
    expect(createLearnerDays(zone, startsAt).dayOf(Date.parse(at))).toBe(day(date));
  });

  test.each([
    ["begins an hour earlier in summer", "Europe/Berlin", 4, "2026-07-01", "2026-07-01T02:00:00Z"],
    ["the night on which clocks go forward", "Europe/Berlin", 4, "2026-03-29", "2026-03-29T02:00:00Z"],
    ["the night on which clocks go back", "Europe/Berlin", 4, "2026-10-25", "2026-10-25T03:00:00Z"],
    ["an hour that does not exist", "Europe/Berlin", 2, "2026-03-29", "2026-03-29T01:00:00Z"],
    ["midnight that does not exist", "America/Sao_Paulo", 0, "2018-11-04", "2018-11-04T03:00:00Z"],
    ["a day that an island skipped", "Pacific/Apia", 0, "2011-12-30", "2011-12-30T10:00:00Z"],
  ])("first moment: %s", (_, zone, startsAt, date, at) => {
    expect(new Date(createLearnerDays(zone, startsAt).startOf(day(date)))).toEqual(new Date(at));
  });

  test("each moment lies between the start of its day and that of the next", () => {
    const zones = [
      "UTC",
      "Asia/Tokyo",
      "America/New_York",
      "Europe/Berlin",
      "Australia/Lord_Howe",
      "Pacific/Kiritimati",
    ];
    const moment = fc.integer({ min: Date.parse("2015-01-01"), max: Date.parse("2040-01-01") });
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 12 }), moment, (zone, startsAt, at) => {
        const { dayOf, startOf } = createLearnerDays(zone, startsAt);
        const today = dayOf(at);
        return startOf(today) <= at && at < startOf(today + 1) && dayOf(startOf(today)) === today;
      }),
      { numRuns: 300 },
    );
  });
});

test.each([
  ["Asia/Seoul", true],
  ["Mars/Olympus", false],
  ["", false],
])("time zone %p: %p", (zone, isOne) => expect(isTimeZone(zone)).toBe(isOne));
