import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { afterIntent, afterScroll, isAtEnd, type Place } from "./stick.ts";

const view = 500;
const at = (top: number, height = 2_000): Place => ({ top, height, view });
const end = at(1_500);

describe("a thread that is followed", () => {
  test("is let go when its reader drags the scrollbar up", () => {
    expect(afterScroll(true, end, at(1_400))).toBe(false);
  });
  test("is let go by a turn of the wheel before anything has moved", () => {
    expect(afterIntent(true, true, end)).toBe(false);
  });
  test("is not let go by a turn downwards, nor where there is nothing above", () => {
    expect(afterIntent(true, false, end)).toBe(true);
    expect(afterIntent(true, true, at(0, view))).toBe(true);
  });
  test("is not let go when the browser keeps the place while content grows or shrinks", () => {
    expect(afterScroll(true, end, at(1_500, 2_400))).toBe(true);
    expect(afterScroll(true, at(1_500, 2_000), at(1_200, 1_900))).toBe(true);
  });
});

describe("a thread that is read further up", () => {
  test("stays where it is while it grows", () => {
    expect(afterScroll(false, at(400), at(400, 3_000))).toBe(false);
    expect(afterIntent(false, false, at(400))).toBe(false);
  });
  test("is held again when its end is reached", () => {
    expect(afterScroll(false, at(1_300), at(1_490))).toBe(true);
  });
  test("is not held again by a small step up from the end", () => {
    expect(afterScroll(false, end, at(1_490))).toBe(false);
  });
});

test("whatever the thread does by itself, it is never let go, and never taken from a reader who is away from its end", () => {
  const growth = fc.array(fc.integer({ min: -300, max: 600 }), { maxLength: 50 });
  fc.assert(
    fc.property(growth, fc.boolean(), (steps, followed) => {
      let pinned = followed;
      let place = followed ? end : at(200);
      for (const step of steps) {
        const height = Math.max(view + 400, place.height + step);
        const now = at(pinned ? height - view : Math.min(place.top, height - view), height);
        if (!followed && isAtEnd(now)) return; // it has shrunk under the reader: the end is where they are
        pinned = afterScroll(pinned, place, now);
        place = now;
        expect(pinned).toBe(followed);
      }
    }),
  );
});
