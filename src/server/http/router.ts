import { OpenAPIHono, z } from "@hono/zod-openapi";
import type { Server } from "bun";
import { apiErrorSchema } from "#shared/errors.ts";
import { AppError } from "#server/errors.ts";

/** `server` is absent when a test calls the app without a socket. */
export type Env = { Bindings: { server?: Pick<Server<unknown>, "timeout"> } };

/** A router that answers bad input in the same way everywhere: with the field and the reason. */
export const createRouter = () =>
  new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (result.success) return;
      const reasons = result.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
      throw new AppError("invalid_request", reasons.slice(0, 5).join("; ").slice(0, 500));
    },
  });

const content = <T extends z.ZodType>(schema: T) => ({ "application/json": { schema } });
export const errorSchema = z.object({ error: apiErrorSchema });

/** A required JSON body. */
export const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: content(schema) } });
/** A JSON response. */
export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: content(schema),
});
const failure = { description: "What went wrong: a code, words, and what to do next", content: content(errorSchema) };
/** The error answer of any route; see `http/error-response.ts`. The OpenAPI document has it, but the client's types do not, because the client throws it. */
export const failures: object = { default: failure };
export const idParam = z.object({ id: z.string().min(1).max(100) });
