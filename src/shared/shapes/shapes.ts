import { z } from "zod";
import { apiErrorSchema } from "#shared/errors.ts";
import { serverEventSchema } from "#shared/events.ts";
import { generationEventSchema } from "#shared/generation.ts";
import { testEventSchema } from "#shared/model-test.ts";
import type { Shape, ShapeNode } from "./shape.ts";

// Runs when the page is built: `import … with { type: "macro" }` replaces the call with the data that it returns. So the page checks
// responses and events against the server's schemas without loading zod itself, which would be a sixth of the first visit's code.

export const apiErrorShape = () => toShape(apiErrorSchema);
export const serverEventShape = () => toShape(serverEventSchema);
export const testEventShape = () => toShape(testEventSchema);
export const generationEventShape = () => toShape(generationEventSchema);

/** Throws if the schema says something that `fits` does not check, such as a pattern or a default. */
export const toShape = <T>(schema: z.ZodType<T>): Shape<T> => ({
  node: toNode(nodeSchema.parse(z.toJSONSchema(schema))),
});

const typeSchema = z.enum(["string", "boolean", "null", "number", "integer", "array", "object"]);
const largestInteger = Number.MAX_SAFE_INTEGER;

const nodeSchema = z.strictObject({
  $schema: z.string().optional(),
  description: z.string().optional(),
  type: z.union([typeSchema.transform((type) => [type]), z.array(typeSchema)]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  get anyOf() {
    return z.array(nodeSchema).optional();
  },
  get oneOf() {
    return z.array(nodeSchema).optional();
  },
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  maximum: z.number().optional(),
  get items() {
    return nodeSchema.optional();
  },
  get properties() {
    return z.record(z.string(), nodeSchema).optional();
  },
  required: z.array(z.string()).optional(),
  /** Of a record: any names, with values of one shape. */
  get additionalProperties() {
    return z.union([z.literal(false), nodeSchema]).optional();
  },
  propertyNames: z.strictObject({ type: z.literal("string") }).optional(),
});
type Node = z.infer<typeof nodeSchema>;

function toNode(node: Node): ShapeNode {
  const options = node.anyOf ?? node.oneOf;
  if (options) return { anyOf: options.map(toNode) };
  if (node.const !== undefined) return { enum: [node.const] };
  if (node.enum) return { enum: node.enum };
  const types = (node.type ?? []).map((type) => withType(node, type));
  return types.length > 1 ? { anyOf: types } : (types[0] ?? {});
}

function withType(node: Node, type: z.infer<typeof typeSchema>): ShapeNode {
  switch (type) {
    case "string":
    case "boolean":
    case "null":
      return { type };
    case "number":
    case "integer": {
      const { minimum, exclusiveMinimum, maximum } = node;
      return {
        type,
        ...(minimum !== undefined && minimum !== -largestInteger && { minimum }),
        ...(exclusiveMinimum !== undefined && { exclusiveMinimum }),
        ...(maximum !== undefined && maximum !== largestInteger && { maximum }),
      };
    }
    case "array":
      return { type, items: toNode(node.items ?? {}) };
    case "object": {
      const fields = Object.entries(node.properties ?? {}).map(([name, field]) => [name, toNode(field)] as const);
      const values = node.additionalProperties || undefined;
      return {
        type,
        properties: Object.fromEntries(fields),
        required: node.required ?? [],
        ...(values && { values: toNode(values) }),
      };
    }
  }
}
