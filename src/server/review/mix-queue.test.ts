import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { mixQueue } from "./mix-queue.ts";

const none = { reviews: 0, fresh: 0 };
const mix = (reviews: string, fresh: string, left = { reviews: reviews.length, fresh: fresh.length }, done = none) =>
  mixQueue(reviews.split(""), fresh.split(""), left, done).join("");

describe("new cards stand between reviews", () => {
  test.each([
    ["abcdef", "XY", "abcXdefY".length, "aXbcdYef"],
    ["abc", "", 3, "abc"],
    ["", "XY", 2, "XY"],
    ["a", "XYZ", 4, "aXYZ"],
  ])("%p and %p", (reviews, fresh, length, mixed) => {
    expect(mix(reviews, fresh)).toBe(mixed);
    expect(mixed).toHaveLength(length);
  });

  test("only the first reviews are known: nothing follows them out of turn", () => {
    expect(mix("abc", "X", { reviews: 100, fresh: 1 })).toBe("aXbc");
  });

  test("the order stays the same while cards are done", () => {
    const count = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(count, count, fc.nat(60), (reviews, fresh, steps) => {
        const r = Array.from({ length: reviews }, (_, index) => `r${index}`);
        const f = Array.from({ length: fresh }, (_, index) => `f${index}`);
        const whole = mixQueue(r, f, { reviews, fresh }, none);
        const before = whole.slice(0, steps);
        const done = {
          reviews: before.filter((each) => each.startsWith("r")).length,
          fresh: before.filter((each) => each.startsWith("f")).length,
        };
        const left = { reviews: reviews - done.reviews, fresh: fresh - done.fresh };
        expect(mixQueue(r.slice(done.reviews), f.slice(done.fresh), left, done)).toEqual(whole.slice(steps));
        expect(whole.toSorted()).toEqual([...r, ...f].toSorted());
      }),
      { numRuns: 200 },
    );
  });
});
