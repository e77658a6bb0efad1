import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { type ErrorCode, errorTraits } from "#shared/error-codes.ts";
import { AppError, toApiError } from "#server/errors.ts";
import { logger } from "#server/logger.ts";

/** Answers with these codes say too little to find the cause, so the log has it. */
const logged = new Set<ErrorCode>(["internal", "disk_full", "storage_failed"]);

/** Everything thrown in a route, mapped once. */
export function errorResponse(thrown: unknown, c: Context) {
  const error = thrown instanceof HTTPException ? ofHono(thrown) : thrown;
  const apiError = toApiError(error);
  if (logged.has(apiError.code)) {
    const { method, path } = c.req;
    // an upload that the browser breaks off is not a fault; everything else is, even if nobody waits for the response any more
    if (c.req.raw.signal.aborted && isAbort(error)) logger.info("request broken off", { method, path, error });
    else logger.error("request failed", { method, path, error });
  }
  return c.json({ error: apiError }, errorTraits[apiError.code].status);
}

/** What reading the body, or waiting with the signal of the request, throws when the connection ends. */
const isAbort = (error: unknown) => error instanceof Error && error.name === "AbortError";

/** Errors that Hono itself throws, mainly for a body that is not JSON. */
function ofHono({ status }: HTTPException): AppError {
  if (status === 413) return new AppError("too_large", "The request is too large.");
  if (status === 415) return new AppError("unsupported_media_type", "Send JSON, as application/json.");
  return new AppError("invalid_request", "The body is not valid JSON.");
}
