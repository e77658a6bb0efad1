import { expect, test } from "bun:test";
import { dueAt, type HoverState, isOnItsWay, nothing, onMove, onTime } from "./hover.ts";
import type { Box } from "./place-popup.ts";

// two lines of words: a b c at y 10, d e f at y 40; each is 40 wide. The popup of a word of the first line stands at y 30, under it.
const popup: Box = { left: 0, top: 30, right: 300, bottom: 300 };
/** Milliseconds, x, y, what is under the pointer. */
type Step = [number, number, number, string | null];

/** The opened words in order; "-" when the popup closed. */
function play(steps: readonly Step[], start: Partial<HoverState<string>> = {}): string {
  let state: HoverState<string> = { ...nothing, ...start };
  const seen: string[] = [];
  const take = (next: HoverState<string>) => {
    if (next.open !== state.open) seen.push(next.open ?? "-");
    state = next;
  };
  const pass = (until: number) => {
    for (let due = dueAt(state); due !== null && due <= until; due = dueAt(state)) take(onTime(state, due));
  };
  for (const [at, x, y, on] of steps) {
    pass(at - 1);
    const where = on === "popup" ? "popup" : on;
    take(onMove(state, { at, point: { x, y }, on: where, popup: state.open === null ? null : popup }));
  }
  pass(100_000);
  return seen.join(" ");
}

test.each<[string, Step[], string]>([
  ["rests on a word", [[0, 20, 10, "a"]], "a"],
  [
    "only crosses it",
    [
      [0, 20, 10, "a"],
      [40, 200, 200, null],
    ],
    "",
  ],
  [
    "crosses many words quickly",
    [
      [0, 20, 10, "a"],
      [30, 60, 10, "b"],
      [60, 100, 10, "c"],
      [90, 400, 10, null],
    ],
    "",
  ],
  [
    "moves on within the word before it rests",
    [
      [0, 5, 10, "a"],
      [30, 15, 10, "a"],
      [60, 25, 10, "a"],
      [90, 400, 10, null],
    ],
    "",
  ],
  [
    "trembles on a word",
    [
      [0, 20, 10, "a"],
      [20, 21, 11, "a"],
      [40, 22, 10, "a"],
    ],
    "a",
  ],
  [
    "goes to the next word and rests there",
    [
      [0, 20, 10, "a"],
      [100, 60, 10, "b"],
    ],
    "a b",
  ],
  [
    "leaves the text upwards",
    [
      [0, 20, 10, "a"],
      [100, 20, -40, null],
    ],
    "a -",
  ],
  [
    "comes back in time",
    [
      [0, 20, 10, "a"],
      [100, 20, -5, null],
      [200, 20, 10, "a"],
    ],
    "a",
  ],
  [
    "goes straight into the popup and stays",
    [
      [0, 20, 10, "a"],
      [100, 20, 25, null],
      [130, 20, 60, "popup"],
      [2_000, 20, 90, "popup"],
    ],
    "a",
  ],
  [
    "goes diagonally over other words into the popup",
    [
      [0, 20, 10, "a"],
      [100, 40, 14, "b"],
      [130, 80, 20, "b"],
      [160, 130, 26, "c"],
      [200, 160, 60, "popup"],
    ],
    "a",
  ],
  [
    "stops on its way over another word",
    [
      [0, 20, 10, "a"],
      [100, 50, 14, "b"],
    ],
    "a b",
  ],
  [
    "stops on its way over nothing",
    [
      [0, 20, 10, "a"],
      [100, 24, 16, null],
    ],
    "a -",
  ],
  [
    "leaves the popup",
    [
      [0, 20, 10, "a"],
      [100, 20, 60, "popup"],
      [200, 400, 60, null],
    ],
    "a -",
  ],
  [
    "leaves the popup for a word",
    [
      [0, 20, 10, "a"],
      [100, 20, 60, "popup"],
      [200, 100, 8, "c"],
    ],
    "a c",
  ],
])("a pointer that %s", (_, steps, expected) => {
  expect(play(steps)).toBe(expected);
});

test("a pinned popup stays, wherever the pointer goes", () => {
  const pinned = { open: "a", isPinned: true };
  expect(
    play(
      [
        [0, 60, 10, "b"],
        [300, 500, 500, null],
        [900, 100, 10, "c"],
      ],
      pinned,
    ),
  ).toBe("");
});

test.each<[string, [number, number], [number, number], boolean]>([
  ["down into the middle", [50, 10], [60, 20], true],
  ["down to the far corner", [10, 10], [130, 19], true],
  ["past the corner", [10, 10], [250, 14], false],
  ["sideways", [50, 10], [90, 10], false],
  ["away", [50, 10], [50, 0], false],
  ["nowhere", [50, 10], [50, 10], false],
  ["up into a popup that stands above", [50, 340], [60, 320], true],
  ["on the height of the popup", [400, 100], [380, 100], false],
])("knows whether a move leads to the popup: %s", (_, [fromX, fromY], [toX, toY], expected) => {
  expect(isOnItsWay({ x: fromX, y: fromY }, { x: toX, y: toY }, popup)).toBe(expected);
});
