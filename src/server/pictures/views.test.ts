import { expect, test } from "bun:test";
import fc from "fast-check";
import type { Size } from "#shared/pictures.ts";
import { photoView, type Reader, type View, viewTokens } from "./views.ts";

const claude: Reader = { type: "anthropic", info: undefined };
const gemma: Reader = { type: "ollama", info: { id: "gemma3:12b", picture: { canvas: 896, tokens: 256 } } };
const other: Reader = { type: "openai-compatible", info: { id: "qwen" } };
const size = fc.record({ width: fc.integer({ min: 1, max: 4_000 }), height: fc.integer({ min: 1, max: 4_000 }) });

/** Each edge is within a pixel of the length that keeps the aspect ratio. */
function keepsAspect({ part, scaled }: View) {
  const by = Math.max(scaled.width, scaled.height) / Math.max(part.width, part.height);
  expect(Math.abs(scaled.width - Math.max(1, part.width * by))).toBeLessThanOrEqual(1);
  expect(Math.abs(scaled.height - Math.max(1, part.height * by))).toBeLessThanOrEqual(1);
}
const holds = (outer: Size, inner: Size) => outer.width >= inner.width && outer.height >= inner.height;

test("draws every picture on exactly the canvas of a model that has one", () => {
  fc.assert(
    fc.property(size, (photo) => {
      const view = photoView(gemma, photo);
      expect(view.canvas).toEqual({ width: 896, height: 896 });
      expect(holds(view.canvas, view.scaled)).toBe(true);
      expect(view.part).toEqual({ x: 0, y: 0, ...photo });
      keepsAspect(view);
    }),
  );
});

test("never draws a picture for Claude that is too large or too narrow", () => {
  fc.assert(
    fc.property(size, (photo) => {
      const view = photoView(claude, photo);
      const { canvas, scaled } = view;
      expect(Math.max(canvas.width, canvas.height)).toBeLessThanOrEqual(1_568);
      expect(Math.min(canvas.width, canvas.height)).toBeGreaterThanOrEqual(200);
      expect(viewTokens(claude, view)).toBeLessThanOrEqual(1_568);
      expect(holds(canvas, scaled)).toBe(true);
      expect(scaled.width <= photo.width && scaled.height <= photo.height).toBe(true);
      keepsAspect(view);
    }),
  );
});

test("limits pictures for other models to 1568 pixels per side", () => {
  fc.assert(
    fc.property(size, (photo) => {
      const view = photoView(other, photo);
      expect(Math.max(view.canvas.width, view.canvas.height)).toBeLessThanOrEqual(1_568);
      expect(view.canvas).toEqual(view.scaled);
      keepsAspect(view);
    }),
  );
});

test.each([
  ["keeps a small one", { width: 1_000, height: 700 }, { width: 1_000, height: 700 }, 900],
  [
    "scales one with too many patches to whole patches",
    { width: 1_568, height: 1_176 },
    { width: 1_260, height: 945 },
    1_530,
  ],
  ["scales a 1080p frame", { width: 1_568, height: 882 }, { width: 1_456, height: 819 }, 1_560],
  ["pads a thin strip", { width: 1_568, height: 90 }, { width: 1_568, height: 200 }, 448],
])("photos for Claude: %s", (_name, photo, canvas, tokens) => {
  const view = photoView(claude, photo);
  expect(view.canvas).toEqual(canvas);
  expect(viewTokens(claude, view)).toBe(tokens);
});

test("takes the tokens of a picture from the model's own figure if it has one", () => {
  expect(viewTokens(gemma, photoView(gemma, { width: 1_568, height: 1_176 }))).toBe(256);
  expect(viewTokens(other, photoView(other, { width: 300, height: 300 }))).toBe(768);
  expect(viewTokens(other, photoView(other, { width: 1_568, height: 1_176 }))).toBe(2_352);
});

test.each<[what: string, photo: [number, number], scaled: [number, number]]>([
  ["an icon", [64, 64], [128, 128]],
  ["a single pixel", [1, 1], [2, 2]],
  ["a short line of text", [300, 40], [600, 80]],
  ["exactly half of the canvas", [448, 200], [896, 400]],
  ["more than half of the canvas", [449, 449], [896, 896]],
  ["as large as the canvas", [896, 896], [896, 896]],
  ["wider than the canvas", [1_568, 784], [896, 448]],
  ["higher than the canvas", [784, 1_568], [448, 896]],
  ["a thin strip", [4_000, 2], [896, 1]],
])("enlarges a picture to at most twice its size on a model's canvas: %s", (_what, [width, height], scaled) => {
  const view = photoView(gemma, { width, height });
  expect(view.scaled).toEqual({ width: scaled[0], height: scaled[1] });
  expect(view.canvas).toEqual({ width: 896, height: 896 });
});
