import type { ErrorCode, ErrorReason } from "#shared/error-codes.ts";
import type { ApiError } from "#shared/errors.ts";
import type { Responder } from "#shared/responder.ts";
import type { StorageTrouble } from "#shared/storage.ts";
import { LLMError } from "./llm/types.ts";
import { describeStorageTrouble, isUnwritable, storageTroubleOf } from "./system-errors.ts";

type Details = {
  hint?: string | undefined;
  /** The model that the failure is about. */
  model?: string | undefined;
  /** The responder that would answer now, if it changed. */
  responder?: Responder;
  /** The cause, for codes that have several. */
  reason?: ErrorReason;
  /** The tool that asked YouTube. */
  tool?: ApiError["tool"];
  /** The line of a file, from 1. */
  line?: number | undefined;
  /** No request is sent before then; milliseconds since 1970. */
  retryAt?: number;
  retryAfterMs?: number;
};

/** A failure that Blossom itself reports. The message is for the log; the page translates the code. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Details;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }
}

/**
 * The failure of a probe, without any text from the server: a probe must not become a way to read other servers on the network.
 * Only the code and the HTTP status are reported.
 */
export function toProbeError(error: unknown): ApiError {
  const { message, ...rest } = toApiError(error);
  const status = error instanceof LLMError ? error.info.status : undefined;
  return { ...rest, message: status === undefined ? message : `It answered with status ${status}.` };
}

/** Whether somebody else is the cause: a model server, Anki, or the request. Everything else is a fault of Blossom, or of its disk. */
export const isExpected = (error: unknown): boolean => error instanceof AppError || error instanceof LLMError;

/** Whether a write failed because the disk is full or the data folder cannot be written. */
export const isDiskFull = (error: unknown): boolean => isUnwritable(storageTroubleOf(error));

/** For an answer of the API; see `storageTroubleOf`. */
const toStorageError = (trouble: StorageTrouble): ApiError => ({
  code: isUnwritable(trouble) ? "disk_full" : "storage_failed",
  message: describeStorageTrouble(trouble),
  reason: trouble,
});

/** Converts any failure to a form that is safe to show. An unexpected error reveals nothing: no path, no stack, no upstream bytes. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof AppError) {
    const { code, message, details } = error;
    const { hint, model, responder, reason, tool, line, retryAt, retryAfterMs } = details;
    return {
      code,
      message,
      ...(hint && { hint }),
      ...(model && { model }),
      ...(responder && { responder }),
      ...(reason && { reason }),
      ...(tool && { tool }),
      ...(line !== undefined && { line }),
      ...(retryAt !== undefined && { retryAt }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  }
  if (error instanceof LLMError) {
    const { hint, model, host, retryAfterMs, reason, contextTokens, promptTokens, smallWindow } = error.info;
    return {
      code: error.code,
      message: error.message,
      ...(hint !== undefined && { hint }),
      ...(model !== undefined && { model }),
      ...(host !== undefined && { host }),
      ...(retryAfterMs !== undefined && { retryAfterMs, retryAt: Date.now() + retryAfterMs }),
      ...(reason !== undefined && { reason }),
      ...(contextTokens !== undefined && { contextTokens }),
      ...(promptTokens !== undefined && { promptTokens }),
      ...(smallWindow !== undefined && { smallWindow }),
    };
  }
  const trouble = storageTroubleOf(error);
  if (trouble !== null) return toStorageError(trouble);
  return { code: "internal", message: "Something went wrong in Blossom. The details are in its log." };
}
