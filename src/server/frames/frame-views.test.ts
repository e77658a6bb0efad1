import { expect, test } from "bun:test";
import fc from "fast-check";
import { type Region, regionSchema } from "#shared/frames.ts";
import { smallestRegion } from "#shared/smallest-region.ts";
import type { Size } from "#shared/pictures.ts";
import type { Reader } from "#server/pictures/views.ts";
import { frameShots, toPixels } from "./frame-views.ts";

const claude: Reader = { type: "anthropic", info: undefined };
const gemma: Reader = { type: "ollama", info: { id: "gemma3:12b", picture: { canvas: 896, tokens: 256 } } };
const other: Reader = { type: "openai-compatible", info: undefined };
const fullHd = { width: 1_920, height: 1_080 };

const frame = fc.record({ width: fc.integer({ min: 1, max: 1_920 }), height: fc.integer({ min: 1, max: 1_920 }) });
const side = fc
  .tuple(
    fc.double({ min: 0, max: 1 - smallestRegion, noNaN: true }),
    fc.double({ min: smallestRegion, max: 1, noNaN: true }),
  )
  .map(([start, length]) => [start, Math.max(smallestRegion, Math.min(length, 1 - start))] as const);
const region = fc.tuple(side, side).map(([[x, width], [y, height]]): Region => ({ x, y, width, height }));

test("maps a region to all pixels it touches, inside the picture", () => {
  fc.assert(
    fc.property(region, frame, (part, size) => {
      expect(regionSchema.safeParse(part).success).toBe(true);
      const { x, y, width, height } = toPixels(part, size);
      const pixel = 1e-5;
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(width).toBeGreaterThanOrEqual(1);
      expect(height).toBeGreaterThanOrEqual(1);
      expect(x + width).toBeLessThanOrEqual(size.width);
      expect(y + height).toBeLessThanOrEqual(size.height);
      expect(x).toBeLessThanOrEqual(part.x * size.width + pixel);
      expect(x + width).toBeGreaterThanOrEqual((part.x + part.width) * size.width - pixel);
      expect(y + height).toBeGreaterThanOrEqual((part.y + part.height) * size.height - pixel);
    }),
  );
});

test("keeps a region's edges exact to the pixel", () => {
  expect(toPixels({ x: 0.1, y: 0.7, width: 0.8, height: 0.3 }, fullHd)).toEqual({
    x: 192,
    y: 756,
    width: 1_536,
    height: 324,
  });
});

test("keeps every view within the limits of its reader", () => {
  fc.assert(
    fc.property(fc.option(region), frame, fc.constantFrom(claude, gemma, other), (part, size, reader) => {
      const { views } = frameShots(reader, size, part);
      for (const { part: cut, scaled, canvas } of views) {
        expect(cut.x + cut.width <= size.width && cut.y + cut.height <= size.height).toBe(true);
        expect(scaled.width <= canvas.width && scaled.height <= canvas.height).toBe(true);
        expect(Math.max(scaled.width / cut.width, scaled.height / cut.height)).toBeLessThanOrEqual(2);
        const [short, long] = [Math.min(canvas.width, canvas.height), Math.max(canvas.width, canvas.height)];
        if (reader === gemma) expect([short, long]).toEqual([896, 896]);
        else expect(long).toBeLessThanOrEqual(1_568);
        if (reader === claude) expect(short).toBeGreaterThanOrEqual(200);
      }
    }),
  );
});

test("covers the region with one or two tiles, which overlap enough to keep a cut word whole in one of them", () => {
  fc.assert(
    fc.property(region, frame, (part, size) => {
      const { views } = frameShots(gemma, size, part);
      const whole = toPixels(part, size);
      const [first, second = first] = views.map((view) => view.part);
      expect(Math.min(first!.x, second!.x)).toBe(whole.x);
      expect(Math.min(first!.y, second!.y)).toBe(whole.y);
      expect(second!.x + second!.width).toBe(whole.x + whole.width);
      expect(second!.y + second!.height).toBe(whole.y + whole.height);
      if (views.length === 1) return;
      const overlap = first!.x + first!.width - second!.x + (first!.y + first!.height - second!.y);
      expect(overlap).toBeGreaterThan(0.15 * Math.max(whole.width, whole.height));
    }),
  );
});

const bottom = { x: 0, y: 0.78, width: 1, height: 0.2 };
const strip = { x: 0.15, y: 0.78, width: 0.7, height: 0.2 };
test.each<[name: string, reader: Reader, size: Size, part: Region | null, canvases: number[][]]>([
  ["Claude, a whole frame", claude, fullHd, null, [[1_280, 720]]],
  ["Claude, a portrait video", claude, { width: 1_080, height: 1_920 }, null, [[720, 1_280]]],
  ["Claude, a region at its own resolution", claude, fullHd, strip, [[1_344, 217]]],
  ["Claude, the same region of 720p", claude, { width: 1_280, height: 720 }, strip, [[896, 200]]],
  ["Claude, the same region of 360p, enlarged and padded", claude, { width: 640, height: 360 }, strip, [[834, 200]]],
  ["another model, a whole frame", other, fullHd, null, [[1_568, 882]]],
  [
    "gemma3, a whole frame and its subtitles",
    gemma,
    fullHd,
    null,
    [
      [896, 896],
      [896, 896],
    ],
  ],
  ["gemma3, a region that fits", gemma, fullHd, strip, [[896, 896]]],
  [
    "gemma3, a wide region in two tiles",
    gemma,
    fullHd,
    bottom,
    [
      [896, 896],
      [896, 896],
    ],
  ],
])("%s", (_name, reader, size, part, canvases) => {
  const { views } = frameShots(reader, size, part);
  expect(views.map(({ canvas }) => [canvas.width, canvas.height])).toEqual(canvases);
});

test("keeps subtitle letters readable as far as the frame's resolution allows", () => {
  const letterIn = (reader: Reader, size: Size, part: Region) => {
    const [view] = frameShots(reader, size, part).views;
    return ((58 / 1_080) * size.height * view!.scaled.width) / view!.part.width;
  };
  for (const reader of [claude, gemma, other])
    for (const height of [1_080, 720, 540, 432])
      expect(letterIn(reader, { width: Math.round((height * 16) / 9), height }, strip)).toBeGreaterThanOrEqual(35);
});
