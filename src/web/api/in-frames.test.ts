import { expect, test } from "bun:test";
import { inFrames } from "./in-frames.ts";

/** A browser whose frames the test controls. `drawn`: one string per drawing. */
function open() {
  const { requestAnimationFrame, cancelAnimationFrame } = globalThis;
  let asked: FrameRequestCallback | null = null;
  globalThis.requestAnimationFrame = (run) => {
    asked = run;
    return 1;
  };
  globalThis.cancelAnimationFrame = () => {
    asked = null;
  };
  const drawn: string[] = [];
  return {
    drawn,
    ...inFrames<string>((steps) => drawn.push(steps.join(""))),
    frameAt(ms: number) {
      const run = asked;
      asked = null;
      run?.(ms);
    },
    [Symbol.dispose]: () => void Object.assign(globalThis, { requestAnimationFrame, cancelAnimationFrame }),
  };
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
    page.add(String(frame));
    page.frameAt(1_000 + frame * 16.6);
  }
  expect(page.drawn).toEqual(["0", "12", "34"]);
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
