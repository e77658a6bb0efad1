import { expect, test } from "bun:test";
import type { ModelInfo } from "#shared/model-info.ts";
import { suggestModel } from "./suggest-model.ts";

const gb = 1e9;
const large: ModelInfo = { id: "gemma3:27b", sizeBytes: 17 * gb, modifiedAt: 3 };
const general: ModelInfo = { id: "gemma3:12b", sizeBytes: 8.1 * gb, modifiedAt: 2 };
const small: ModelInfo = { id: "gemma3:4b", sizeBytes: 3.3 * gb, modifiedAt: 1 };
const other: ModelInfo = { id: "llama:8b", sizeBytes: 5 * gb, modifiedAt: 9 };
const older: ModelInfo = { id: "qwen:8b", sizeBytes: 5 * gb, modifiedAt: 8 };

test.each<[string, ModelInfo[], number | null, string | null]>([
  ["the one in memory before all others", [general, { ...other, loaded: true }], 16, "llama:8b"],
  ["the largest recommended one that fits", [small, general, large, other], 16, "gemma3:12b"],
  ["a smaller recommended one on a small computer", [small, general, large], 8, "gemma3:4b"],
  ["the measured one of two of the same size", [{ ...general, id: "gemma4:12b" }, general], 16, "gemma3:12b"],
  ["a model of today before one that is not recommended", [other, { ...general, id: "gemma4:12b" }], 16, "gemma4:12b"],
  ["a small model of today on a small computer", [other, { ...small, id: "qwen3.5:4b" }], 8, "qwen3.5:4b"],
  ["one under its full name", [other, { ...general, id: "library/gemma4:12b" }], 16, "library/gemma4:12b"],
  ["the largest recommended one when the memory is unknown", [small, large, general], null, "gemma3:27b"],
  ["the newest when none is recommended", [older, other], 16, "llama:8b"],
  ["the newest when no recommended one fits", [large, older, other], 16, "llama:8b"],
  ["another one than the one that failed to load", [{ ...general, failedToLoad: true }, older], 16, "qwen:8b"],
  ["another one than the one whose file is damaged", [{ ...general, damaged: true }, older], 16, "qwen:8b"],
  ["nothing when the only one runs in a cloud", [{ id: "gpt-oss:120b-cloud", remote: true, loaded: true }], 16, null],
  ["nothing when there is no model", [], 16, null],
])("suggests %s", (_what, models, memoryGb, expected) => {
  expect(suggestModel(models, memoryGb === null ? null : memoryGb * 2 ** 30)).toBe(expected);
});
