import { expect, test } from "bun:test";
import { drawPng, readPixels } from "#test/pixels.ts";
import { drawStored, drawView } from "./draw.ts";
import { loadSharp } from "./sharp.ts";

const sharp = await loadSharp();

/** Red to the left of x = 300, blue to the right of it, green below y = 150. */
const photo = await drawPng(600, 200, (x, y) => (y >= 150 ? [0, 200, 0] : x < 300 ? [200, 0, 0] : [0, 0, 200]));
const stored = { width: 600, height: 200 };
const whole = { x: 0, y: 0, ...stored };

const name = ([red, green, blue]: readonly number[]) =>
  red! > 120 ? "red" : green! > 120 ? "green" : blue! > 120 ? "blue" : "black";

test("centres the whole picture on its canvas without stretching it", async () => {
  const canvas = { width: 896, height: 896 };
  const jpeg = await drawView(sharp, photo, { part: whole, scaled: { width: 896, height: 299 }, canvas });
  const { width, height, at } = await readPixels(jpeg);
  expect([width, height]).toEqual([896, 896]);
  const top = Math.floor((896 - 299) / 2);
  const seen = [
    [448, top - 6],
    [10, top + 6],
    [885, top + 6],
    [440, top + 100],
    [456, top + 100],
    [10, top + 290],
    [448, top + 305],
  ].map(([x, y]) => name(at(x!, y!)));
  expect(seen).toEqual(["black", "red", "blue", "red", "blue", "green", "black"]);
});

test("cuts out a part of a picture to the pixel", async () => {
  const part = { x: 250, y: 20, width: 101, height: 140 };
  const jpeg = await drawView(sharp, photo, { part, scaled: part, canvas: part });
  const { width, height, at } = await readPixels(jpeg);
  expect([width, height]).toEqual([101, 140]);
  expect([at(44, 60), at(56, 60), at(50, 122), at(50, 136)].map(name)).toEqual(["red", "blue", "blue", "green"]);
});

test("enlarges a part and fills the rest of the canvas with black", async () => {
  const part = { x: 300, y: 100, width: 100, height: 50 };
  const canvas = { width: 200, height: 200 };
  const { at } = await readPixels(await drawView(sharp, photo, { part, scaled: { width: 200, height: 100 }, canvas }));
  expect([at(100, 42), at(8, 60), at(190, 140), at(100, 158)].map(name)).toEqual(["black", "blue", "blue", "black"]);
});

test("refuses a picture with an edge that no camera makes, and takes a panorama (T32)", async () => {
  const line = await drawPng(30_001, 1, () => [0, 0, 0]);
  await expect(drawStored(sharp, line, 1_568)).rejects.toMatchObject({ code: "invalid_image" });
  const panorama = await drawPng(16_000, 10, () => [0, 0, 0]);
  expect((await drawStored(sharp, panorama, 1_568)).size.width).toBe(1_568);
});
