import { isRecord, isText } from "./exchange.ts";

/**
 * Turns a scripted answer into what a model writes under a grammar: always JSON that fits the schema. A fitting answer stays unchanged.
 * The words of any other answer become strings inside a fitting object.
 */
export function constrain(text: string, schema: Record<string, unknown>): string {
  const json = onlyObject(text);
  const value = parse(json);
  return value !== undefined && fits(value, schema) ? json : JSON.stringify(force(schema, value ?? text.trim()));
}

/** Under a grammar nothing stands before or after the object. */
const onlyObject = (text: string) => /\{.*\}/s.exec(text)?.[0] ?? text;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Schema = Record<string, unknown>;

const propertiesOf = ({ properties }: Schema): [string, Schema][] =>
  Object.entries(isRecord(properties) ? properties : {}).filter((entry): entry is [string, Schema] =>
    isRecord(entry[1]),
  );
const choicesOf = (schema: Schema): unknown[] | null => {
  if ("const" in schema) return [schema.const];
  return Array.isArray(schema.enum) ? schema.enum : null;
};
const variantsOf = ({ anyOf, oneOf }: Schema): Schema[] => {
  const variants = anyOf ?? oneOf;
  return Array.isArray(variants) ? variants.filter(isRecord) : [];
};

function fits(value: unknown, schema: Schema): boolean {
  const choices = choicesOf(schema);
  if (choices) return choices.includes(value);
  const variants = variantsOf(schema);
  if (variants.length > 0) return variants.some((variant) => fits(value, variant));
  if (schema.type === "object") {
    if (!isRecord(value)) return false;
    const required = Array.isArray(schema.required) ? schema.required.filter(isText) : [];
    const known = new Map(propertiesOf(schema));
    return (
      required.every((name) => name in value) &&
      Object.entries(value).every(([name, part]) => {
        const inner = known.get(name);
        return inner ? fits(part, inner) : schema.additionalProperties !== false;
      })
    );
  }
  if (schema.type === "array") {
    const { items } = schema;
    return Array.isArray(value) && (!isRecord(items) || value.every((part) => fits(part, items)));
  }
  if (schema.type === "string") return isText(value);
  if (schema.type === "boolean") return typeof value === "boolean";
  if (schema.type === "integer") return Number.isInteger(value);
  if (schema.type === "number") return typeof value === "number";
  return schema.type !== "null" || value === null;
}

/** The nearest fitting value: keeps the parts that fit and makes the missing parts from the value's words. */
function force(schema: Schema, value: unknown): unknown {
  if (value !== undefined && fits(value, schema)) return value;
  const choices = choicesOf(schema);
  if (choices) return choices[0];
  const [variant] = variantsOf(schema);
  if (variant) return force(variant, value);
  if (schema.type === "object") {
    const part = (name: string) => (isRecord(value) ? value[name] : value);
    return Object.fromEntries(propertiesOf(schema).map(([name, inner]) => [name, force(inner, part(name))]));
  }
  if (schema.type === "array") {
    const { items } = schema;
    const all: unknown[] = Array.isArray(value) ? value : [value];
    return isRecord(items) ? all.map((part) => force(items, part)) : all;
  }
  if (schema.type === "string") return isText(value) ? value : JSON.stringify(value ?? "");
  if (schema.type === "boolean") return false;
  return schema.type === "integer" || schema.type === "number" ? 0 : null;
}
