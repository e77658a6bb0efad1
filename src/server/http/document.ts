import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { serverEventSchema } from "#shared/events.ts";
import { generationEventSchema } from "#shared/generation.ts";
import { testEventSchema } from "#shared/model-test.ts";
import { type Component, type Env, errorSchema } from "./router.ts";

/** What several operations answer. */
const components: Record<Component, z.ZodType> = {
  Error: errorSchema,
  GenerationEvent: generationEventSchema,
  TestEvent: testEventSchema,
  BrowserEvent: serverEventSchema,
};

/** The OpenAPI document of the routes. */
export function describeApi(app: OpenAPIHono<Env>, version: string) {
  const document = app.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "Blossom", version } });
  const schemas = Object.entries(components).map(([name, schema]) => {
    const { $schema: _, ...own } = z.toJSONSchema(schema, { io: "input" });
    return [name, own];
  });
  return { ...document, components: { schemas: Object.fromEntries(schemas) } };
}
