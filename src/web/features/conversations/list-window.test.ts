import { describe, expect, test } from "bun:test";
import { findTops, findWindow, keptPlace, toPieces } from "./list-window.ts";

const heights = { heading: 30, row: 40 };
const groups = [{ count: 3 }, { count: 10_000 }];

describe("draws the rows on the screen and twelve around them", () => {
  test.each([
    ["at the top", 0, [0, 3], [0, 28]],
    ["in the middle", 30 + 3 * 40 + 30 + 5_000 * 40, [3, 3], [4_988, 5_032]],
    ["at the end", 30 + 3 * 40 + 30 + 9_980 * 40, [3, 3], [9_968, 10_000]],
    ["past the end, after the list became shorter", 10 ** 7, [3, 3], [10_000, 10_000]],
    ["above the list, while its head is on the screen", -300, [0, 3], [0, 20]],
  ] as const)("%s", (_, top, first, second) => {
    const windows = findWindow(groups, heights, { top, height: 800 });
    expect(windows.map(({ start, end }) => [start, end])).toEqual([[...first], [...second]]);
  });
});

test("finds the top of each loaded row, below the rows that are not loaded", () => {
  const tops = findTops(
    [
      { count: 3, ids: ["a", "b"] },
      { count: 10_000, ids: ["c", "d", "e"] },
    ],
    heights,
  );
  const second = 30 + 3 * 40 + 30;
  expect(Object.fromEntries(tops)).toEqual({ a: 30, b: 70, c: second, d: second + 40, e: second + 80 });
});

describe("keeps the row being read in its place", () => {
  test.each([
    ["when a chat from below goes to the top", [40, 40, 40], 40],
    ["when the chat at the top of the screen goes to the top of the list", [-4_000, 0, 0], 0],
    ["when a chat in the middle of the screen does", [40, 40, -4_000, 0, 0], 0],
    ["when nothing moved", [0, 0], 0],
    ["when a chat above was deleted", [-40, -40], -40],
    ["when all of them are gone", [], 0],
  ] as const)("%s", (_, moves, kept) => expect(keptPlace(moves)).toBe(kept));
});

test("fills the space between drawn rows with gaps", () => {
  expect(toPieces(10, { start: 3, end: 5 }, [7, -1, 10])).toEqual([
    { gap: 3, before: 3 },
    { index: 3 },
    { index: 4 },
    { gap: 2, before: 7 },
    { index: 7 },
    { gap: 2, before: 10 },
  ]);
  expect(toPieces(2, { start: 0, end: 2 }, [1])).toEqual([{ index: 0 }, { index: 1 }]);
  expect(toPieces(0, { start: 0, end: 0 }, [])).toEqual([]);
});
