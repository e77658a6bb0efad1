import { z } from "zod";
import { responderSchema } from "./responder.ts";

/** What can go wrong between us and a model. Decided where status and cause are known, never by searching a message. */
export const llmErrorCodes = [
  "aborted",
  "timeout",
  "connect",
  "dns",
  "tls",
  "bad_url",
  "wrong_endpoint",
  "forbidden_host",
  "auth",
  "permission",
  "billing",
  "model_not_found",
  "unsupported",
  "context_overflow",
  "too_large",
  "rate_limited",
  "overloaded",
  "loading",
  "out_of_memory",
  "damaged_model",
  "server",
  "incomplete",
  "invalid_response",
  "invalid_output",
  "refused",
  "disk_full",
] as const;
export type LLMErrorCode = (typeof llmErrorCodes)[number];

/** Our own few. The page translates codes; messages are for the log and for the detail line. */
export const errorCodes = [
  ...llmErrorCodes,
  "no_key",
  "no_model",
  "consent_needed",
  "no_text",
  "invalid_request",
  "invalid_image",
  "pictures_unavailable",
  "unsupported_media_type",
  "not_found",
  "busy",
  "responder_changed",
  "foreign_host",
  "foreign_origin",
  "internal",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** What follows from a code. A flag that is left out is false. */
export type ErrorTraits = {
  /** The HTTP status, where the response has not begun. 502: a model server sent something that is no answer. */
  status: 400 | 403 | 404 | 409 | 413 | 415 | 421 | 422 | 429 | 500 | 501 | 502 | 503 | 504 | 507;
  /** A server that says this may accept the same request a moment later. */
  retryable?: true;
  /** The server is away or busy, so another one may be asked. Never for a refusal, or for a request that is at fault itself. */
  mayFallBack?: true;
  /** Another setting can help; the others pass, or are about the message. */
  inSettings?: true;
  /** `setUp`: nobody was chosen yet. `note`: nothing failed. Default: a failure. */
  shownAs?: "setUp" | "note";
};

export const errorTraits: Record<ErrorCode, ErrorTraits> = {
  aborted: { status: 502 },
  timeout: { status: 504, retryable: true, mayFallBack: true, inSettings: true },
  connect: { status: 503, retryable: true, mayFallBack: true, inSettings: true },
  dns: { status: 503, mayFallBack: true, inSettings: true },
  tls: { status: 502, inSettings: true },
  bad_url: { status: 400, inSettings: true },
  wrong_endpoint: { status: 502, inSettings: true },
  forbidden_host: { status: 502, inSettings: true },
  auth: { status: 502, inSettings: true },
  permission: { status: 502, inSettings: true },
  billing: { status: 502, inSettings: true },
  // the learner can get the model: 400, as the documented API says
  model_not_found: { status: 400, inSettings: true },
  unsupported: { status: 400, inSettings: true },
  context_overflow: { status: 400, inSettings: true },
  too_large: { status: 413 },
  rate_limited: { status: 429, retryable: true, mayFallBack: true },
  overloaded: { status: 503, retryable: true, mayFallBack: true },
  loading: { status: 503, retryable: true },
  out_of_memory: { status: 502, inSettings: true },
  damaged_model: { status: 502, inSettings: true },
  server: { status: 502, mayFallBack: true },
  incomplete: { status: 502 },
  invalid_response: { status: 502, inSettings: true },
  invalid_output: { status: 502 },
  refused: { status: 502 },
  disk_full: { status: 507 },

  no_key: { status: 400, shownAs: "setUp" },
  no_model: { status: 400, shownAs: "setUp" },
  consent_needed: { status: 403, inSettings: true },
  no_text: { status: 422, shownAs: "note" },
  invalid_request: { status: 400 },
  invalid_image: { status: 400 },
  pictures_unavailable: { status: 501 },
  unsupported_media_type: { status: 415 },
  not_found: { status: 404 },
  busy: { status: 409 },
  responder_changed: { status: 409 },
  foreign_host: { status: 421 },
  foreign_origin: { status: 403 },
  internal: { status: 500 },
};

export const emptyReasons = ["only_thoughts", "limit", "repeats"] as const;
export type EmptyReason = (typeof emptyReasons)[number];
/** Why an address is none: it carries a password, or nothing is ever asked there. */
export const addressReasons = ["password", "never_asked"] as const;
export type AddressReason = (typeof addressReasons)[number];

export const apiErrorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  /** What to do next, where it is a command or an address to use as it is: `ollama pull gemma3:12b`. */
  hint: z.string().optional(),
  model: z.string().optional(),
  host: z.string().optional(),
  retryAfterMs: z.number().optional(),
  /** For `responder_changed`: who would answer now. */
  responder: responderSchema.optional(),
  /** Why an answer is none, where it is known (the model only thought, its limit came before its first word, it never ended); or an address. */
  reason: z.enum([...emptyReasons, ...addressReasons]).optional(),
});
export type ApiError = z.infer<typeof apiErrorSchema>;
