import { describe, expect, test } from "bun:test";
import { around, type Box, isInView, placePopup } from "./place-popup.ts";

const box = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
const desktop = box(0, 0, 1440, 900);

describe("the popup stands", () => {
  test.each<[string, Box, Box, "below" | "above"]>([
    ["under a word in the middle", box(600, 400, 40, 30), desktop, "below"],
    ["above a word at the bottom", box(600, 840, 40, 30), desktop, "above"],
    ["under a word at the top", box(600, 5, 40, 30), desktop, "below"],
    ["under a word at the right edge", box(1420, 100, 20, 30), desktop, "below"],
    ["under a word at the left edge", box(0, 100, 20, 30), desktop, "below"],
    ["under a word of a phone", box(200, 100, 40, 30), box(0, 0, 390, 844), "below"],
    ["above a word of a phone near the bottom", box(200, 700, 40, 30), box(0, 0, 390, 844), "above"],
    ["above a word over the screen keyboard", box(200, 400, 40, 30), box(0, 0, 390, 460), "above"],
    ["on the smallest screen", box(10, 100, 200, 60), box(0, 0, 320, 256), "above"],
    ["on a page that was zoomed with two fingers", box(300, 620, 40, 30), box(200, 500, 195, 422), "below"],
    ["under a word of which only the lower half is seen", box(50, -20, 40, 30), box(0, 0, 320, 480), "below"],
  ])("%s", (_, word, view, side) => {
    const place = placePopup(word, view);
    expect(place.side).toBe(side);
    const [top, bottom] =
      side === "below" ? [place.top, place.top + place.maxHeight] : [place.top - place.maxHeight, place.top];
    // it never leaves the screen and never covers the word
    expect(place.left).toBeGreaterThanOrEqual(view.left);
    expect(place.left + place.width).toBeLessThanOrEqual(view.right);
    expect(top).toBeGreaterThanOrEqual(view.top);
    expect(bottom).toBeLessThanOrEqual(view.bottom);
    if (side === "below") expect(top).toBeGreaterThanOrEqual(word.bottom);
    else expect(bottom).toBeLessThanOrEqual(word.top);
  });
});

test("never leaves the screen or covers the word, wherever the word and the screen are", () => {
  let seed = 7;
  const random = (most: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (seed / 2_147_483_648) * most;
  };
  for (let run = 0; run < 2_000; run++) {
    const view = box(random(300), random(300), 160 + random(1_500), 120 + random(1_000));
    const word = box(view.left + random(view.right - view.left), view.top + random(100), random(200), 10 + random(60));
    const { left, top, width, maxHeight, side } = placePopup(word, view);
    expect(left).toBeGreaterThanOrEqual(view.left);
    expect(left + width).toBeLessThanOrEqual(view.right + 0.001);
    if (maxHeight === 0) continue; // the word fills the screen
    if (side === "below") expect(top).toBeGreaterThanOrEqual(word.bottom);
    else expect(top).toBeLessThanOrEqual(word.top);
    const edges = side === "below" ? [top, top + maxHeight] : [top - maxHeight, top];
    expect(edges[0]).toBeGreaterThanOrEqual(view.top - 0.001);
    expect(edges[1]).toBeLessThanOrEqual(view.bottom + 0.001);
  }
});

test("treats a word that a line break divides as one box", () => {
  expect(around([box(300, 10, 20, 30), box(0, 40, 60, 30)])).toEqual(box(0, 10, 320, 60));
});

test("knows when the word has left the screen", () => {
  expect(isInView(box(0, 0, 10, 10), desktop)).toBe(true);
  expect(isInView(box(0, -30, 10, 10), desktop)).toBe(false);
  expect(isInView(box(0, 901, 10, 10), desktop)).toBe(false);
});
