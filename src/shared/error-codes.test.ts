import { expect, test } from "bun:test";
import { errorCodes, errorTraits } from "./error-codes.ts";

// these rules hold for every row, including rows added later

test.each(errorCodes)("neither retries a refusal nor falls back after it (%s)", (code) => {
  const { status, retryable, mayFallBack } = errorTraits[code];
  const isRefusal = status < 500 && status !== 429;
  expect(isRefusal && (retryable || mayFallBack)).toBeFalsy();
});

test.each(errorCodes)("offers Settings only for a failure (%s)", (code) => {
  const { inSettings, shownAs } = errorTraits[code];
  expect(inSettings && shownAs).toBeFalsy();
});
