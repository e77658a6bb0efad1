import { expect, test } from "bun:test";
import { contextBytes, listWindows } from "./context-windows.ts";

test("offers windows up to the model's own", () => {
  expect(listWindows(40_960)).toEqual([4_096, 8_192, 16_384, 32_768, 40_960]);
  expect(listWindows(2_048)).toEqual([2_048]);
  expect(listWindows(10_000_000).at(-1)).toBe(1_048_576); // the largest that can be set
  expect(listWindows(undefined).at(-1)).toBe(262_144); // the model's window is unknown
});

test("includes the window that is set, whatever it is", () => {
  expect(listWindows(16_384, 12_000)).toEqual([4_096, 8_192, 12_000, 16_384]);
});

test.each([
  ["12.2B", 8_192, 0.8, 2.4],
  ["137M", 8_192, 0, 0],
  ["27B", 131_072, 28.3, 84.9],
])("%s with %d tokens takes %d to %d GB", (parameters, tokens, from, to) => {
  const bytes = contextBytes({ id: "a", parameters }, tokens);
  expect([bytes?.from, bytes?.to].map((amount) => Math.round(amount! / 1e8) / 10)).toEqual([from, to]);
});

test("gives no estimate for a model of unknown size", () => {
  expect(contextBytes({ id: "a" }, 8_192)).toBeNull();
  expect(contextBytes({ id: "a", parameters: "unknown" }, 8_192)).toBeNull();
});
