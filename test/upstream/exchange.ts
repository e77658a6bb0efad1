import type { IncomingMessage, ServerResponse } from "node:http";
import type { UpstreamModel } from "./models.ts";
import type { OllamaMemory } from "./ollama-memory.ts";
import type { Blob, PullScript } from "./ollama-pull.ts";
import type { Wire } from "./send-reply.ts";
import type { ChatRequest, Reply } from "./script.ts";
import type { PromptCache } from "./anthropic-cache.ts";

/** One request, as the handler of a protocol gets it. */
export type Exchange = {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  text: string;
  response: ServerResponse;
  state: UpstreamState;
  /** Hands a chat request that the server accepts to the script. */
  answer: (request: ChatRequest, wire: Wire, abilities: Abilities) => Promise<void>;
};

/** What depends on the model and the protocol: whether the model thinks, how it loads, and the wording of errors. */
export type Abilities = {
  thinks: boolean;
  /** Called when the model has left memory. */
  unload?: () => void;
  /** Called at the request's turn, before the silence of loading. */
  load?: () => { ready: () => void; done: () => void };
  /** How long the model reads the prompt, in scripted milliseconds. Called when the model is in memory. */
  readMs?: () => number;
  /** The schema of the answer, if the server can constrain the model to it. */
  schema?: Record<string, unknown>;
  sendError: (status: number, message: string, reply: Reply) => void;
  sendWhole: (text: string, thinking: string, finish: Reply["finish"]) => object;
};

export type UpstreamState = {
  models: readonly UpstreamModel[];
  version: string;
  key: string | undefined;
  strict: boolean;
  errorShape: "object" | "string" | "vllm" | "detail";
  reasoningField: "reasoning_content" | "reasoning";
  flavour: "plain" | "lmstudio" | "llamacpp" | "vllm" | "ollama" | "litellm";
  formats: readonly ("json_schema" | "json_object")[] | undefined;
  listShape: "data" | "array" | "root" | "none";
  isLoading: boolean;
  /** How many answers run at once. */
  slots: number;
  /** Anthropic: the cached prefixes of earlier prompts. */
  cache: PromptCache;
  /** Ollama, and llama.cpp with several models: the models in memory. */
  memory: OllamaMemory;
  /** The number of answers that run or wait. */
  pending: number;
  /** Ollama: at this number of pending answers, the server refuses a request that needs a load. */
  maxQueue: number;
  /** How fast a model reads its prompt; undefined: at once. */
  promptTokensPerSecond: number | undefined;
  /** A model reads only what follows the longest beginning that it has read before. */
  cachesPrompts: boolean;
  /** Ollama: scripts of preloads and downloads, and the downloaded files. */
  load: () => unknown;
  pull: PullScript | ((model: string) => PullScript);
  blobs: Map<string, Blob>;
};

export function sendJson({ response }: Pick<Exchange, "response">, status: number, body: object, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(JSON.stringify(body));
}

export function sendText({ response }: Pick<Exchange, "response">, status: number, body: string, headers = {}): void {
  const type = body.startsWith("<") ? "text/html" : "text/plain; charset=utf-8";
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(body);
}

export function parseBody(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const isText = (value: unknown): value is string => typeof value === "string";

/** The model of a management request. Old clients send `name`. */
export function modelIn(text: string): string {
  const body = parseBody(text);
  const name = body?.model ?? body?.name;
  return isText(name) ? name : "";
}
