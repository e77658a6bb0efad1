import type { IncomingMessage, ServerResponse } from "node:http";
import type { UpstreamModel } from "./models.ts";
import type { OllamaMemory } from "./ollama-memory.ts";
import type { Blob, PullScript } from "./ollama-pull.ts";
import type { Wire } from "./send-reply.ts";
import type { ChatRequest, Reply } from "./script.ts";
import type { PromptCache } from "./anthropic-cache.ts";

/** One request as a protocol sees it. */
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

/** What the model does with the request: whether it thinks, and how the protocol words a scripted error. */
export type Abilities = {
  thinks: boolean;
  /** Called when the model is not in memory any more. */
  unload?: () => void;
  /** Called when the request has its turn, before the silence of loading. */
  load?: () => { ready: () => void; done: () => void };
  /** How long the model reads, in scripted milliseconds. */
  readMs?: number;
  /** What the answer must be, where the server can make the model keep to it. */
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
  /** Anthropic: what it was asked to keep of earlier prompts. */
  cache: PromptCache;
  /** Ollama, and llama.cpp with several models: what is in memory. */
  memory: OllamaMemory;
  /** Answers that run or wait. */
  pending: number;
  /** Ollama: with so many of them, what needs a load is refused. */
  maxQueue: number;
  /** How fast a model reads; undefined: at once. */
  promptTokensPerSecond: number | undefined;
  /** Ollama: how loads go that no answer waits for, how downloads go, and what has come of them. */
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

/** Which model a management request names; old clients say `name`. */
export function modelIn(text: string): string {
  const body = parseBody(text);
  const name = body?.model ?? body?.name;
  return isText(name) ? name : "";
}
