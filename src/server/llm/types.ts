import type { LLMErrorCode } from "#shared/errors.ts";
import type { ModelInfo } from "#shared/providers.ts";

export type LLMMessage = {
  role: "user" | "assistant";
  content: string;
  /** Base64, with or without a `data:` prefix. */
  images?: string[];
};

/** In milliseconds. `firstToken`: from the request to the first byte of the answer; `idle`: between two bytes of it. */
export type Timeouts = { connectMs: number; firstTokenMs: number; idleMs: number };

/** What a provider says beside the text. `loading`: the model is not in memory yet; `queued`: it is, and busy or reading the prompt. */
export type LLMEvent =
  | { type: "loading" }
  | { type: "queued" }
  | { type: "thinking"; text: string }
  | { type: "retrying"; inMs: number; code: LLMErrorCode };

export type LLMStreamOptions = {
  model: string;
  messages: readonly LLMMessage[];
  system: string;
  maxTokens: number;
  signal?: AbortSignal;
  /** Dropped where the API forbids it. */
  temperature?: number;
  /** Default: off, wherever the model lets us. */
  think?: boolean;
  timeouts?: Partial<Timeouts>;
  onEvent?: (event: LLMEvent) => void;
};

export type LLMResult = {
  text: string;
  thinking?: string;
  finish: "stop" | "length" | "refusal";
  model: string;
  usage?: { input: number; output: number; cacheRead?: number; cacheWrite?: number };
  timings: { firstTokenMs?: number; totalMs: number };
};

/** Yields each piece of text once. Work starts at the first iteration or at `.result`; leaving the loop aborts the request. */
export interface LLMStream extends AsyncIterable<string> {
  /** Rejects with the error the iterator threw, and never unhandled. */
  readonly result: Promise<LLMResult>;
}

export type Probe = { ok: true; version?: string } | { ok: false; error: LLMError };

/** What every provider can do. Every failure is an LLMError with a code, also in the middle of a stream. */
export interface LLMProvider {
  /** `ollama`, `anthropic`, `openai-compatible`. */
  readonly name: string;
  /** What is contacted, as people write it: `127.0.0.1:11434`. */
  readonly host: string;
  stream(options: LLMStreamOptions): LLMStream;
  /** The joined stream. */
  complete(options: LLMStreamOptions): Promise<string>;
  /** Never throws; three seconds at most. */
  isAvailable(): Promise<boolean>;
  listModels(): Promise<string[]>;
  /** Never throws; three seconds at most. Says what is wrong where `isAvailable` only says no. */
  probe(signal?: AbortSignal): Promise<Probe>;
  /** Throws LLMError; three seconds at most. */
  models(signal?: AbortSignal): Promise<ModelInfo[]>;
}

export type LLMErrorInfo = {
  provider: string;
  status?: number;
  retryable?: boolean;
  retryAfterMs?: number;
  model?: string;
  partialText?: string;
  requestId?: string;
  /** What to do next, as it is typed: `ollama pull gemma3:12b`. */
  hint?: string;
  /** Which limit: for `timeout`. */
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

/** What a provider is made of. Keys and addresses come in by parameter: nothing in this folder reads settings or the environment. */
export type ProviderConfig =
  | { type: "anthropic"; apiKey: string | null; baseUrl: string }
  | { type: "ollama"; baseUrl: string; contextTokens: number; keepAlive?: string | number }
  | { type: "openai-compatible"; baseUrl: string; apiKey: string | null };
