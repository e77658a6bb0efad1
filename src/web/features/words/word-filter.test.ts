import { expect, test } from "bun:test";
import { createLearnerDays } from "#shared/review/learner-days.ts";
import { readAddress } from "./word-filter.ts";

test.each([
  ["Asia/Tokyo", 4, "2026-11-27T02:00:00+09:00", "2026-11-26T04:00:00+09:00", "2026-11-27T04:00:00+09:00"],
  ["Asia/Tokyo", 4, "2026-11-27T05:00:00+09:00", "2026-11-27T04:00:00+09:00", "2026-11-28T04:00:00+09:00"],
  ["Europe/Zurich", 0, "2026-10-25T12:00:00+01:00", "2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"],
])("counts today as the review does: %s, from %i o'clock, at %s", (zone, dayStartsAt, now, begun, ended) => {
  const days = createLearnerDays(zone, dayStartsAt);
  const read = (search: string) => readAddress(search, Date.parse(now), days).filter;
  expect(read("days=1").since).toBe(String(Date.parse(begun)));
  expect(read("due=1").due).toBe(String(Date.parse(ended)));
});
