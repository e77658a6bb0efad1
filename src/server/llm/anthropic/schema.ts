import type { JsonSchema } from "#server/llm/types.ts";

// The part of JSON Schema that structured outputs accept: https://docs.claude.com/en/docs/build-with-claude/structured-outputs

const copied: ReadonlySet<string> = new Set(["type", "title", "required", "$ref"]);
const dropped: ReadonlySet<string> = new Set(["$schema", "additionalProperties", "description"]);
const formats: ReadonlySet<string> = new Set(
  "date-time time date duration email hostname uri ipv4 ipv6 uuid".split(" "),
);

/** Keeps what the API accepts of a schema, and puts other constraints into the description. Blossom validates the answer with all. */
export function toAcceptedSchema(schema: JsonSchema): JsonSchema {
  const isObject = schema.type === "object";
  const accepted: Record<string, unknown> = isObject ? { properties: {}, additionalProperties: false } : {};
  const refused: string[] = [];
  for (const [key, value] of Object.entries(schema)) {
    if (dropped.has(key)) continue;
    const kept = accept(key, value);
    if (kept) Object.assign(accepted, kept);
    else refused.push(`${key}: ${JSON.stringify(value)}`);
  }
  // the API accepts `enum` and `const` only without a type
  if ("enum" in accepted || "const" in accepted) delete accepted.type;
  const words = [schema.description, refused.length > 0 && `{${refused.join(", ")}}`].filter(Boolean).join("\n\n");
  return { ...accepted, ...(words !== "" && { description: words }) };
}

/** Converts a keyword to what the API accepts, or returns null if the API refuses it. */
function accept(key: string, value: unknown): Record<string, unknown> | null {
  switch (key) {
    case "enum":
      return Array.isArray(value) && value.every(isPrimitive) ? { enum: value } : null;
    case "const":
      return isPrimitive(value) ? { const: value } : null;
    case "format":
      return formats.has(String(value)) ? { format: value } : null;
    case "minItems":
      return value === 0 || value === 1 ? { minItems: value } : null;
    case "items":
      return isSchema(value) ? { items: toAcceptedSchema(value) } : null;
    case "properties":
    case "$defs":
      return isSchema(value) ? { [key]: acceptEach(value) } : null;
    case "anyOf":
    case "oneOf":
      return Array.isArray(value) ? { anyOf: value.filter(isSchema).map(toAcceptedSchema) } : null;
    case "allOf":
      return Array.isArray(value) ? { allOf: value.filter(isSchema).map(toAcceptedSchema) } : null;
    default:
      return copied.has(key) ? { [key]: value } : null;
  }
}

const acceptEach = (schemas: JsonSchema) =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, each]) => [name, isSchema(each) ? toAcceptedSchema(each) : each]),
  );

const isPrimitive = (value: unknown) => value === null || typeof value !== "object";
const isSchema = (value: unknown): value is JsonSchema => !isPrimitive(value) && !Array.isArray(value);
