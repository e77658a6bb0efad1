import { z } from "zod";
import type { OpenApp } from "#test/open-app.ts";

/** A JSON Schema, as far as the API's document uses it. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  maxProperties?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  contentSchema?: Schema;
};

type Content = Record<string, { schema: Schema }>;
type Parameter = { name: string; in: "path" | "query" | "header"; required?: boolean; schema: Schema };
export type Operation = {
  method: string;
  path: string;
  parameters: Parameter[];
  body: { type: string; schema: Schema } | null;
  responses: Record<string, { content?: Content; headers?: Record<string, { required?: boolean; schema?: Schema }> }>;
};

export type ApiDocument = { operations: Operation[]; components: Record<string, Schema> };

// our own document: the tests fail where it is not what it claims to be
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.custom<Described>())),
  components: z.object({ schemas: z.record(z.string(), z.custom<Schema>()) }),
});
type Described = {
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Operation["responses"];
};

/** Reads the API's document from the app that it describes. */
export async function readDocument(app: OpenApp): Promise<ApiDocument> {
  const { paths, components } = documentSchema.parse(await app.json("GET", "/api/openapi.json"));
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody, responses }]) => {
      const [content] = Object.entries(requestBody?.content ?? {});
      const body = content ? { type: content[0], schema: content[1].schema } : null;
      return { method: method.toUpperCase(), path, parameters, body, responses };
    }),
  );
  return { operations, components: components.schemas };
}
