import { z } from "zod";

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
  "unsupported_media_type",
  "not_found",
  "busy",
  "foreign_host",
  "foreign_origin",
  "internal",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

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
  /** Why an answer is none, where it is known (the model only thought, its limit came before its first word, it never ended); or an address. */
  reason: z.enum([...emptyReasons, ...addressReasons]).optional(),
});
export type ApiError = z.infer<typeof apiErrorSchema>;
