import { expect, test } from "bun:test";
import { inFrames } from "./in-frames.ts";

/** A browser whose frames and time the test controls. `drawn`: one string per drawing. `asked`: how many frames were asked for. */
function open() {
  const { requestAnimationFrame, cancelAnimationFrame, setTimeout, clearTimeout, performance } = globalThis;
  let time = 1_000;
  let frame: FrameRequestCallback | null = null;
  let timer: { at: number; run: () => void } | null = null;
  const page = { asked: 0, drawn: [] as string[] };
  Object.assign(globalThis, {
    requestAnimationFrame(run: FrameRequestCallback) {
      page.asked += 1;
      frame = run;
      return 1;
    },
    cancelAnimationFrame: () => (frame = null),
    setTimeout(run: () => void, ms: number) {
      timer = { at: time + ms, run };
      return 1;
    },
    clearTimeout: () => (timer = null),
    performance: { now: () => time },
  });
  /** The page's work until then, without the frame. */
  function waitUntil(ms: number) {
    time = ms;
    const due = timer && timer.at <= ms ? timer : null;
    if (due) timer = null;
    due?.run();
  }
  return Object.assign(page, {
    ...inFrames<string>((steps) => page.drawn.push(steps.join(""))),
    waitUntil,
    frameAt(ms: number) {
      waitUntil(ms);
      const run = frame;
      frame = null;
      run?.(ms);
    },
    [Symbol.dispose]() {
      Object.assign(globalThis, { requestAnimationFrame, cancelAnimationFrame, setTimeout, clearTimeout, performance });
    },
  });
}

test("draws all steps since the last frame together", () => {
  using page = open();
  page.add("a");
  page.add("b");
  expect(page.drawn).toEqual([]);
  page.frameAt(1_000);
  page.frameAt(2_000);
  expect(page.drawn).toEqual(["ab"]);
});

test("draws in every second frame of a 60 Hz screen", () => {
  using page = open();
  for (let frame = 0; frame < 6; frame++) {
    page.waitUntil(1_000 + frame * 16.6 - 8);
    page.add(String(frame));
    page.frameAt(1_000 + frame * 16.6);
  }
  expect(page.drawn).toEqual(["0", "12", "34"]);
  expect(page.asked).toBe(3);
});

test("draws an urgent step in the next frame, with those that waited", () => {
  using page = open();
  page.add("a");
  page.frameAt(1_000);
  page.add("b");
  page.frameAt(1_010);
  page.add("c", { isUrgent: true });
  page.frameAt(1_020);
  expect(page.drawn).toEqual(["a", "bc"]);
});

test("draws nothing after it is stopped", () => {
  using page = open();
  page.add("a");
  page.stop();
  page.frameAt(1_000);
  expect(page.drawn).toEqual([]);
});

test("draws nothing after it is stopped while it waits", () => {
  using page = open();
  page.add("a");
  page.frameAt(1_000);
  page.add("b");
  page.stop();
  page.frameAt(1_050);
  expect(page.drawn).toEqual(["a"]);
});
