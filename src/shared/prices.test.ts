import { expect, test } from "bun:test";
import { costUsd } from "./prices.ts";

test("knows a price only for the models of its list", () => {
  const tokens = { input: 1_000_000, output: 0 };
  expect(costUsd("anthropic", "claude-sonnet-5-5-20261001", tokens)).toBe(2);
  for (const name of ["constructor", "toString", "__proto__", "gemma3:4b"])
    expect(costUsd("anthropic", name, tokens)).toBeUndefined();
});
