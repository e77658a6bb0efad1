import type { ModelInfo, ProviderType } from "#shared/providers.ts";
import type { Server } from "./transport/server.ts";
import type { Knowledge, LLMError, LLMResult, LLMStreamOptions, ModelStore } from "./types.ts";

/** What an adapter makes of one line or event. An answer is whole only when a `finish` came. */
export type Chunk = {
  text?: string;
  thinking?: string;
  finish?: LLMResult["finish"];
  model?: string;
  usage?: NonNullable<LLMResult["usage"]>;
  /** Why it refused. */
  explanation?: string;
  promptTruncated?: boolean;
  /** As the server measured them. */
  timings?: Pick<LLMResult["timings"], "loadMs" | "writingMs">;
};

/** A request that is ready to be sent. */
export type ModelRequest = {
  /** Its optional fields, which a server may refuse: `output_config.format`. */
  fields: readonly string[];
  /** The longest answer that it asks for. */
  maxTokens: number;
  /** Sends it, once. */
  open: (signal: AbortSignal) => AsyncIterable<Chunk>;
};

/** The things in which providers differ. An adapter makes requests and reads answers; it never asks again by itself. */
export type Adapter = {
  name: ProviderType;
  server: Pick<Server, "host">;
  knowledge: Knowledge;
  /** Builds a request from the question and from what is known about the model. */
  toRequest: (question: LLMStreamOptions) => ModelRequest;
  /** What a failure means for the caller, after nothing else can be tried. */
  explain?: (error: LLMError, model: string) => LLMError;
  /** Done once for each answer, beside it. */
  lookAround?: (options: LLMStreamOptions, signal: AbortSignal) => void;
  /** What stands there; throws LLMError. */
  version: (signal?: AbortSignal) => Promise<string | undefined>;
  models: (signal?: AbortSignal) => Promise<ModelInfo[]>;
  store?: ModelStore;
};
