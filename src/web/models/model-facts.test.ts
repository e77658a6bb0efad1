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

test("facts are what the server says, in the order a learner asks", () => {
  expect(modelFacts(gemma, words)).toBe("8.1 GB · Q4_K_M · 12.2B · up to 131K context");
  expect(modelFacts(gemma, { t: ja, format: createFormat("ja") })).toBe(
    "8.1 GB · Q4_K_M · 12.2B · コンテキスト最大131K",
  );
});

test("with the window that it is given, never more than it has", () => {
  expect(modelFacts(gemma, words, 8_192)).toBe("8.1 GB · Q4_K_M · 12.2B · 8.2K of 131K context");
  expect(modelFacts({ id: "a", contextLength: 4_096 }, words, 8_192)).toBe("4.1K of 4.1K context");
  expect(modelFacts({ id: "a" }, words, 8_192)).toBe("");
});

test("in memory, with the part of it that the graphics card has", () => {
  const memory = { gpuShare: 0.62, contextTokens: 8_192 };
  expect(modelTags({ id: "a", loaded: true, memory }, words)).toEqual([
    { text: "in memory · 62% on the GPU", tone: "good" },
  ]);
  expect(modelTags({ id: "a", loaded: true }, words)).toEqual([{ text: "in memory", tone: "good" }]);
});

test("what the server does not say is not there", () => {
  expect(modelFacts({ id: "my-vision-model" }, words)).toBe("");
  expect(modelTags({ id: "my-vision-model" }, words)).toEqual([]);
  expect(modelLine({ id: "my-vision-model" }, words)).toBe("my-vision-model");
});

test.each([0, 384, 40_000_000])("a size of %d bytes is not shown as no gigabytes", (sizeBytes) => {
  expect(modelFacts({ id: "a", sizeBytes }, words)).toBe("");
  expect(modelLine({ id: "a", sizeBytes }, words)).toBe("a");
});

test("a model of the cloud has no size here, and its tag is a caution", () => {
  const cloud = { id: "gpt-oss:120b-cloud", sizeBytes: 384, remote: true };
  expect(modelFacts(cloud, words)).toBe("");
  expect(modelTags(cloud, words)).toEqual([{ text: "runs in the cloud", tone: "caution" }]);
});

test("a line of the list has the name that people know, and not what changes by the minute", () => {
  expect(modelLine(gemma, words)).toBe("gemma3:12b · 8.1 GB · sees pictures");
  expect(modelLine({ id: "claude-sonnet-5-5", label: "Claude Sonnet 5.5" }, words)).toBe("Claude Sonnet 5.5");
});

describe("a model is found by its name", () => {
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
