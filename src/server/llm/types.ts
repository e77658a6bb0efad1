import type { Purpose } from "#shared/contacts.ts";
import type { ErrorReason, LLMErrorCode } from "#shared/error-codes.ts";
import type { SmallWindow } from "#shared/small-window.ts";
import { z } from "zod";
import { type ModelInfo, modelInfoSchema } from "#shared/model-info.ts";
import type { ProviderType } from "#shared/providers.ts";

/** A picture in the form that every provider accepts. `pictures/` makes it small enough. */
export type LLMImage = { type: "image/jpeg"; base64: string };

export type LLMMessage = {
  role: "user" | "assistant";
  content: string;
  images?: LLMImage[];
};

/** The part of JSON Schema that all servers accept: objects, arrays, strings, numbers, booleans, enums. */
export type JsonSchema = { readonly [key: string]: unknown };

/** In milliseconds. `firstTokenMs`: from the request to the first byte of the answer. `idleMs`: between two chunks of it. */
export type Timeouts = { connectMs: number; firstTokenMs: number; idleMs: number };

/**
 * What a provider reports besides the text. `loading`: the model is not in memory yet. `reading`: it is in memory and has not begun to
 * write. `queued`: another request of ours runs there first (`models/traffic.ts`). `silent`: the server does not answer at all now.
 */
export type LLMEvent =
  | { type: "loading" }
  | { type: "reading" }
  | { type: "queued" }
  | { type: "silent" }
  | { type: "thinking"; text: string }
  | { type: "retrying"; inMs: number; code: LLMErrorCode; reason?: ErrorReason }
  /** An answer to `schema` has begun, whose text follows when it is complete; or an answer goes on after it was `silent`. */
  | { type: "writing" }
  /**
   * What the server sent as the model's text, unchanged, piece by piece: with control tokens, thought written as text, and what was
   * left out of a repetition. The pieces of another attempt follow after `retrying`.
   */
  | { type: "raw"; text: string }
  /**
   * The text yielded so far was thought: the model wrote `</think>` without an opening tag. Drop it; the answer begins with the next
   * piece. `LLMResult.text` has only what follows. With a schema, nothing was yielded.
   */
  | { type: "discard" }
  /** The server names another model than the one that was asked. */
  | { type: "other-model"; model: string }
  /** The server behind the OpenAI protocol is an Ollama, whose native API can do more. */
  | { type: "is-ollama" };

export type LLMStreamOptions = {
  model: string;
  messages: readonly LLMMessage[];
  system: string;
  maxTokens: number;
  signal?: AbortSignal;
  /** Omitted where the API forbids it. */
  temperature?: number;
  /** Default: off, if the model's thinking can be turned off. */
  think?: boolean;
  /** More turns follow, so the provider may cache the prompt (Anthropic). Not set for a single question. */
  conversation?: boolean;
  /**
   * The context window to request (Ollama's `num_ctx`). The same for every task of a model, because Ollama reloads the model when it
   * changes. Default: 8192.
   */
  contextTokens?: number;
  /** How long Ollama keeps the model in memory after the answer: seconds or `30m`; `-1` means always. Default: the server's setting. */
  keepAlive?: string | number;
  /**
   * The answer is an object of this shape: `result.object`, validated. Small mistakes are repaired. A wrong answer is requested once
   * more; a second wrong one is `invalid_output`, with the model's words as `partialText`. The stream yields the JSON in one piece.
   */
  schema?: { name: string; schema: JsonSchema };
  /** The caller asks again in another way if the answer is useless, so the same question is not asked twice. */
  asksOtherwise?: boolean;
  /** Keeps asking for minutes while the server's queue is full. Default: gives up after two retries, so that another model can answer. */
  waitsForPlace?: boolean;
  timeouts?: Partial<Timeouts>;
  /** What the request is for. Recorded for the Privacy page, never sent. Default: `message`. */
  purpose?: Purpose;
  onEvent?: (event: LLMEvent) => void;
};

