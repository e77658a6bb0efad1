import { type ClientResponse, hc } from "hono/client";
import type { SuccessStatusCode } from "hono/utils/http-status";
import type { Api } from "#server/app.ts";
import type { ApiError } from "#shared/errors.ts";
import { fits } from "#shared/shapes/shape.ts";
import { apiErrorShape } from "#shared/shapes/shapes.ts" with { type: "macro" };
import { readFirstResponses } from "./first-responses.ts";

const firstResponses = readFirstResponses(document);
const isRead = (init: RequestInit | undefined) => (init?.method ?? "GET") === "GET";
const send = async (input: RequestInfo | URL, init?: RequestInit) =>
  (typeof input === "string" && isRead(init) && firstResponses.take(input)) || fetch(input, init);

export const { api } = hc<Api>(location.origin, { fetch: send });

/** Call this when the page has started. */
export const forgetFirstResponses = firstResponses.forget;

/** True if the response arrived inside the page. */
export const hasArrived = firstResponses.has;

export const pageRevision = firstResponses.revision;

const errorShape = apiErrorShape();

/** For a request without a body. The server's gate rejects a request without a content type as a foreign form. */
export const asJson = { headers: { "content-type": "application/json" } };

/** A failed request: the server's reason, or `connect` if Blossom itself does not answer. */
export class ApiFailure extends Error {
  readonly error: ApiError;
  readonly status: number | null;

  constructor(error: ApiError, status: number | null = null) {
    super(error.message);
    this.name = "ApiFailure";
    this.error = error;
    this.status = status;
  }
}

type Good<R> =
  R extends ClientResponse<infer T, infer S, "json">
    ? Extract<S, SuccessStatusCode> extends never
      ? never
      : T
    : never;

/** The body of a successful response; every other response is thrown as an `ApiFailure`. */
export async function answerOf<R extends ClientResponse<unknown, number, string>>(
  request: Promise<R>,
): Promise<Good<R>> {
  const response = await goodResponse(request);
  return (await response.json()) as Good<R>; // the page and the server come from one build, so the types agree
}

/**
 * Sends a file that the learner picked. The browser cannot read one that has changed or gone since, and reports a broken connection: only then is it
 * `internal`.
 */
export async function sendFile<R extends ClientResponse<unknown, number, string>>(
  file: File,
  send: (body: { headers: Record<string, string>; init: RequestInit }) => Promise<R>,
): Promise<Good<R>> {
  try {
    return await answerOf(send({ headers: { "content-type": "application/octet-stream" }, init: { body: file } }));
  } catch (error) {
    if (toApiError(error).code !== "connect") throw error;
    await file
      .slice(0, 1)
      .arrayBuffer()
      .catch((cause: unknown) => {
        throw new ApiFailure({ code: "internal", message: String(cause) });
      });
    throw error;
  }
}

/** The stream of a successful response. */
export async function bodyOf(request: Promise<ClientResponse<unknown, number, string>>): Promise<ReadableStream> {
  return (await goodResponse(request)).body ?? new ReadableStream({ start: (body) => body.close() });
}

/** The bytes of a successful response. */
export const blobOf = async (request: Promise<ClientResponse<unknown, number, string>>): Promise<Blob> =>
  (await goodResponse(request)).blob();

/** A successful response with its headers; every other one is thrown as an `ApiFailure`. */
export async function goodResponse<R extends ClientResponse<unknown, number, string>>(request: Promise<R>): Promise<R> {
  const response = await request.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiFailure({ code: "connect", message: String(cause), host: location.host });
  });
  if (!response.ok) throw new ApiFailure(await readError(response), response.status);
  return response;
}

async function readError(response: { status: number; json: () => Promise<unknown> }): Promise<ApiError> {
  const body = await response.json().catch(() => null);
  const error = body && typeof body === "object" && "error" in body ? body.error : null;
  return fits(errorShape, error) ? error : { code: "internal", message: `HTTP ${response.status}` };
}

/** What went wrong, as a code that the page translates. */
export const toApiError = (error: unknown): ApiError =>
  error instanceof ApiFailure ? error.error : { code: "internal", message: String(error) };
