import type { ProviderType } from "#shared/providers.ts";
import { defaultTimeouts } from "./transport/http-stream.ts";
import { fitsShorter, leastWindow } from "./answer/window.ts";
import {
  type Dialect,
  type Learned,
  type LLMError,
  type LLMStreamOptions,
  type OptionalField,
  optionalFields,
} from "./types.ts";

/** The parts of a request that a server can refuse. */
export type Sent = {
  /** Its fields by full path: `output_config.format`. */
  fields: readonly string[];
  maxTokens: number;
  hasPictures: boolean;
  /** The caller asks again in another way. */
  asksOtherwise: boolean;
  /** How the request was phrased for this model and server. */
  dialect: Dialect;
};

/** What to change in the next request. */
export type Change = {
  /** Facts to store in the catalog. All later requests are built from them. */
  learn?: Learned;
  /** Send the model its answer and what is wrong with it. */
  showMistake?: true;
  /** How long to wait before the next request. */
  pauseMs?: number;
};

/** `used`: how often this row was used for this answer before. */
export type Circumstances = {
  sent: Sent;
  used: number;
  elapsedMs: number;
  timeouts: LLMStreamOptions["timeouts"];
  waitsForPlace: boolean;
};

export type Recovery = {
  /** Absent: all providers. */
  providers?: readonly ProviderType[];
  /** Decides by code, status and the request. */
  when: (error: LLMError, circumstances: Circumstances) => boolean;
  /** For refusals that only the text identifies. `real`: complete messages of real servers; the test sends each of them. */
  text?: { pattern: RegExp; real: readonly string[] };
  change: (error: LLMError, circumstances: Circumstances) => Change;
  /** The maximum number of retries per answer. 0: this answer fails, but the next one is requested differently. */
  times: number;
};

const openai: readonly ProviderType[] = ["openai-compatible"];
const anthropic: readonly ProviderType[] = ["anthropic"];

/** Includes 500, because a server sends it when its chat template fails. */
const isRefused = ({ info }: LLMError) => [400, 422, 500].includes(info.status ?? 0);
const isBadRequest = ({ info }: LLMError) => info.status === 400;

/** The fields that ask for a schema. */
const formatFields: ReadonlySet<string> = new Set(["format", "response_format", "output_config.format"]);

const loadingPollMs = 2_000;
const longestRetryAfterMs = 20_000;

/** A place in the queue comes free when another person's answer ends, which can take minutes. */
const queue = { longestMs: 10 * 60_000, firstPauseMs: 2_000, longestPauseMs: 15_000 };

/**
 * Every reason to ask again for the same answer. The first matching row wins. What a row learns is stored, so it costs an extra
 * request only once. No row asks again after the first word of an answer.
 */
