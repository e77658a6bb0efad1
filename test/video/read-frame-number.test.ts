import { expect, test } from "bun:test";
import { drawPng, readPixels } from "#test/pixels.ts";
import { readFrameNumber } from "./read-frame-number.ts";

const drawn = async (width: number, height: number, colour: (x: number) => number) => {
  const png = await drawPng(width, height, (x, y) => {
    const light = y < height / 9 ? colour(Math.floor((x / width) * 16)) : 96;
    return [light, light, light];
  });
  const pixels = await readPixels(png);
  const data = Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_x, x) => pixels.at(x, y))).flat(
    2,
  );
  return readFrameNumber({ data, width, height });
};

test.each([0, 1, 89, 299, 65_535])("reads the number %d of a drawn frame at any size", async (number) => {
  const bit = (k: number) => (number & (1 << k) ? 235 : 16);
  expect(await drawn(320, 180, bit)).toBe(number);
  expect(await drawn(854, 480, bit)).toBe(number);
});

test("reads no number in another picture", async () => expect(await drawn(320, 180, () => 120)).toBeNull());
