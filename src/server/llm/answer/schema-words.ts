import { z } from "zod";
import type { JsonSchema, LLMStreamOptions } from "#server/llm/types.ts";

const wordsSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  required: z.array(z.string()).optional(),
  items: z.record(z.string(), z.unknown()).optional(),
});

/** Removes `$schema`, which only validators read. */
export function bareSchema(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== "$schema"));
}

/** Adds the schema in words to the instructions: a grammar forces the shape but not the meaning, and not every server has one. */
export function withSchemaInWords({ system, schema }: Pick<LLMStreamOptions, "system" | "schema">): string {
  return [system, ...(schema ? [schemaInWords(schema.schema)] : [])].filter(Boolean).join("\n\n");
}

/**
 * Describes a schema in words. Gives no example of JSON, because an example beside a schema is one cause of endless answers.
 * `{texts: [{text, kind?}]}` → `…an object with\n- "texts": a list of objects with\n  - "text": text\n  - "kind" (may be left out): …`
 */
export function schemaInWords(schema: JsonSchema): string {
  return `Answer with JSON and nothing else: no other words, no code fence. It is ${describe(schema, "")}`;
}

function describe(schema: JsonSchema, indent: string): string {
  const { type, enum: values, const: value, properties, required = [], items } = wordsSchema.parse(schema);
  if (values) return `one of ${values.map((each) => JSON.stringify(each)).join(", ")}`;
  if (value !== undefined) return JSON.stringify(value);
  if (properties) {
    const lines = Object.entries(properties).map(([name, property]) => {
      const { description } = wordsSchema.parse(property);
      const optional = required.includes(name) ? "" : " (may be left out)";
      const details = describe(property, `${indent}  `);
      return `\n${indent}- "${name}"${optional}: ${description === undefined ? "" : `${description}; `}${details}`;
    });
    return `an object with${lines.join("")}`;
  }
  if (items) return `a list, each of which is ${describe(items, indent)}`;
  return [type ?? "anything"].flat().map(nameOfType).join(" or ");
}

const names: Record<string, string> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  null: "null",
  object: "an object",
  array: "a list",
};
const nameOfType = (type: string) => names[type] ?? type;