export type LLMResult = {
  text: string;
  thinking?: string;
  finish: "stop" | "length" | "refusal";
  /** The reason for a refusal, if the server gives one. */
  explanation?: string;
  model: string;
  /** In tokens. A count that the server did not report is absent. */
  usage?: { input?: number; output?: number; cacheRead?: number; cacheWrite?: number };
  /** The validated answer to `schema`. */
  object?: unknown;
  /** The server silently cut off the beginning of the prompt. */
  promptTruncated?: boolean;
  /** The number of requests for this answer. */
  requests: number;
  /** `loadMs` and `writingMs` are measured by the server. */
  timings: { firstTokenMs?: number; totalMs: number; loadMs?: number; writingMs?: number };
};

/** Yields each piece of text once. Work starts at the first iteration or at `.result`; leaving the loop aborts the request. */
export interface LLMStream extends AsyncIterable<string> {
  /** Rejects with the error that the iterator threw. Never causes an unhandled rejection. */
  readonly result: Promise<LLMResult>;
}

/** `isOllama`: an Ollama answers behind the OpenAI protocol. */
export type Probe = { ok: true; version?: string; isOllama?: true } | { ok: false; error: LLMError };

/** How to phrase requests of the OpenAI protocol for one model of one server, and how to read its answers. */
export type Dialect = {
  limit: "max_tokens" | "max_completion_tokens";
  /** How to request an answer to a schema: with the schema, with JSON mode, or in the prompt alone. */
  format: "schema" | "json" | "none";
  /** Some chat templates have no system role. The instructions then precede the first question. */
  system: "role" | "question";
  /** The optional fields that the server refuses. */
  without: readonly OptionalField[];
  /** The chat template writes `<think>` into the prompt, so an answer begins with thought. */
  opensInThought: boolean;
};
export const optionalFields = ["temperature", "stream_options", "chat_template_kwargs"] as const;
export type OptionalField = (typeof optionalFields)[number];

/** What answers and refusals can teach about a model. It overrides the server's list. */
export const learnedSchema = modelInfoSchema
  .pick({
    vision: true,
    thinking: true,
    canStopThinking: true,
    canThinkLess: true,
    contextLength: true,
    maxOutputTokens: true,
    remote: true,
    failedToLoad: true,
    damaged: true,
    format: true,
  })
  .extend({
    limit: z.enum(["max_tokens", "max_completion_tokens"]).optional(),
    system: z.enum(["role", "question"]).optional(),
    /** Answers begin with thought that has no opening tag. */
    opensInThought: z.boolean().optional(),
    without: z.array(z.enum(optionalFields)).optional(),
  });
export type Learned = z.infer<typeof learnedSchema>;

/** What is known about one endpoint and its models. Adapters get it by parameter and store nothing themselves. */
export interface Knowledge {
  /** The models in the order of the server's list, with what was learned about each. Empty until the server has listed its models. */
  list(): ModelInfo[];
  /** Includes models that the server does not list, if an answer taught something about them. */
  get(model: string): ModelInfo | undefined;
  dialect(model: string): Dialect;
  /** When the server last listed its models, or null. */
  listedAt(): number | null;
  /** Whether this server is an Ollama. Undefined if it was not checked. */
  isOllama(): boolean | undefined;
  /** Whether the model file with this digest is known to be unable to chat. */
  isNoChatModel(digest: string): boolean;
  /** Stores what the server reports. Never overwrites what was learned about a model that has not changed. */
  remember(said: ServerFacts): void;
  /** Stores what an answer or refusal taught until the model or server changes, for 30 days at most. */
  learn(model: string, facts: Learned): void;
  /** Remembers the digest of a model that the learner chose, to notice when its file changes. */
  choose(model: string): void;
  chosenDigest(model: string): string | undefined;
  /** Forgets what was learned but keeps the server's list, for a learner who checks again whether a model works. */
  forget(): void;
}

export type ServerFacts = {
  models?: readonly ModelInfo[];
  /** Digests of listed models that cannot chat. */
  noChat?: readonly string[];
  version?: string;
  isOllama?: boolean;
};

