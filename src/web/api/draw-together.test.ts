import { expect, test } from "bun:test";
import { drawTogether } from "./draw-together.ts";

/** A browser whose time the test controls. `drawn`: one string per drawing. */
function open() {
  const { setTimeout, clearTimeout, performance } = globalThis;
  let time = 1_000;
  let timer: { at: number; run: () => void } | null = null;
  Object.assign(globalThis, {
    setTimeout(run: () => void, ms: number) {
      timer = { at: time + ms, run };
      return 1;
    },
    clearTimeout: () => (timer = null),
    performance: { now: () => time },
  });
  const drawn: string[] = [];
  return {
    drawn,
    ...drawTogether<string>((steps) => drawn.push(steps.join(""))),
    waitUntil(ms: number) {
      time = ms;
      if (!timer || timer.at > ms) return;
      const { run } = timer;
      timer = null;
      run();
    },
    [Symbol.dispose]: () => void Object.assign(globalThis, { setTimeout, clearTimeout, performance }),
  };
}

test("draws all steps of a moment together", () => {
  using page = open();
  page.add("a");
  page.add("b");
  expect(page.drawn).toEqual([]);
  page.waitUntil(1_000);
  page.waitUntil(2_000);
  expect(page.drawn).toEqual(["ab"]);
});

test("draws 30 times a second", () => {
  using page = open();
  for (let ms = 0; ms < 1_000; ms++) {
    if (ms % 2 === 0) page.add("a");
    page.waitUntil(1_000 + ms);
  }
  expect(page.drawn).toHaveLength(31);
  page.waitUntil(3_000);
  expect(page.drawn.join("")).toBe("a".repeat(500));
});

test("draws a step after a pause at once", () => {
  using page = open();
  page.add("a");
  page.waitUntil(1_000);
  page.waitUntil(1_500);
  page.add("b");
  page.waitUntil(1_500);
  expect(page.drawn).toEqual(["a", "b"]);
});

test("draws an urgent step at once, with those that waited", () => {
  using page = open();
  page.add("a");
  page.waitUntil(1_000);
  page.add("b");
  page.waitUntil(1_010);
  page.add("c", { isUrgent: true });
  page.waitUntil(1_010);
  expect(page.drawn).toEqual(["a", "bc"]);
});

test("draws nothing after it is stopped", () => {
  using page = open();
  page.add("a");
  page.waitUntil(1_000);
  page.add("b");
  page.stop();
  page.waitUntil(2_000);
  expect(page.drawn).toEqual(["a"]);
});
