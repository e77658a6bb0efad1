import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import type { Conversation, Message, Started } from "#shared/chat.ts";
import { type GenerationEvent, generationEventSchema, type LoggedEvent } from "#shared/generation.ts";
import type { LocalServer } from "#shared/local-servers.ts";
import type { ProviderType } from "#shared/providers.ts";
import { type Config, readConfig } from "#server/config.ts";
import { startBlossom } from "#server/start.ts";
import { startKeptWorker } from "./keep-analysers.ts";
import { readEvents } from "./read-events.ts";

export type OpenApp = {
  url: string;
  dataDir: string;
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** The JSON of the response. Fails if the status is not a success. */
  json<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** Sends a message as the page does and returns without waiting for the answer. */
  send(text: string, more?: object): Promise<Started>;
  /** The generation's events with a number above `after`, to the end of its log. */
  follow(id: string, after?: number): AsyncGenerator<LoggedEvent>;
  events(id: string): Promise<GenerationEvent[]>;
  conversation(id: string): Promise<{ conversation: Conversation; messages: Message[]; changes: number }>;
  /** A page of the list of conversations. */
  list(query?: Record<string, string>): Promise<{ conversations: Conversation[]; total: number; next: number | null }>;
  /** Stops the app as SIGTERM does and keeps its data folder. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

type Options = {
  dataDir?: string;
  environment?: Record<string, string>;
  /** The active provider and its base URL. */
  provider?: { type: ProviderType; url: string; model?: string };
  pageDir?: string;
  /** Where a first start looks for model servers. Default: nowhere, so that servers on this computer do not matter. */
  localServers?: readonly LocalServer[];
  /** Where JMdict comes from, and where EDICT is on this computer. Default: nowhere. */
  jmdict?: { url: string; atLeast: number };
  edictPath?: string;
  /** Other values than an environment can give. */
  config?: Partial<Config>;
  /** Another script for the process that draws pictures. */
  drawProcess?: string;
};

/** Opens the whole app in this process with its own port and data folder, with real routes and real SQLite. */
export async function openApp({
  dataDir,
  environment = {},
  provider,
  pageDir,
  localServers = [],
  drawProcess,
  config: other = {},
  jmdict = { url: "http://127.0.0.1:9/JMdict_e.gz", atLeast: 1 },
  edictPath = "/nowhere/edict",
}: Options = {}): Promise<OpenApp> {
  const folder = dataDir ?? fs.mkdtempSync(join(os.tmpdir(), "blossom-test-"));
  const anthropic = provider?.type === "anthropic" && {
    ANTHROPIC_BASE_URL: provider.url,
    ANTHROPIC_API_KEY: "test-key",
  };
  const config = readConfig({ PORT: "0", BLOSSOM_DIR: folder, ...anthropic, ...environment });
  const youtube = { ...config.youtube, standIn: "http://127.0.0.1:9", path: "" }; // nobody listens there
  const { url, stop } = startBlossom({ ...config, youtube, localServers, jmdict, edictPath, ...other }, pageDir, {
    drawProcess,
    startAnalyser: startKeptWorker,
  });
  let stopped: Promise<void> | null = null;

  const request: OpenApp["request"] = (method, path, body, headers) =>
    fetch(`${url}${path}`, {
      method,
      headers: { ...(method !== "GET" && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });

  const app: OpenApp = {
    url,
    dataDir: folder,
    request,
    async json(method, path, body) {
      const response = await request(method, path, body);
      if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
      return response.json();
    },
    async send(text, more = {}) {
      const response = await request("POST", "/api/chat", { text, ...more }, { prefer: "respond-async" });
      if (response.status !== 202) throw new Error(`chat answered ${response.status}: ${await response.text()}`);
      return response.json();
    },
    async *follow(id, after = 0) {
      const response = await request("GET", `/api/generations/${id}/events?after=${after}`);
      for await (const { id: seq, data } of readEvents(response)) {
        if (data === "[DONE]") return;
        yield { seq: Number(seq), event: generationEventSchema.parse(JSON.parse(data)) };
      }
      throw new Error("the stream ended without [DONE]");
    },
    events: async (id) => (await Array.fromAsync(app.follow(id))).map(({ event }) => event),
    conversation: (id) => app.json("GET", `/api/conversations/${id}`),
    list: (query = {}) => app.json("GET", `/api/conversations?${new URLSearchParams(query)}`),
    stop: () => (stopped ??= stop()),
    async [Symbol.asyncDispose]() {
      await app.stop();
      if (dataDir === undefined) fs.rmSync(folder, { recursive: true, force: true });
    },
  };
  if (provider) {
    const { type, url: baseUrl, model = "gemma3:12b" } = provider;
    const address = type === "anthropic" ? {} : { baseUrl };
    await app.json("PUT", "/api/llm/settings", { provider: type, chatModel: model, ...address });
  }
  return app;
}
