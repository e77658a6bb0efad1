import { expect, test } from "bun:test";
import fc from "fast-check";
import { regionSchema } from "#shared/frames.ts";
import {
  corners,
  moveRegion,
  oppositeOf,
  placeUnder,
  presets,
  regionBetween,
  resizeRegion,
  toKept,
  wholePicture,
} from "./region-geometry.ts";

const point = fc.record({
  x: fc.double({ min: -3, max: 3, noNaN: true }),
  y: fc.double({ min: -3, max: 3, noNaN: true }),
});
const change = fc.tuple(fc.constantFrom("move", "resize", "draw", ...corners), point, point);

test("keeps every region inside the picture and at least 3 % wide and high, whatever is done with it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(presets)), fc.array(change, { maxLength: 12 }), (first, changes) => {
      let region = first;
      for (const [what, a, b] of changes) {
        if (what === "move") {
          const { width, height } = region;
          region = moveRegion(region, a);
          expect(region).toMatchObject({ width, height });
        } else if (what === "resize") region = resizeRegion(region, a);
        else region = regionBetween(what === "draw" ? b : oppositeOf(what, region), a);
        expect(regionSchema.safeParse(region).success).toBe(true);
        expect(regionSchema.nullable().safeParse(toKept(region)).success).toBe(true);
      }
    }),
  );
});

test("measures places in the picture, not in the box around it", () => {
  const picture = { left: 100, top: 0, width: 400, height: 300 }; // 4:3 in a box of 600 × 300
  expect(placeUnder({ clientX: 200, clientY: 150 }, picture)).toEqual({ x: 0.25, y: 0.5 });
  expect(regionBetween(placeUnder({ clientX: 20, clientY: 150 }, picture), { x: 0.5, y: 2 })).toEqual({
    x: 0,
    y: 0.5,
    width: 0.5,
    height: 0.5,
  });
});

test("keeps no region for the whole picture", () => {
  expect(toKept(wholePicture)).toBeNull();
  expect(toKept(presets.bottom)).toEqual(presets.bottom);
});
