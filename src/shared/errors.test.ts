import { expect, test } from "bun:test";
import { errorCodes, errorTraits } from "./errors.ts";

// Rules that hold for every row, also for one that is added later

test.each(errorCodes)("repeats or hands on no request that was refused: %s", (code) => {
  const { status, retryable, mayFallBack } = errorTraits[code];
  const isRefusal = status < 500 && status !== 429;
  expect(isRefusal && (retryable || mayFallBack)).toBeFalsy();
});

test.each(errorCodes)("offers Settings only for a failure: %s", (code) => {
  const { inSettings, shownAs } = errorTraits[code];
  expect(inSettings && shownAs).toBeFalsy();
});
