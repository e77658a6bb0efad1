import type { ModelInfo } from "#shared/model-info.ts";
import type { ProviderType } from "#shared/providers.ts";
import type { Server } from "./transport/server.ts";
import type { LookAtServer } from "./answer/watch-server.ts";
import type { Knowledge, LLMError, LLMResult, LLMStreamOptions, ModelStore } from "./types.ts";

/** What an adapter reads from one line or event. An answer is complete only after a chunk with `finish`. */
export type Chunk = {
  text?: string;
  thinking?: string;
  finish?: LLMResult["finish"];
  model?: string;
  usage?: NonNullable<LLMResult["usage"]>;
  /** The model's reason for a refusal. */
  explanation?: string;
  promptTruncated?: boolean;
  /** Measured by the server. */
  timings?: Pick<LLMResult["timings"], "loadMs" | "writingMs">;
};

/** A request, ready to be sent. */
export type ModelRequest = {
  /** Its fields by full path, which a server may refuse: `output_config.format`. */
  fields: readonly string[];
  /** The limit for the answer, in tokens. */
  maxTokens: number;
  /** Sends the request once. */
  open: (signal: AbortSignal) => AsyncIterable<Chunk>;
};

/** What differs between providers. An adapter builds requests and reads responses; it never retries by itself. */
export type Adapter = {
  name: ProviderType;
  server: Pick<Server, "host">;
  knowledge: Knowledge;
  /** Builds a request from the question and from what is known about the model. */
  toRequest: (question: LLMStreamOptions) => ModelRequest;
  /** Makes an error more useful to the caller once no recovery is left. */
  explain?: (error: LLMError, model: string) => LLMError;
  /** Runs once per answer, in parallel to it. */
  inspectServer?: (options: LLMStreamOptions, signal: AbortSignal) => void;
  /** Returns a function that checks once what a silent server is doing. Only for servers on the learner's own computer or network. */
  look?: (model: string) => LookAtServer;
  /** Checks that this provider's server answers, and returns its version if it has one. Throws LLMError. */
  version: (signal?: AbortSignal) => Promise<string | undefined>;
  models: (signal?: AbortSignal) => Promise<ModelInfo[]>;
  store?: ModelStore;
};
