import type { ProviderType } from "#shared/providers.ts";
import { defaultTimeouts } from "./transport/http-stream.ts";
import { fitsShorter, leastWindow } from "./answer/window.ts";
import {
  type Dialect,
  type Knowledge,
  type Learned,
  type LLMError,
  type LLMStreamOptions,
  type OptionalField,
  optionalFields,
} from "./types.ts";

/** What was in a request, as far as a refusal can be about it. */
export type Sent = {
  /** Its optional fields, with the name of the whole path: `output_config.format`. */
  fields: readonly string[];
  maxTokens: number;
  hasPictures: boolean;
  /** How the server wants to be asked, as far as it was known. */
  dialect: Dialect;
};

/** What is different in the next request. */
export type Change = {
  /** Kept in the catalog: all later requests are built from it. */
  learn?: Learned;
  /** The model is shown its answer, and what is wrong with it. */
  showMistake?: true;
  /** The wait before the next request. */
  pauseMs?: number;
};

/** `used`: how often this row changed a request of this answer before. */
type Circumstances = { sent: Sent; used: number; elapsedMs: number; timeouts: LLMStreamOptions["timeouts"] };

export type Recovery = {
  /** Absent: all of them. */
  providers?: readonly ProviderType[];
  /** By code, status and what was sent. */
  when: (error: LLMError, circumstances: Circumstances) => boolean;
  /** Where a server says only by its text what it refused; beside it whole messages of real servers. Their test sends each of them. */
  text?: { pattern: RegExp; real: readonly string[] };
  change: (error: LLMError, circumstances: Circumstances) => Change;
  /** How many requests of one answer it may cause. 0: the next answer is asked differently, this one has failed. */
  times: number;
};

const openai: readonly ProviderType[] = ["openai-compatible"];
const anthropic: readonly ProviderType[] = ["anthropic"];

/** A chat template that fails is a 500. */
const isRefused = ({ info }: LLMError) => [400, 422, 500].includes(info.status ?? 0);
const isBadRequest = ({ info }: LLMError) => info.status === 400;

const loadingPollMs = 2_000;
const longestRetryAfterMs = 20_000;

/**
 * Every reason to ask again for the same answer. The first row that fits decides. What a row learns is stored, so that it costs a
 * request only once. Nothing is asked again after the first word.
 */
export const recoveries: readonly Recovery[] = [
  {
    // whatever the status: llama.cpp says it with 500. The provider names the models that see
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

  // fields that a model or a server does not take
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
    // first the schema, then the word JSON, then the prompt alone
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
    // a server that rejects one optional field rejects all: they are dropped together
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

  // the window
  {
    // vLLM counts the answer that was asked for: was only that too long?
    providers: openai,
    when: (error, { sent }) => windowIn(error) >= leastWindow && fitsShorter(sent.maxTokens, error),
    change: (error) => ({ learn: { contextLength: windowIn(error) } }),
    times: 1,
  },
  {
    // the caller shortens the conversation. Ollama's window is the one that we asked for, which teaches nothing
    providers: ["openai-compatible", "anthropic"],
    when: (error) => windowIn(error) >= leastWindow,
    change: (error) => ({ learn: { contextLength: windowIn(error) } }),
    times: 0,
  },

  // the same request once more
  {
    // llama.cpp: it takes no request before the model is in memory
    when: ({ code }, { elapsedMs, timeouts }) =>
      code === "loading" && elapsedMs + loadingPollMs <= (timeouts?.firstTokenMs ?? defaultTimeouts.firstTokenMs),
    change: () => ({ pauseMs: loadingPollMs }),
    times: Math.floor(defaultTimeouts.firstTokenMs / loadingPollMs),
  },
  {
    // nothing at all, or no answer to the schema
    when: ({ code, info }) => code === "invalid_output" && info.retryable === true,
    change: () => ({ showMistake: true, pauseMs: 0 }),
    times: 1,
  },
  {
    // busy, or away for a moment. Five seconds without a connection are already too long, and so is a long Retry-After
    when: ({ code, info }) =>
      info.retryable === true &&
      !["loading", "invalid_output"].includes(code) &&
      !(code === "timeout" && info.phase === "connect") &&
      (info.retryAfterMs ?? 0) <= longestRetryAfterMs,
    change: ({ code, info }, { used }) => ({ pauseMs: pauseBefore(code, info.retryAfterMs, used) }),
    times: 2,
  },
];

/** What a server says about a picture itself: too large, of a wrong kind, broken. */
const isAboutThisPicture =
  /too (large|big|many)|exceed|dimension|resolution|size|base64|decod|format|corrupt|media.?type|at most [1-9]/i;

/** `max_tokens: 300000 > 64000, which is the maximum allowed number of output tokens for claude-sonnet-5-5`. */
const mostTokensIn = ({ message }: LLMError) =>
  Number(/max_tokens\D*\d+\D+(\d+)/.exec(message)?.[1] ?? Number.POSITIVE_INFINITY);

/** The optional fields that were sent; with a message, those that it names. */
const optionalFieldsOf = ({ fields }: Sent, message?: string): OptionalField[] =>
  optionalFields.filter((field) => fields.includes(field) && (message === undefined || message.includes(field)));

const windowIn = ({ info }: LLMError) => info.contextTokens ?? 0;

/** "Not running" must be said within a second; a busy server needs longer. */
function pauseBefore(code: string, retryAfterMs: number | undefined, used: number): number {
  return retryAfterMs === undefined ? spread((code === "connect" ? 80 : 600) * 2 ** used) : retryAfterMs + spread(100);
}

/** Between half and one and a half, so that two tabs do not knock at the same moment. */
const spread = (ms: number) => Math.round(ms * (0.5 + Math.random()));

type Recoveries = {
  /**
   * What to change before the answer is asked for once more, or null if that would be refused too. `canAsk` is false when the
   * answer has begun: then it is only learned.
   */
  next: (error: LLMError, sent: Sent, more: { canAsk: boolean; elapsedMs: number }) => Change | null;
};

/** The recoveries of one answer: counts how often each was used, and stores what is learned. */
export function createRecoveries(
  provider: ProviderType,
  knowledge: Knowledge,
  { model, timeouts }: Pick<LLMStreamOptions, "model" | "timeouts">,
): Recoveries {
  const used = new Map<Recovery, number>();
  const rows = recoveries.filter(({ providers }) => providers?.includes(provider) ?? true);
  return {
    next(error, sent, { canAsk, elapsedMs }) {
      const toCircumstances = (row: Recovery) => ({ sent, used: used.get(row) ?? 0, elapsedMs, timeouts });
      const found = rows.find((row) => fits(row, error, toCircumstances(row)));
      if (!found) return null;
      const circumstances = toCircumstances(found);
      const change = found.change(error, circumstances);
      if (change.learn) knowledge.learn(model, change.learn);
      if (!canAsk || found.times === 0) return null;
      used.set(found, circumstances.used + 1);
      return change;
    },
  };
}

/** A row that is used up fits no more. */
const fits = (row: Recovery, error: LLMError, circumstances: Circumstances) =>
  (row.times === 0 || circumstances.used < row.times) &&
  row.when(error, circumstances) &&
  (row.text?.pattern.test(error.message) ?? true);