export const recoveries: readonly Recovery[] = [
  {
    // with any status: llama.cpp uses 500. The provider then throws an error that names models which see pictures
    when: ({ code, message }, { sent }) =>
      ["unsupported", "server"].includes(code) && sent.hasPictures && !isAboutThisPicture.test(message),
    text: {
      pattern: /image|vision|mmproj|multimodal/i,
      real: [
        "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj",
        "Multimodal data provided, but model does not support multimodal requests.",
        "Model does not support images. Please use a model that does.",
        "At most 0 image(s) may be provided in one prompt.",
      ],
    },
    change: () => ({ learn: { vision: false } }),
    times: 0,
  },

  // fields that a model or server does not accept
  {
    providers: ["ollama"],
    when: ({ code }, { sent }) => code === "unsupported" && sent.fields.includes("think"),
    text: { pattern: /thinking/, real: ['"qwen3:8b" does not support thinking'] },
    change: () => ({ learn: { thinking: false } }),
    times: 1,
  },
  {
    providers: anthropic,
    when: (error, { sent }) => isBadRequest(error) && mostTokensIn(error) < sent.maxTokens,
    change: (error) => ({ learn: { maxOutputTokens: mostTokensIn(error) } }),
    times: 1,
  },
  {
    providers: anthropic,
    when: (error, { sent }) => isBadRequest(error) && sent.fields.includes("output_config.format"),
    text: {
      pattern: /output_config|output_format|structured|schema/i,
      real: ["output_config.format: This model does not support structured outputs."],
    },
    change: () => ({ learn: { format: "json" } }),
    times: 1,
  },
  {
    providers: anthropic,
    when: (error, { sent }) => isBadRequest(error) && sent.fields.includes("output_config.effort"),
    text: {
      pattern: /effort/i,
      real: ["output_config.effort: This model does not support the effort parameter."],
    },
    change: () => ({ learn: { canThinkLess: false } }),
    times: 1,
  },
  {
    providers: anthropic,
    when: (error, { sent }) => isBadRequest(error) && sent.fields.includes("thinking"),
    text: { pattern: /thinking/i, real: ['thinking.type: "disabled" is not supported for this model'] },
    change: () => ({ learn: { canStopThinking: false } }),
    times: 1,
  },
  {
    providers: openai,
    when: (error, { sent }) => isRefused(error) && sent.fields.includes("max_tokens"),
    text: {
      pattern: /max_completion_tokens/,
      real: [
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      ],
    },
    change: () => ({ learn: { limit: "max_completion_tokens" } }),
    times: 1,
  },
  {
    // falls back from the schema to JSON mode, then to the prompt alone
    providers: openai,
    when: (error, { sent }) => isRefused(error) && sent.fields.includes("response_format"),
    text: {
      pattern: /response.?format|json_?(schema|object)|json schema|grammar|structured.?output|guided/i,
      real: [
        "'response_format.type' must be 'json_schema' or 'text'",
        "This response_format type is unavailable now",
        "Failed to parse grammar",
      ],
    },
    change: (_, { sent }) => ({ learn: { format: sent.dialect.format === "schema" ? "json" : "none" } }),
    times: 2,
  },
  {
    providers: openai,
    when: (error, { sent }) => isRefused(error) && sent.dialect.system === "role",
    text: {
      pattern: /system role (is )?not supported|only user and assistant roles|roles must alternate/i,
      real: [
        "System role not supported",
        "Only user and assistant roles are supported!",
        "Conversation roles must alternate user/assistant/user/assistant/...",
      ],
    },
    change: () => ({ learn: { system: "question" } }),
    times: 1,
  },
  {
    // a server that rejects one unknown field rejects all of them, so drop them together
    providers: openai,
    when: (error, { sent }) => isRefused(error) && optionalFieldsOf(sent).length > 0,
    text: {
      pattern:
        /extra_forbidden|extra inputs|(unknown|unrecognized|unexpected|invalid) (request )?(field|parameter|argument|key)/i,
      real: [
        "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), 'msg': 'Extra inputs are not permitted'}]",
        "Unrecognized request argument supplied: stream_options",
      ],
    },
    change: (_, { sent }) => ({ learn: { without: [...sent.dialect.without, ...optionalFieldsOf(sent)] } }),
    times: 1,
  },
  {
    providers: openai,
    when: (error, { sent }) => isRefused(error) && optionalFieldsOf(sent, error.message).length > 0,
    change: ({ message }, { sent }) => ({
      learn: { without: [...sent.dialect.without, ...optionalFieldsOf(sent, message)] },
    }),
    times: optionalFields.length,
  },

  // the context window
  {
    // vLLM counts the answer's limit too: retry with a shorter one if the prompt then fits
    providers: openai,
    when: (error, { sent }) => windowIn(error) >= leastWindow && fitsShorter(sent.maxTokens, error),
    change: (error) => ({ learn: { contextLength: windowIn(error) } }),
    times: 1,
  },
  {
    // the caller shortens the conversation. Not for Ollama, whose window is the one that we requested
    providers: ["openai-compatible", "anthropic"],
    when: (error) => windowIn(error) >= leastWindow,
    change: (error) => ({ learn: { contextLength: windowIn(error) } }),
    times: 0,
  },

  // the same request again
  {
    // llama.cpp accepts no requests before the model is in memory
    when: ({ code }, { elapsedMs, timeouts }) =>
      code === "loading" && elapsedMs + loadingPollMs <= (timeouts?.firstTokenMs ?? defaultTimeouts.firstTokenMs),
    change: () => ({ pauseMs: loadingPollMs }),
    times: Math.floor(defaultTimeouts.firstTokenMs / loadingPollMs),
  },
  {
    // an explanation as an object is asked for in lines: after white space, a cut object or a refused `format`
    when: (error, { sent }) =>
      sent.asksOtherwise &&
      (error.code === "invalid_output" || (isRefused(error) && sent.fields.some((field) => formatFields.has(field)))),
    change: () => ({}),
    times: 0,
  },
  {
    // the answer is empty or does not fit the schema
    when: ({ code, info }) => code === "invalid_output" && info.retryable === true,
    change: () => ({ showMistake: true, pauseMs: 0 }),
    times: 1,
  },
  {
    // Ollama: `server busy, please try again.  maximum pending requests exceeded`
    when: ({ info }, { elapsedMs, waitsForPlace }) =>
      info.reason === "queue_full" && waitsForPlace && elapsedMs < queue.longestMs,
    change: ({ info }, { used, elapsedMs }) => ({
      pauseMs: pauseInQueue(info.retryAfterMs, used, queue.longestMs - elapsedMs),
    }),
    times: Math.ceil(queue.longestMs / queue.firstPauseMs),
  },
  {
    // the server is busy or briefly unreachable. Not after a connect timeout or for a long Retry-After: the user has waited enough
    when: ({ code, info }) =>
      info.retryable === true &&
      !["loading", "invalid_output"].includes(code) &&
      !(code === "timeout" && info.phase === "connect") &&
      (info.retryAfterMs ?? 0) <= longestRetryAfterMs,
    change: ({ code, info }, { used }) => ({ pauseMs: pauseBefore(code, info.retryAfterMs, used) }),
    times: 2,
  },
];

