import type { Purpose } from "#shared/contacts.ts";
import type { AddressReason, EmptyReason, LLMErrorCode } from "#shared/errors.ts";
import { z } from "zod";
import { type ModelInfo, modelInfoSchema, type ProviderType } from "#shared/providers.ts";

/** A picture that every provider takes as it is; `pictures/` makes it small enough. */
export type LLMImage = { type: "image/jpeg"; base64: string };

export type LLMMessage = {
  role: "user" | "assistant";
  content: string;
  images?: LLMImage[];
};

/** JSON Schema, as far as all servers take it: objects, arrays, strings, numbers, booleans, enums. */
export type JsonSchema = { readonly [key: string]: unknown };

/** In milliseconds. `firstToken`: from the request to the first byte of the answer; `idle`: between two bytes of it. */
export type Timeouts = { connectMs: number; firstTokenMs: number; idleMs: number };

/**
 * What a provider reports beside the text. `loading`: the model is not in memory yet. `queued`: it is in memory, and busy or reading
 * the prompt.
 */
export type LLMEvent =
  | { type: "loading" }
  | { type: "queued" }
  | { type: "thinking"; text: string }
  | { type: "retrying"; inMs: number; code: LLMErrorCode }
  /** The first text of an answer to `schema`, whose text follows only when it is whole. Again after `retrying`. */
  | { type: "writing" }
  /** The server behind the OpenAI protocol is an Ollama, whose own API can do more. */
  | { type: "is-ollama" };

export type LLMStreamOptions = {
  model: string;
  messages: readonly LLMMessage[];
  system: string;
  maxTokens: number;
  signal?: AbortSignal;
  /** Dropped where the API forbids it. */
  temperature?: number;
  /** Default: off, if the model can be told not to think. */
  think?: boolean;
  /** More turns follow, so the provider may cache the prompt (Anthropic). Not set for a single question. */
  conversation?: boolean;
  /**
   * The context window to ask for (Ollama's `num_ctx`). The same for every task of a model, because another value reloads the model.
   * Default: 8192.
   */
  contextTokens?: number;
  /** How long Ollama keeps the model in memory afterwards: seconds, or `30m`; `-1` means always. Default: the server's own setting. */
  keepAlive?: string | number;
  /**
   * The answer is an object of this shape: `result.object`, validated. Small mistakes are repaired. A wrong answer is asked for once
   * more; a second one is `invalid_output`, with the model's words as `partialText`. The stream yields the JSON in one piece at the end.
   */
  schema?: { name: string; schema: JsonSchema };
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
  /** In tokens. A count that the server did not say is absent. */
  usage?: { input?: number; output?: number; cacheRead?: number; cacheWrite?: number };
  /** The answer to `schema`, in its shape. */
  object?: unknown;
  /** The server cut off the beginning of the prompt and did not say so. */
  promptTruncated?: boolean;
  /** How many requests it took. */
  requests: number;
  /** `loadMs`, `writingMs`: as the server measured them. */
  timings: { firstTokenMs?: number; totalMs: number; loadMs?: number; writingMs?: number };
};

/** Yields each piece of text once. Work starts at the first iteration or at `.result`; leaving the loop aborts the request. */
export interface LLMStream extends AsyncIterable<string> {
  /** Rejects with the error the iterator threw, and never unhandled. */
  readonly result: Promise<LLMResult>;
}

/** `isOllama` is set for a server that was asked by the OpenAI protocol. */
export type Probe = { ok: true; version?: string; isOllama?: true } | { ok: false; error: LLMError };

/** How one server wants a request of the OpenAI protocol to be phrased. */
export type Dialect = {
  limit: "max_tokens" | "max_completion_tokens";
  /** How an answer to a schema is asked for: by the schema, by the word JSON, in the prompt alone. */
  format: "schema" | "json" | "none";
  /** Some chat templates have no system role: the instructions then stand before the first question. */
  system: "role" | "question";
  /** The optional fields that the server refuses. */
  without: readonly OptionalField[];
};
export const optionalFields = ["temperature", "stream_options", "chat_template_kwargs"] as const;
export type OptionalField = (typeof optionalFields)[number];

