import { fileProblems } from "./anki/file-problems.ts";
import { causes } from "./error-causes.ts";
import { storageTroubles } from "./storage.ts";

/** What can go wrong between Blossom and a model. The code is set where status and cause are known, by the text only where a server gives nothing else (`error-texts.ts`). */
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

/** Why YouTube gives no picture or no subtitles. Other causes than a model server's. */
export const videoErrorCodes = [
  // the learner has not allowed the tools that ask YouTube, or has turned them off
  "youtube_off",
  "video_unavailable",
  "video_private",
  "video_age",
  "video_region",
  "video_members",
  "video_live",
  "video_drm",
  // too many requests, a check for robots, a captcha: no request is sent before `retryAt`
  "video_rate",
  "video_bot",
  "video_captcha",
  // YouTube refused what the tool asked for: `tool` says which one
  "video_outdated",
  "video_network",
  "video_timeout",
  // no part of the video can be fetched alone
  "video_no_frames",
  // not before `retryAt`: YouTube makes a viewer wait for the end of an advertisement, or for a premiere
  "video_early",
  "video_busy",
  "video_unknown",
  // the video has subtitles, but YouTube does not hand them over; it does so later
  "captions_locked",
  "captions_rate",
] as const;
export type VideoErrorCode = (typeof videoErrorCodes)[number];
export const isVideoError = (code: ErrorCode): code is VideoErrorCode => videoErrorCodes.some((each) => each === code);

/** All error codes of the API, with Blossom's own. The page translates codes; messages are for the log and for the detail line. */
export const errorCodes = [
  ...llmErrorCodes,
  ...videoErrorCodes,
  "no_key",
  "no_model",
  "consent_needed",
  "no_text",
  "invalid_request",
  "invalid_image",
  "invalid_reading",
  "no_such_word",
  "pictures_unavailable",
  "pictures_waiting",
  "unsupported_media_type",
  "not_found",
  "method_not_allowed",
  "dictionary_failed",
  "unreadable_file",
  // Anki, or its add-on AnkiConnect, on the learner's computer: not running; shows its profiles; does not allow Blossom; wants a key; says no to a request
  "anki_closed",
  "anki_no_profile",
  "anki_refused",
  "anki_key",
  "anki_failed",
  "not_an_export",
  "damaged_export",
  "newer_export",
  "busy",
  "branch_changed",
  "card_changed",
  "responder_changed",
  "foreign_host",
  "foreign_origin",
  "storage_failed",
  "starting",
  "internal",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** What an error code implies. A missing flag is false. */
export type ErrorTraits = {
  /** The HTTP status, used if the response has not begun. 502: the model server's response was not an answer. */
  status: 400 | 403 | 404 | 405 | 409 | 413 | 415 | 421 | 422 | 429 | 500 | 501 | 502 | 503 | 504 | 507;
  /** The server may accept the same request a moment later. */
  retryable?: true;
  /** The server is away or busy, so the fallback may answer. Never set for a refusal or for a faulty request. */
  mayFallBack?: true;
  /** The learner can fix it in Settings. Other errors are temporary or concern the message. */
  inSettings?: true;
  /** `setUp`: no model is set up yet. `note`: nothing failed. Default: a failure. */
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
  // 400, as the documented API says: the learner can download the model
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

  youtube_off: { status: 403, inSettings: true },
  video_unavailable: { status: 404 },
  video_private: { status: 403 },
  video_age: { status: 403 },
  video_region: { status: 403 },
  video_members: { status: 403 },
  video_live: { status: 409 },
  video_drm: { status: 403 },
  video_rate: { status: 429, retryable: true },
  video_bot: { status: 429, retryable: true },
  video_captcha: { status: 429, retryable: true },
  video_outdated: { status: 502, inSettings: true },
  video_network: { status: 502, retryable: true },
  video_timeout: { status: 504, retryable: true },
  video_no_frames: { status: 501 },
  video_early: { status: 503, retryable: true },
  video_busy: { status: 429, retryable: true },
  video_unknown: { status: 502, retryable: true },
  captions_locked: { status: 403 },
  captions_rate: { status: 429, retryable: true },

  no_key: { status: 400, shownAs: "setUp" },
  no_model: { status: 400, shownAs: "setUp" },
  consent_needed: { status: 403, inSettings: true },
  no_text: { status: 422, shownAs: "note" },
  invalid_request: { status: 400 },
  invalid_image: { status: 400 },
  invalid_reading: { status: 400 },
  no_such_word: { status: 400 },
  pictures_unavailable: { status: 501 },
  pictures_waiting: { status: 503, retryable: true },
  unsupported_media_type: { status: 415 },
  not_found: { status: 404 },
  method_not_allowed: { status: 405 },
  dictionary_failed: { status: 503, retryable: true },
  unreadable_file: { status: 422 },
  anki_closed: { status: 503, retryable: true },
  anki_no_profile: { status: 503, retryable: true },
  anki_refused: { status: 403 },
  anki_key: { status: 403 },
  anki_failed: { status: 502 },
  not_an_export: { status: 400 },
  damaged_export: { status: 400 },
  newer_export: { status: 400 },
  busy: { status: 409 },
  branch_changed: { status: 409 },
  card_changed: { status: 409, shownAs: "note" },
  responder_changed: { status: 409 },
  foreign_host: { status: 421 },
  foreign_origin: { status: 403 },
  storage_failed: { status: 507 },
  starting: { status: 503, retryable: true },
  internal: { status: 500 },
};

/** Why an address is refused: it contains a password, or Blossom never contacts such an address. */
export const addressReasons = ["password", "never_asked"] as const;
export type AddressReason = (typeof addressReasons)[number];

export const errorReasons = [...addressReasons, ...storageTroubles, ...fileProblems, ...causes] as const;
export type ErrorReason = (typeof errorReasons)[number];
