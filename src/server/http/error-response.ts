import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ErrorCode } from "#shared/errors.ts";
import { AppError, toApiError } from "#server/errors.ts";
import { logger } from "#server/logger.ts";

/** A model that is missing is the learner's to mend (400), a model server that is away is not there (503): the design document's. */
const statuses: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
  invalid_request: 400,
  invalid_image: 400,
  no_key: 400,
  no_model: 400,
  consent_needed: 403,
  no_text: 422,
  model_not_found: 400,
  bad_url: 400,
  unsupported: 400,
  context_overflow: 400,
  foreign_origin: 403,
  not_found: 404,
  busy: 409,
  too_large: 413,
  unsupported_media_type: 415,
  foreign_host: 421,
  rate_limited: 429,
  internal: 500,
  connect: 503,
  dns: 503,
  loading: 503,
  overloaded: 503,
  timeout: 504,
  disk_full: 507,
};

/** Anything a model server did wrong is a bad gateway. */
export const statusOf = (code: ErrorCode): ContentfulStatusCode => statuses[code] ?? 502;

/** Everything thrown in a route, mapped once. */
export function errorResponse(thrown: unknown, c: Context) {
  const error = thrown instanceof HTTPException ? ofHono(thrown) : thrown;
  const apiError = toApiError(error);
  if (apiError.code === "internal") logger.error("request failed", { method: c.req.method, path: c.req.path, error });
  return c.json({ error: apiError }, statusOf(apiError.code));
}

/** Hono's own: a body that is not JSON, and little else. */
function ofHono({ status }: HTTPException): AppError {
  if (status === 413) return new AppError("too_large", "The request is too large.");
  if (status === 415) return new AppError("unsupported_media_type", "Send JSON, as application/json.");
  return new AppError("invalid_request", "The body is not valid JSON.");
}