/** The error concerns this one picture: it is too large, of an unsupported type, or damaged. */
const isAboutThisPicture =
  /too (large|big|many)|exceed|dimension|resolution|size|base64|decod|format|corrupt|media.?type|at most [1-9]/i;

/** `max_tokens: 300000 > 64000, which is the maximum allowed number of output tokens for claude-sonnet-5-5`. */
const mostTokensIn = ({ message }: LLMError) =>
  Number(/max_tokens\D*\d+\D+(\d+)/.exec(message)?.[1] ?? Number.POSITIVE_INFINITY);

/** The optional fields in the request or, if a message is given, those that it names. */
const optionalFieldsOf = ({ fields }: Sent, message?: string): OptionalField[] =>
  optionalFields.filter((field) => fields.includes(field) && (message === undefined || message.includes(field)));

const windowIn = ({ info }: LLMError) => info.contextTokens ?? 0;

/** Keeps retries short after a refused connection, so that "not running" is shown within a second. A busy server needs longer. */
function pauseBefore(code: string, retryAfterMs: number | undefined, used: number): number {
  return retryAfterMs === undefined ? spread((code === "connect" ? 80 : 600) * 2 ** used) : retryAfterMs + spread(100);
}

/** Follows the server's `Retry-After`, but asks neither in a tight loop nor after the longest wait for an answer. */
function pauseInQueue(retryAfterMs: number | undefined, used: number, leftMs: number): number {
  const own = Math.min(queue.longestPauseMs, queue.firstPauseMs * 1.5 ** used);
  return Math.min(spread(Math.max(queue.firstPauseMs, retryAfterMs ?? own)), leftMs);
}

/** Varies a wait between 50% and 150%, so that two tabs do not retry at the same moment. */
const spread = (ms: number) => Math.round(ms * (0.5 + Math.random()));
