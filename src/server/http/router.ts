import { OpenAPIHono, z } from "@hono/zod-openapi";
import type { Server } from "bun";
import { beginningOf } from "#shared/beginning-of.ts";
import { type ErrorCode, errorTraits, llmErrorCodes } from "#shared/error-codes.ts";
import { apiErrorSchema } from "#shared/errors.ts";
import { textUpTo } from "#shared/request-text.ts";
import { AppError } from "#server/errors.ts";
import { fileType } from "./file-type.ts";

/** `server` is absent when a test calls the app without a socket. */
export type Env = { Bindings: { server?: Pick<Server<unknown>, "timeout"> } };

/** A router that answers bad input in the same way everywhere: with the field and the reason. */
export const createRouter = () =>
  new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (result.success) return;
      const reasons = result.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
      throw new AppError("invalid_request", beginningOf(reasons.slice(0, 5).join("; "), 500));
    },
  });

const content = <T extends z.ZodType>(schema: T) => ({ "application/json": { schema } });
export const errorSchema = z.object({ error: apiErrorSchema });

/** A required JSON body. */
export const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: content(schema) } });
/** A required file. */
export const fileBody = {
  required: true,
  content: { [fileType]: { schema: { type: "string" as const, format: "binary" } } },
};
/** A JSON response. */
export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: content(schema),
});

/** What any operation can answer: the gate refuses, a parameter or the body is not as documented, Blossom itself or its disk fails, or its data is being replaced. */
const always: readonly ErrorCode[] = [
  "invalid_request",
  "foreign_host",
  "foreign_origin",
  "internal",
  "starting",
  "disk_full",
  "storage_failed",
];
/** What an operation with a body can answer, too. */
export const ofBody: readonly ErrorCode[] = ["too_large", "unsupported_media_type"];
/** What an operation that asks a model can answer, too. */
export const ofModel: readonly ErrorCode[] = [
  ...llmErrorCodes,
  "no_key",
  "no_model",
  "no_text",
  "consent_needed",
  "responder_changed",
];

/**
 * The error answers of an operation, each status with the codes that it can have. The client's types do not have them, because the client
 * throws errors. See `http/error-response.ts`.
 */
export function fails(...codes: readonly ErrorCode[]): object {
  // plain loops, because every start runs this for each operation
  const byStatus: Record<number, ErrorCode[]> = {};
  for (const code of new Set([...always, ...codes])) (byStatus[errorTraits[code].status] ??= []).push(code);
  const answers: Record<string, object> = {};
  for (const [status, own] of Object.entries(byStatus)) {
    const description = `What went wrong: ${own.join(", ")}`;
    answers[status] = { description, content: { "application/json": { schema: errorOf(own) } } };
  }
  return answers;
}

/** A stream of server-sent events. Its schema describes one of them: `data` is JSON, and in the last one of an answer `[DONE]`. */
export const eventStream = (data: StreamedEvent, description: string) => ({
  description,
  content: { "text/event-stream": { schema: sentEvent(data) } },
});
/** Schemas that the document has once, see `document.ts`. */
export type Component = "Error" | StreamedEvent;
type StreamedEvent = "GenerationEvent" | "TestEvent" | "BrowserEvent";

const refTo = (component: Component) => ({ $ref: `#/components/schemas/${component}` });

const sentEvent = (data: StreamedEvent) => ({
  type: "object" as const,
  required: ["data"],
  properties: {
    id: { type: "string" as const, description: "the number of the event, for `Last-Event-ID`" },
    data: {
      anyOf: [
        { type: "string" as const, contentMediaType: "application/json", contentSchema: refTo(data) },
        { const: "[DONE]", description: "after the last event of a log" },
      ],
    },
  },
});

/** A picture as bytes. */
export const picture = { description: "The picture", content: { "image/jpeg": { schema: {} } } };

/** A whole number in a query or a header, where everything is text. */
export const wholeNumber = (minimum: number, maximum = Number.MAX_SAFE_INTEGER) =>
  z
    .string()
    .regex(/^\d{1,16}$/, "not a whole number")
    .transform(Number)
    .refine((number) => number >= minimum && number <= maximum, `from ${minimum} to ${maximum}`)
    .meta({ type: "integer", minimum, maximum });

const errorOf = (codes: readonly ErrorCode[]) => ({
  allOf: [refTo("Error"), { properties: { error: { properties: { code: { enum: codes } } } } }],
});

export const idParam = z.object({ id: textUpTo(100, 1) });
