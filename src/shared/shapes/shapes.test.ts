import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { z } from "zod";
import { apiErrorSchema } from "#shared/errors.ts";
import { serverEventSchema } from "#shared/events.ts";
import { generationEventSchema } from "#shared/generation.ts";
import { testEventSchema } from "#shared/model-test.ts";
import { fits, type Shape, type ShapeNode } from "./shape.ts";
import { apiErrorShape, generationEventShape, serverEventShape, testEventShape, toShape } from "./shapes.ts";

const cases: [string, Shape<unknown>, z.ZodType][] = [
  ["an error", apiErrorShape(), apiErrorSchema],
  ["an event of the connection", serverEventShape(), serverEventSchema],
  ["an event of an answer", generationEventShape(), generationEventSchema],
  ["an event of a model test", testEventShape(), testEventSchema],
];

/** Any JSON value; with the constants that shapes are made of, so that some of them nearly fit. */
const anyJson = fc.oneof(fc.jsonValue(), fc.constantFrom(null, "", 0, -1, 0.5, 2 ** 53, true, "ja", "connect"));

/** Values that fit a node, and values that differ from those in one place. */
function valueOf(node: ShapeNode): fc.Arbitrary<unknown> {
  if ("anyOf" in node) return fc.oneof(...node.anyOf.map(nearlyValueOf));
  if ("enum" in node) return fc.constantFrom(...node.enum);
  if (!("type" in node)) return anyJson;
  switch (node.type) {
    case "null":
      return fc.constant(null);
    case "string":
      return fc.string();
    case "boolean":
      return fc.boolean();
    case "number":
      return fc.oneof(fc.nat(3), fc.double({ noNaN: true, noDefaultInfinity: true }));
    case "integer":
      return fc.nat(3);
    case "array":
      return fc.array(nearlyValueOf(node.items), { maxLength: 3 });
    case "object": {
      if (node.values) return fc.dictionary(fc.string(), nearlyValueOf(node.values), { maxKeys: 3 });
      const fields = Object.entries(node.properties).map(([name, field]) => [name, nearlyValueOf(field)] as const);
      return fc.oneof(
        { weight: 9, arbitrary: fc.record(Object.fromEntries(fields), { requiredKeys: node.required }) },
        { weight: 1, arbitrary: fc.record(Object.fromEntries(fields), { requiredKeys: [] }) },
      );
    }
  }
}
const nearlyValueOf = (node: ShapeNode) =>
  fc.oneof({ weight: 30, arbitrary: valueOf(node) }, { weight: 1, arbitrary: anyJson });

describe.each(cases)("the shape of %s", (_, shape, schema) => {
  test("accepts exactly what its schema accepts", () => {
    let accepted = 0;
    fc.assert(
      fc.property(nearlyValueOf(shape.node), (value) => {
        const isValid = schema.safeParse(value).success;
        accepted += Number(isValid);
        return fits(shape, value) === isValid;
      }),
      { numRuns: 3_000 },
    );
    expect(accepted).toBeGreaterThan(100);
    expect(accepted).toBeLessThan(2_900);
  });

  test("accepts fields of a newer version", () => {
    const [valid] = fc.sample(
      valueOf(shape.node).filter((value) => schema.safeParse(value).success),
      1,
    );
    expect(fits(shape, Object.assign({}, valid, { newField: 1 }))).toBe(true);
  });
});

const unreadable: [string, z.ZodType][] = [
  ["a pattern", z.string().regex(/a/)],
  ["a length", z.array(z.string()).max(2)],
  ["a default", z.object({ a: z.string().default("b") })],
  ["a format", z.uuid()],
  ["names of a pattern", z.record(z.string().regex(/a/), z.number())],
];
test.each(unreadable)("refuses to make a shape of a schema with %s, which would not be checked", (_, schema) => {
  expect(() => toShape(schema)).toThrow();
});
