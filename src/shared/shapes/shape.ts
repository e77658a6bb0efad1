import { isRecord } from "#shared/parse-json.ts";

/** The parts of JSON Schema that the schemas of events and errors use. `shapes.ts` refuses all others. */
export type ShapeNode =
  | Record<string, never> // any value
  | { anyOf: ShapeNode[] }
  | { enum: unknown[] }
  | { type: "string" | "boolean" | "null" }
  | { type: "number" | "integer"; minimum?: number; exclusiveMinimum?: number; maximum?: number }
  | { type: "array"; items: ShapeNode }
  | { type: "object"; properties: Record<string, ShapeNode>; required: string[]; values?: ShapeNode };

/** What a value of type `T` looks like, as plain data. `of` is never set; it carries the type. */
export type Shape<T> = { node: ShapeNode; of?: T };

/** Whether this build can use a value that another build of Blossom wrote. Unknown fields are allowed. */
export const fits = <T>({ node }: Shape<T>, value: unknown): value is T => fitsNode(node, value);

function fitsNode(node: ShapeNode, value: unknown): boolean {
  if ("anyOf" in node) return node.anyOf.some((one) => fitsNode(one, value));
  if ("enum" in node) return node.enum.includes(value);
  if (!("type" in node)) return true;
  switch (node.type) {
    case "null":
      return value === null;
    case "string":
    case "boolean":
      return typeof value === node.type;
    case "number":
    case "integer": {
      const { minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity } = node;
      if (
        typeof value !== "number" ||
        !(node.type === "integer" ? Number.isSafeInteger(value) : Number.isFinite(value))
      )
        return false;
      return value >= minimum && value > exclusiveMinimum && value <= maximum;
    }
    case "array":
      return Array.isArray(value) && value.every((one) => fitsNode(node.items, one));
    case "object":
      return isRecord(value) && fitsFields(node, value);
  }
}

function fitsFields(node: Extract<ShapeNode, { type: "object" }>, value: Record<string, unknown>): boolean {
  const { properties, required, values } = node;
  const areAllowed = Object.entries(properties).every(([name, field]) =>
    value[name] === undefined ? !required.includes(name) : fitsNode(field, value[name]),
  );
  return areAllowed && (!values || Object.values(value).every((each) => fitsNode(values, each)));
}