/** What every provider can do. Every failure is an LLMError with a code, even in the middle of a stream. */
export interface LLMProvider {
  /** `ollama`, `anthropic`, `openai-compatible`. */
  readonly name: string;
  /** The host that receives the requests, for people to read: `127.0.0.1:11434`. */
  readonly host: string;
  /** What is known about the endpoint. */
  readonly knowledge: Knowledge;
  stream(options: LLMStreamOptions): LLMStream;
  /** The whole text of the stream. */
  complete(options: LLMStreamOptions): Promise<string>;
  /** Never throws, and takes three seconds at most. */
  isAvailable(): Promise<boolean>;
  listModels(): Promise<string[]>;
  /** Like `isAvailable`, but returns the reason for a failure. */
  probe(signal?: AbortSignal): Promise<Probe>;
  /** Takes three seconds at most. Throws LLMError. */
  models(signal?: AbortSignal): Promise<ModelInfo[]>;
  /** Only for a server that stores models: Ollama. */
  readonly store?: ModelStore;
}

/** Models on a server's disk and in its memory. Every failure is an LLMError. */
export interface ModelStore {
  /** Downloads a model and yields its progress. Leaving the loop stops the download; a later pull continues it. */
  pull(model: string, signal?: AbortSignal): AsyncIterable<PullProgress>;
  remove(model: string): Promise<void>;
  /** Loads a model with the same options as its answers. Resolves when the model is in memory, which can take minutes. */
  load(model: string, options: Pick<LLMStreamOptions, "contextTokens" | "keepAlive" | "signal">): Promise<void>;
  unload(model: string): Promise<void>;
}

/** Counts all layers seen so far. `fraction` never decreases, although `totalBytes` grows when another layer is announced. */
export type PullProgress = {
  step: "starting" | "downloading" | "verifying" | "finishing";
  completedBytes: number;
  totalBytes: number | null;
  /** The completed bytes that were downloaded in this pull; the others were on disk before. */
  receivedBytes: number;
  fraction: number;
};

export type LLMErrorInfo = {
  provider: string;
  status?: number;
  retryable?: boolean;
  retryAfterMs?: number;
  model?: string;
  partialText?: string;
  /** For the reason `repeats`: how much of `partialText` is worth keeping, in UTF-16 units. */
  keptLength?: number;
  requestId?: string;
  /** The response had no message, so it may come from another kind of server. */
  unexplained?: boolean;
  /** How many requests were made before Blossom gave up. */
  requests?: number;
  /** The host that the server could not reach: `registry.ollama.ai`. */
  host?: string;
  /** The next step, as a command: `ollama pull gemma3:12b`. */
  hint?: string;
  /** For `context_overflow`, if the server reports them: the context window and the size of the prompt, in tokens. */
  contextTokens?: number;
  promptTokens?: number;
  /** The cause, where one code has several. */
  reason?: ErrorReason;
  /** For `context_overflow`: no message would fit. Added by the caller, who knows the instructions. */
  smallWindow?: SmallWindow;
  /** For `timeout`: which limit was reached. */
  phase?: "connect" | "first-token" | "idle";
};

/** `message` has at most 500 characters, and contains no secrets and no HTML. */
export class LLMError extends Error {
  readonly code: LLMErrorCode;
  readonly info: LLMErrorInfo;

  constructor(code: LLMErrorCode, message: string, info: LLMErrorInfo, cause?: unknown) {
    super(message, { cause });
    this.name = "LLMError";
    this.code = code;
    this.info = info;
  }
}

/** The configuration of a provider. Keys and addresses come in by parameter: nothing in `llm/` reads settings or the environment. */
export type ProviderConfig = {
  type: ProviderType;
  baseUrl: string;
  apiKey?: string | null;
  /** Sent with every request to this address, for a proxy in front of the server. They replace our own headers of the same name. */
  headers?: Readonly<Record<string, string>>;
};
