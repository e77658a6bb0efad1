import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { afterIntent, afterScroll, heldTop, isAtEnd, roomFor, type ScrollPosition } from "./use-stick-to-bottom.ts";

const view = 500;
const at = (top: number, height = 2_000): ScrollPosition => ({ top, height, view });
const end = at(1_500);

describe("a thread that follows its end", () => {
  test("stops following when the reader drags the scrollbar up", () => {
    expect(afterScroll("end", end, at(1_400))).toBe("reader");
    expect(afterScroll("answer", at(900), at(800))).toBe("reader");
  });
  test("stops following on a turn of the wheel, before anything has moved", () => {
    expect(afterIntent("end", "up", end)).toBe("reader");
    expect(afterIntent("answer", "up", at(900))).toBe("reader");
  });
  test("keeps following on a turn downwards at the end, and when there is nothing above", () => {
    expect(afterIntent("end", "down", end)).toBe("end");
    expect(afterIntent("answer", "down", end)).toBe("answer");
    expect(afterIntent("end", "up", at(0, view))).toBe("end");
  });
  test("keeps following when the browser keeps the position while content grows or shrinks", () => {
    expect(afterScroll("end", end, at(1_500, 2_400))).toBe("end");
    expect(afterScroll("end", at(1_500, 2_000), at(1_200, 1_900))).toBe("end");
    expect(afterScroll("answer", at(900), at(700, 1_200))).toBe("answer");
  });
});

describe("an answer that outgrows the view", () => {
  test("stays still from its first word: its question is at the top of the view", () => {
    const asked = 600;
    const heights = [700, 900, 1_100, 1_300, 2_600];
    expect(heights.map((height) => heldTop("answer", at(0, height), asked))).toEqual([600, 600, 600, 600, 600]);
    // the room below it lets it stand there, and shrinks as it grows
    expect(heights.map((height) => roomFor(at(0, height), asked))).toEqual([400, 200, 0, 0, 0]);
  });
  test("is followed when the reader has scrolled to its end, but the view never scrolls back over free room", () => {
    expect(heldTop("end", at(600, 900), null)).toBe(600);
    expect(heldTop("answer", at(0), null)).toBe(1_500);
    expect(heldTop("end", at(0), 600)).toBe(1_500);
  });
  test("is not followed any more when the reader scrolls further down", () => {
    expect(afterIntent("answer", "down", at(600))).toBe("reader");
    expect(afterScroll("answer", at(600), at(700))).toBe("reader");
    expect(afterScroll("answer", at(600), at(1_490))).toBe("end");
    expect(heldTop("reader", at(700), 600)).toBeNull();
  });
});

describe("a thread that the reader has scrolled up", () => {
  test("stays at its position while it grows", () => {
    expect(afterScroll("reader", at(400), at(400, 3_000))).toBe("reader");
    expect(afterIntent("reader", "down", at(400))).toBe("reader");
  });
  test("is followed again when the reader reaches the end", () => {
    expect(afterScroll("reader", at(1_300), at(1_490))).toBe("end");
  });
  test("is not followed again on a small step up from the end", () => {
    expect(afterScroll("reader", end, at(1_490))).toBe("reader");
  });
});

test("keeps its mode through any growth, and never moves a reader who is away from the end", () => {
  const growth = fc.array(fc.integer({ min: -300, max: 600 }), { maxLength: 50 });
  fc.assert(
    fc.property(growth, fc.constantFrom("answer", "end", "reader"), (steps, begun) => {
      let hold = begun;
      let position = { reader: at(200), answer: at(300), end }[begun];
      for (const step of steps) {
        const height = Math.max(view + 400, position.height + step);
        const grown = at(Math.min(position.top, height - view), height);
        const now = { ...grown, top: heldTop(hold, grown, 300) ?? grown.top };
        if (begun === "reader" && isAtEnd(now)) return; // it has shrunk under the reader, who is now at the end
        hold = afterScroll(hold, position, now);
        position = now;
        expect(hold).toBe(begun);
      }
    }),
  );
});
