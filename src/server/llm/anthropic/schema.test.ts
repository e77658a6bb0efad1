import { expect, test } from "bun:test";
import { toAcceptedSchema } from "./schema.ts";

// The expected results are those of `transformJSONSchema` of @anthropic-ai/sdk 1.12.0.

test.each([
  [
    { $schema: "https://json-schema.org/draft/2020-12/schema", type: "object", additionalProperties: true },
    { type: "object", properties: {}, additionalProperties: false },
  ],
  [
    { type: "string", description: "A word", minLength: 1, pattern: "^a" },
    { type: "string", description: 'A word\n\n{minLength: 1, pattern: "^a"}' },
  ],
  [
    { type: "string", format: "date" },
    { type: "string", format: "date" },
  ],
  [
    { type: "string", format: "regex" },
    { type: "string", description: '{format: "regex"}' },
  ],
  [
    { type: "array", items: { type: "integer", minimum: 0 }, minItems: 1 },
    { type: "array", items: { type: "integer", description: "{minimum: 0}" }, minItems: 1 },
  ],
  [
    { type: "array", items: { type: "number" }, minItems: 2 },
    { type: "array", items: { type: "number" }, description: "{minItems: 2}" },
  ],
  [{ type: "string", enum: ["a", "b"] }, { enum: ["a", "b"] }],
  [
    { type: "object", enum: [{ a: 1 }] },
    { type: "object", properties: {}, additionalProperties: false, description: '{enum: [{"a":1}]}' },
  ],
  [
    { oneOf: [{ const: "sign" }, { type: "null" }], title: "Kind" },
    { anyOf: [{ const: "sign" }, { type: "null" }], title: "Kind" },
  ],
  [
    { allOf: [{ type: "object", properties: {} }] },
    { allOf: [{ type: "object", properties: {}, additionalProperties: false }] },
  ],
  [
    {
      $defs: { word: { type: "object", properties: { a: { type: "string" } }, required: ["a"] } },
      type: "object",
      properties: { w: { $ref: "#/$defs/word" } },
    },
    {
      $defs: {
        word: { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false },
      },
      type: "object",
      properties: { w: { $ref: "#/$defs/word" } },
      additionalProperties: false,
    },
  ],
  [
    { type: "boolean", default: true },
    { type: "boolean", description: "{default: true}" },
  ],
])("keeps what the API accepts and puts the rest into the description: %j", (schema, accepted) => {
  const before = structuredClone(schema);
  expect<unknown>(toAcceptedSchema(schema)).toEqual(accepted);
  expect<unknown>(schema).toEqual(before);
});
