import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { afterIntent, afterScroll, heldTop, isAtEnd, type Place } from "./use-stick-to-bottom.ts";

const view = 500;
const at = (top: number, height = 2_000): Place => ({ top, height, view });
const end = at(1_500);

describe("a thread that is followed", () => {
  test("is let go when its reader drags the scrollbar up", () => {
    expect(afterScroll("end", end, at(1_400))).toBe("reader");
    expect(afterScroll("answer", at(900), at(800))).toBe("reader");
  });
  test("is let go by a turn of the wheel before anything has moved", () => {
    expect(afterIntent("end", "up", end)).toBe("reader");
    expect(afterIntent("answer", "up", at(900))).toBe("reader");
  });
  test("is not let go by a turn downwards at its end, nor where there is nothing above", () => {
    expect(afterIntent("end", "down", end)).toBe("end");
    expect(afterIntent("answer", "down", end)).toBe("answer");
    expect(afterIntent("end", "up", at(0, view))).toBe("end");
  });
  test("is not let go when the browser keeps the place while content grows or shrinks", () => {
    expect(afterScroll("end", end, at(1_500, 2_400))).toBe("end");
    expect(afterScroll("end", at(1_500, 2_000), at(1_200, 1_900))).toBe("end");
    expect(afterScroll("answer", at(900), at(700, 1_200))).toBe("answer");
  });
});

describe("an answer that outgrows the view", () => {
  test("is followed at its end until the question has risen to the top, and then stands still", () => {
    const asked = 600;
    const tops = [700, 900, 1_100, 1_300, 2_600].map((height) => heldTop("answer", at(0, height), asked));
    expect(tops).toEqual([200, 400, 600, 600, 600]);
  });
  test("is followed at its end as long as it is prose, or once its reader has gone there", () => {
    expect(heldTop("answer", at(0), null)).toBe(1_500);
    expect(heldTop("end", at(0), 600)).toBe(1_500);
  });
  test("is not taken back from a reader who goes on further down", () => {
    expect(afterIntent("answer", "down", at(600))).toBe("reader");
    expect(afterScroll("answer", at(600), at(700))).toBe("reader");
    expect(afterScroll("answer", at(600), at(1_490))).toBe("end");
    expect(heldTop("reader", at(700), 600)).toBeNull();
  });
});

describe("a thread that is read further up", () => {
  test("stays where it is while it grows", () => {
    expect(afterScroll("reader", at(400), at(400, 3_000))).toBe("reader");
    expect(afterIntent("reader", "down", at(400))).toBe("reader");
  });
  test("is held again when its end is reached", () => {
    expect(afterScroll("reader", at(1_300), at(1_490))).toBe("end");
  });
  test("is not held again by a small step up from the end", () => {
    expect(afterScroll("reader", end, at(1_490))).toBe("reader");
  });
});

test("whatever the thread does by itself, it is never let go, and never taken from a reader who is away from its end", () => {
  const growth = fc.array(fc.integer({ min: -300, max: 600 }), { maxLength: 50 });
  fc.assert(
    fc.property(growth, fc.constantFrom("answer", "end", "reader"), (steps, begun) => {
      let hold = begun;
      let place = { reader: at(200), answer: at(300), end }[begun];
      for (const step of steps) {
        const height = Math.max(view + 400, place.height + step);
        const grown = at(Math.min(place.top, height - view), height);
        const now = { ...grown, top: heldTop(hold, grown, 300) ?? grown.top };
        if (begun === "reader" && isAtEnd(now)) return; // it has shrunk under the reader: the end is where they are
        hold = afterScroll(hold, place, now);
        place = now;
        expect(hold).toBe(begun);
      }
    }),
  );
});
