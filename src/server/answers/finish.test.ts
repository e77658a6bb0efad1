import { expect, test } from "bun:test";
import type { Outcome } from "#shared/answer.ts";
import { LLMError, type LLMErrorInfo } from "#server/llm/types.ts";
import type { LLMErrorCode } from "#shared/error-codes.ts";
import { toEarlyEnd } from "./finish.ts";

const some = { provider: "ollama", partialText: "猫が" };
const none = { provider: "ollama" };

test.each<[string, LLMErrorCode, LLMErrorInfo, Outcome | null]>([
  ["the connection breaks", "incomplete", none, "interrupted"],
  ["the server hangs in the middle of an answer", "timeout", { ...some, phase: "idle" }, "interrupted"],
  ["the server hangs before the first word", "timeout", { ...none, phase: "first-token" }, null],
  ["the model's process dies in the middle of an answer", "out_of_memory", some, "interrupted"],
  ["the model does not fit into memory", "out_of_memory", none, null],
  ["the window is full in the middle of an answer", "context_overflow", some, "cut"],
  ["the window is too small for the prompt", "context_overflow", none, null],
  ["nothing answers", "connect", none, null],
])("decides whether an answer can be continued when %s", (_what, code, info, outcome) => {
  expect(toEarlyEnd(new LLMError(code, "", info))?.outcome ?? null).toBe(outcome);
});
