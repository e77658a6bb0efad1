import { expect, test } from "bun:test";
import type { Moment } from "#shared/video/moment.ts";
import { toLanes } from "./to-lanes.ts";

const lanes = (...spans: [number, number][]) => toLanes(spans.map(([start, end]) => ({ start, end }) as Moment));

test("draws moments that overlap below each other, and three at most (52)", () => {
  expect(lanes([0, 2], [2, 4], [5, 6])).toEqual([0, 0, 0]);
  expect(lanes([0, 10], [2, 4], [5, 7])).toEqual([0, 1, 1]);
  expect(lanes([0, 10], [1, 10], [2, 10], [3, 10], [10, 11])).toEqual([0, 1, 2, 2, 0]);
});
