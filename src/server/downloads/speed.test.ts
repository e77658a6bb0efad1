import { expect, test } from "bun:test";
import { createSpeed } from "./speed.ts";

test("measures bytes per second over the last ten seconds", () => {
  const speed = createSpeed();
  expect(speed.read(0)).toBeNull();
  speed.note(0, 0);
  speed.note(100, 1_000);
  expect(speed.read(100)).toBeNull(); // not enough samples yet
  for (let ms = 200; ms <= 5_000; ms += 100) speed.note(ms, ms * 10);
  expect(speed.read(5_000)).toBe(10_000);
  // ten times as fast from here on: ten seconds later only this counts
  for (let ms = 5_100; ms <= 20_000; ms += 100) speed.note(ms, 50_000 + (ms - 5_000) * 100);
  expect(speed.read(20_000)).toBeCloseTo(100_000, -3);
});

test("falls to zero when nothing arrives", () => {
  const speed = createSpeed();
  for (let ms = 0; ms <= 2_000; ms += 100) speed.note(ms, ms);
  expect(speed.read(2_000)).toBe(1_000);
  expect(speed.read(8_000)).toBe(250);
  expect(speed.read(12_500)).toBe(0);
  speed.note(13_000, 2_000);
  expect(speed.read(13_000)).toBe(0);
});