/** What answers and refusals can teach about a model. It is believed more than the server's list. */
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
    format: true,
  })
  .extend({
    limit: z.enum(["max_tokens", "max_completion_tokens"]).optional(),
    system: z.enum(["role", "question"]).optional(),
    without: z.array(z.enum(optionalFields)).optional(),
  });
export type Learned = z.infer<typeof learnedSchema>;

/** What is known about one endpoint and its models. Adapters get it by parameter and keep nothing themselves. */
export interface Knowledge {
  /** The models in the order of the server's list, with what was learned about each. Empty until the server was asked. */
  list(): ModelInfo[];
  /** Also a model that the server does not list, if an answer taught something about it. */
  get(model: string): ModelInfo | undefined;
  dialect(model: string): Dialect;
  /** When the server listed its models last; null if it never did. */
  listedAt(): number | null;
  /** Whether an Ollama answers here; undefined if nobody looked. */
  isOllama(): boolean | undefined;
  /** Whether this file (by digest) was found to be a model that cannot chat. */
  isNoChatModel(digest: string): boolean;
  /** Stores what the server said about itself. Never overwrites what was learned about a model that is still the same. */
  remember(said: ServerFacts): void;
  /** Stores what an answer or a refusal taught, until the model or the server changes, for 30 days at most. */
  learn(model: string, facts: Learned): void;
  /** Remembers the digest of a model that the learner chose, to notice when its file changes. */
  choose(model: string): void;
  chosenDigest(model: string): string | undefined;
  /** Forgets what was learned, keeps the server's list: for a learner who checks again whether a model works. */
  forget(): void;
}

export type ServerFacts = {
  models?: readonly ModelInfo[];
  /** Digests of listed models that cannot chat. */
  noChat?: readonly string[];
  version?: string;
  isOllama?: boolean;
};

/** What every provider can do. Every failure is an LLMError with a code, also in the middle of a stream. */
export interface LLMProvider {
  /** `ollama`, `anthropic`, `openai-compatible`. */
  readonly name: string;
  /** The host that is contacted, as people write it: `127.0.0.1:11434`. */
  readonly host: string;
  /** What is known about its models. */
  readonly knowledge: Knowledge;
  stream(options: LLMStreamOptions): LLMStream;
  /** The joined stream. */
  complete(options: LLMStreamOptions): Promise<string>;
  /** Never throws; three seconds at most. */
  isAvailable(): Promise<boolean>;
  listModels(): Promise<string[]>;
  /** Never throws; three seconds at most. Gives the reason where `isAvailable` only says no. */
  probe(signal?: AbortSignal): Promise<Probe>;
  /** Throws LLMError; three seconds at most. */
  models(signal?: AbortSignal): Promise<ModelInfo[]>;
  /** What only a server that keeps models can do: Ollama. */
  readonly store?: ModelStore;
}

/** Models on a server's disk and in its memory. Every failure is an LLMError. */
export interface ModelStore {
  /** Downloads a model and reports progress. Leaving the loop stops the download; a later pull continues it. */
  pull(model: string, signal?: AbortSignal): AsyncIterable<PullProgress>;
  remove(model: string): Promise<void>;
  /** Loads a model with the same options as its answers. Resolves when it is in memory, which can take minutes. */
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
  requestId?: string;
  /** The response had no message of its own: another kind of server may have sent it. */
  unexplained?: boolean;
  /** How many requests were made before Blossom gave up. */
  requests?: number;
  /** The host that the server could not reach: `registry.ollama.ai`. */
  host?: string;
  /** The next step, as a command: `ollama pull gemma3:12b`. */
  hint?: string;
  /** For `context_overflow`, if the server says it: the context window, and the tokens of the prompt. */
  contextTokens?: number;
  promptTokens?: number;
  /** For `invalid_output`: why there is no answer. For `bad_url`: what is wrong with the address. */
  reason?: EmptyReason | AddressReason;
  /** For `timeout`: which limit was reached. */
  phase?: "connect" | "first-token" | "idle";
};

/** `message` is at most 500 characters, carries no secret and no HTML. */
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

/** The configuration of a provider. Keys and addresses come in by parameter: nothing in this folder reads settings or the environment. */
export type ProviderConfig = {
  type: ProviderType;
  baseUrl: string;
  apiKey?: string | null;
  /** Sent with every request to this address, for a proxy in front of the server. They replace our own headers of the same name. */
  headers?: Readonly<Record<string, string>>;
};
