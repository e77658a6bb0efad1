import fc from "fast-check";
import type { Schema } from "./read-document.ts";

/** Values that replace what a schema alone would give: real ids, addresses that lead nowhere. By the name of the property or parameter. */
export type Known = Record<string, readonly unknown[]>;

/** Values that mostly fit the schema; the caller filters out the others. */
export function arbitraryOf(schema: Schema, known: Known, name = ""): fc.Arbitrary<unknown> {
  const own = known[name];
  // another address would be asked for, somewhere in the world
  if (own && /url$/i.test(name)) return fc.constantFrom(...own);
  const usual = byType(schema, known, name);
  return own && own.length > 0 ? fc.oneof(fc.constantFrom(...own), usual) : usual;
}

function byType(schema: Schema, known: Known, name: string): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices && !schema.properties) return fc.oneof(...choices.map((each) => arbitraryOf(each, known, name)));
  const types = [schema.type ?? "object"].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema, known)));
}

function ofType(type: string, schema: Schema, known: Known): fc.Arbitrary<unknown> {
  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: schema.minimum ?? -1_000, max: Math.min(schema.maximum ?? 1_000, 2 ** 31 - 1) });
    case "number":
      return fc.double({ min: schema.minimum ?? -10, max: schema.maximum ?? 10, noNaN: true });
    case "array":
      return fc.array(arbitraryOf(schema.items ?? {}, known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case "string":
      return ofText(schema);
    default:
      return ofObject(schema, known);
  }
}

function ofText({ pattern, format, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<unknown> {
  if (format === "uuid") return fc.uuid();
  const letters = fc.constantFrom(...Array.from('aZ9 猫が好き。我喜欢고양이😀é\u0301\u0085\n#/{}"<>'));
  const plain = fc.string({ unit: letters, minLength, maxLength: Math.min(maxLength, 40) });
  // right at the limit, where units and characters differ
  const longest = maxLength <= 2_000 ? [fc.constant("😀".repeat(maxLength))] : [];
  if (pattern === undefined) return fc.oneof({ weight: 6, arbitrary: plain }, ...longest);
  // fast-check makes no text for a look-ahead
  const simple = pattern.replace(/\(\?![^)]*\)/g, "");
  return fc.oneof({ weight: 3, arbitrary: fc.stringMatching(new RegExp(simple)) }, plain, ...longest);
}

function ofObject(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  const named = Object.entries(properties).map(([key, each]) => {
    const value = arbitraryOf(each, known, key);
    return [key, required.includes(key) ? value : fc.option(value, { nil: undefined, freq: 2 })] as const;
  });
  const fields = fc.record(Object.fromEntries(named)).map(withoutUndefined);
  if (typeof additionalProperties !== "object") return fields;
  const more = fc.dictionary(
    propertyNames ? fc.oneof(fc.constantFrom("X-Team", "Host"), fc.stringMatching(/^[a-z-]{1,9}$/)) : fc.string(),
    arbitraryOf(additionalProperties, known),
    { maxKeys: 3 },
  );
  return fc.tuple(fields, more).map(([one, other]) => ({ ...other, ...one }));
}

const withoutUndefined = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));

/** Values near those that fit: a property too many, too few, or of another type. The caller keeps those that do not fit. */
export function nearMisses(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom<unknown>(
    null,
    true,
    -1,
    1.5,
    1e308,
    "",
    " ",
    "x".repeat(8_000),
    [],
    [[]],
    {},
    "\u0000",
    "en-u-ca-buddhist",
  );
  const keys = Object.keys(schema.properties ?? {});
  const changed = fc.tuple(
    arbitraryOf(schema, known),
    fc.constantFrom("none", ...keys),
    odd,
    fc.integer({ min: 0, max: 3 }),
  );
  return fc.oneof(
    odd,
    changed.map(([value, key, other, how]) => {
      if (typeof value !== "object" || value === null) return other;
      const { [key]: _, ...rest } = value as Record<string, unknown>;
      return how === 0 ? rest : how === 1 ? { ...value, unknown: other } : { ...rest, [key]: other };
    }),
  );
}
