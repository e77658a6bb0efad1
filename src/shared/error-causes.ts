export const emptyReasons = ["only_thoughts", "endless_thoughts", "limit", "repeats", "unusable"] as const;
export type EmptyReason = (typeof emptyReasons)[number];
/** Why a typed text cannot be the reading of its word. */
export const readingProblems = [
  "empty_reading",
  "long_reading",
  "other_script",
  "other_syllables",
  "no_tones",
] as const;
export type ReadingProblem = (typeof readingProblems)[number];
/** The causes of one code that the learner solves in different ways. Each has words of its own (`errors.because` in `web/i18n/`). */
export const causes = [
  // invalid_output: what the model did instead of answering
  ...emptyReasons,
  // auth: the model runs in Ollama's cloud, and its Ollama is not signed in; no key was sent; the server asks for a name and a password instead of a key
  "sign_in",
  "key_missing",
  "wants_password",
  // tls: http:// was used for a port that speaks TLS, and the other way round
  "needs_https",
  "speaks_http",
  // out_of_memory: the model's process ended without a reason, usually for lack of memory
  "died",
  // overloaded: no request fits into the server's queue
  "queue_full",
  // too_large: because of its pictures; a request without pictures, which only a proxy refuses
  "pictures",
  "request_limit",
  // server: an error without words, and no key was sent
  "maybe_key",
  // incomplete: the connection ended before the first word
  "nothing_came",
  // invalid_response: compressed in a way that cannot be read; only a proxy does that
  "compressed",
  // model_not_found: no model can have this name
  "bad_name",
  // unsupported: the model sees no pictures
  "blind",
  // invalid_reading
  ...readingProblems,
] as const;
export type Cause = (typeof causes)[number];
export const isCause = (reason: string | undefined): reason is Cause => causes.some((cause) => cause === reason);
