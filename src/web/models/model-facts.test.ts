import { describe, expect, test } from "bun:test";
import { models as en } from "#web/i18n/en/models.ts";
import { createFormat } from "#web/i18n/format.ts";
import { models as ja } from "#web/i18n/ja/models.ts";
import { findModel } from "#shared/canonical-name.ts";
import { modelFacts, modelLine, modelTags } from "./model-facts.ts";

const words = { t: en, format: createFormat("en") };
const gemma = {
  id: "gemma3:12b",
  sizeBytes: 8_149_190_253,
  parameters: "12.2B",
  quantisation: "Q4_K_M",
  contextLength: 131_072,
  vision: true,
  loaded: true,
};

test("shows the facts that the server gives, in the order in which a learner asks", () => {
  expect(modelFacts(gemma, words)).toBe("8.1 GB · Q4_K_M · 12.2B · up to 128K context");
  expect(modelFacts(gemma, { t: ja, format: createFormat("ja") })).toBe(
    "8.1 GB · Q4_K_M · 12.2B · コンテキスト最大128K",
  );
});

test("shows the window that the model is given, never more than it has", () => {
  expect(modelFacts(gemma, words, 8_192)).toBe("8.1 GB · Q4_K_M · 12.2B · 8K of 128K context");
  expect(modelFacts({ id: "a", contextLength: 4_096 }, words, 8_192)).toBe("4K of 4K context");
  expect(modelFacts({ id: "a" }, words, 8_192)).toBe("");
});

test("shows that it is in memory, and the part on the graphics card", () => {
  const memory = { gpuShare: 0.62, contextTokens: 8_192 };
  expect(modelTags({ id: "a", loaded: true, memory }, words)).toEqual([
    { text: "loaded · 62% on the GPU", tone: "good" },
  ]);
  expect(modelTags({ id: "a", loaded: true }, words)).toEqual([{ text: "loaded", tone: "good" }]);
});

test.each([
  [0, "loaded · on the CPU"],
  [0.004, "loaded · on the CPU"],
  [0.006, "loaded · 1% on the GPU"],
  [1, "loaded · 100% on the GPU"],
])("says where a model runs that has %d of its memory on the GPU", (gpuShare, text) => {
  const memory = { gpuShare, contextTokens: 8_192 };
  expect(modelTags({ id: "a", loaded: true, memory }, words).map((tag) => tag.text)).toEqual([text]);
});

test("leaves out what the server does not give", () => {
  expect(modelFacts({ id: "my-vision-model" }, words)).toBe("");
  expect(modelTags({ id: "my-vision-model" }, words)).toEqual([]);
  expect(modelLine({ id: "my-vision-model" }, words)).toBe("my-vision-model");
});

test.each([0, 384, 40_000_000])("does not show a size of %d bytes as 0 GB", (sizeBytes) => {
  expect(modelFacts({ id: "a", sizeBytes }, words)).toBe("");
  expect(modelLine({ id: "a", sizeBytes }, words)).toBe("a");
});

test("shows no size for a cloud model, and marks it as a caution", () => {
  const cloud = { id: "gpt-oss:120b-cloud", sizeBytes: 384, remote: true };
  expect(modelFacts(cloud, words)).toBe("");
  expect(modelTags(cloud, words)).toEqual([{ text: "runs in the cloud", tone: "caution" }]);
});

test("shows a known name in a list, and nothing that changes by the minute", () => {
  expect(modelLine(gemma, words)).toBe("gemma3:12b · 8.1 GB · sees pictures");
  expect(modelLine({ id: "claude-sonnet-5-5", label: "Claude Sonnet 5.5" }, words)).toBe("Claude Sonnet 5.5");
});

describe("findModel", () => {
  const rows: [stored: string, listed: string, isFound: boolean][] = [
    ["gemma3:12b", "gemma3:12b", true],
    ["gemma3", "gemma3:latest", true],
    ["Gemma3:12B", "gemma3:12b", true],
    ["localhost:5000/gemma3", "localhost:5000/gemma3:latest", true],
    ["gemma3:12b", "gemma3:4b", false],
    ["gemma3", "gemma3:12b", false],
    ["", "gemma3:12b", false],
  ];
  for (const [stored, listed, isFound] of rows) {
    test(`${stored} in ${listed}: ${isFound}`, () => expect(!!findModel([{ id: listed }], stored)).toBe(isFound));
  }
});
