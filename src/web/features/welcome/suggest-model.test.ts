import { expect, test } from "bun:test";
import { suggestModel } from "./suggest-model.ts";

const withModels = (...details: { id: string; sizeBytes?: number; remote?: boolean }[]) => ({
  available: true,
  models: details.map(({ id }) => id),
  details,
});

test("the recommended model comes first, also beside a larger one", () => {
  expect(suggestModel(withModels({ id: "llama:70b", sizeBytes: 4e10 }, { id: "gemma3:12b", sizeBytes: 8e9 }))?.id).toBe(
    "gemma3:12b",
  );
});

test("else the largest on this computer", () => {
  const models = withModels({ id: "a", sizeBytes: 1e9 }, { id: "b", sizeBytes: 5e9 }, { id: "c", sizeBytes: 2e9 });
  expect(suggestModel(models)?.id).toBe("b");
});

test("never one that runs in the cloud", () => {
  expect(suggestModel(withModels({ id: "gemma4:31b-cloud", sizeBytes: 9e9, remote: true }))).toBeNull();
  expect(suggestModel(withModels({ id: "cloud", sizeBytes: 9e9, remote: true }, { id: "here" }))?.id).toBe("here");
});

test("a server that gives names only still has a model to begin with", () => {
  expect(suggestModel({ available: true, models: ["gemma3:4b"] })?.id).toBe("gemma3:4b");
  expect(suggestModel({ available: true, models: [] })).toBeNull();
});
