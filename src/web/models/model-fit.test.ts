import { expect, test } from "bun:test";
import { recommendedModels } from "#shared/recommended-models.ts";
import { fitOf } from "#shared/model-fit.ts";
import { firstModel } from "./model-fit.ts";

const gib = 2 ** 30;

test.each(recommendedModels)(
  "$model fits a computer with the memory it is recommended for",
  ({ downloadGb, memoryGb }) => {
    expect(fitOf(downloadGb * 1e9, memoryGb * gib)).toBe("fits");
  },
);

test.each(recommendedModels)("$model fits a GPU with the memory it is recommended for", ({ downloadGb, gpuGb }) => {
  expect(downloadGb * 1.25 + 1).toBeLessThanOrEqual(gpuGb);
});

test("has a model for 8, 16 and 32 GB of memory from each family", () => {
  for (const family of ["gemma3:", "qwen3.5:"]) {
    const own = recommendedModels.filter(({ model }) => model.startsWith(family));
    expect(own.map(({ memoryGb }) => memoryGb).toSorted((a, b) => a - b)).toEqual([8, 16, 32]);
  }
  expect(recommendedModels.some(({ model }) => model.startsWith("gemma4:"))).toBe(true);
});

test.each([
  ["8.1 GB", 8.1e9, 12 * gib, "tight"],
  ["8.1 GB", 8.1e9, 8 * gib, "tooLarge"],
  ["17 GB", 17e9, 16 * gib, "tooLarge"],
] as const)("%s of %d bytes in %d bytes of memory: %s", (_name, size, memory, fit) => {
  expect(fitOf(size, memory)).toBe(fit);
});

test.each([
  [null, "gemma3:12b"],
  [16 * gib, "gemma3:12b"],
  [8 * gib, "gemma3:4b"],
  [4 * gib, "gemma3:4b"],
])("for %p bytes of memory recommends %s", (memory, model) => {
  expect(firstModel(memory).model).toBe(model as never);
});
