import type { Fallback, ProviderSettings } from "#shared/llm-settings.ts";
import type { ProviderType } from "#shared/providers.ts";
import type { Settings } from "#shared/settings.ts";
import type { Config } from "#server/config.ts";
import { type OpenApp, openApp } from "./open-app.ts";
import { createEventSource } from "./event-source.ts";
import type { UpstreamModel } from "./upstream/models.ts";
import { startUpstream, type Upstream, type UpstreamOptions } from "./upstream/start-upstream.ts";

/** A request of the page: `PUT /api/settings`. */
export type PageRequest = { route: string; body: unknown };
/** Returns a response instead of the app's; undefined: the app answers. Can wait. */
type Fault = (
  request: PageRequest & { query: URLSearchParams },
) => Response | undefined | Promise<Response | undefined>;

/** Changes the app's own response, for values that only another computer, network or time would produce. */
type Amend = (answer: never) => object;

type Start = {
  ollama?: Partial<UpstreamOptions>;
  environment?: Record<string, string>;
  /** The data folder of an earlier app. The test removes it. */
  dataDir?: string;
  /** Default: Ollama with gemma3:12b, chosen in the settings. null: nothing has been chosen. */
  provider?: ProviderType | null;
  remembered?: Partial<Record<ProviderType, Partial<ProviderSettings>>>;
  fallback?: Fallback;
  settings?: Partial<Settings>;
  /** The computer's memory. Default: 16 GB. */
  memoryBytes?: number | null;
  /** Other values than an environment can give. */
  config?: Partial<Config>;
  /** Where JMdict comes from. Default: nowhere. */
  jmdict?: { url: string; atLeast: number };
  /** Faults between the page and the app, by route: `PUT /api/settings`. */
  faults?: Record<string, Fault>;
  amends?: Record<string, Amend>;
  /** No address of Ollama is set, so the app finds it through OLLAMA_HOST. */
  isFound?: boolean;
};

const chats = ["completion"];
const models: UpstreamModel[] = [
  {
    name: "gemma3:12b",
    sizeBytes: 8_149_190_253,
    parameters: "12.2B",
    quantisation: "Q4_K_M",
    capabilities: [...chats, "vision"],
    contextLength: 131_072,
  },
  {
    name: "qwen3:8b",
    sizeBytes: 5_225_388_164,
    parameters: "8.2B",
    contextLength: 40_960,
    capabilities: [...chats, "thinking"],
  },
  { name: "gpt-oss:120b-cloud", sizeBytes: 384, remoteHost: "https://ollama.com:443", capabilities: chats },
];

export type PageApp = {
  app: OpenApp;
  ollama: Upstream;
  /** All requests of the page, in order. */
  requests: PageRequest[];
  bodies: (route: string) => unknown[];
  faults: Record<string, Fault>;
  amends: Record<string, Amend>;
  [Symbol.asyncDispose](): Promise<void>;
};

/**
 * Opens the real app behind a page under test, with an Ollama that has three models. The page sends its requests to this app and
 * gets its events. A test can change or fail requests in between, as a network can.
 */
export async function openPageApp(start: Start = {}): Promise<PageApp> {
  const own = globalThis.fetch;
  const ownEvents = globalThis.EventSource as typeof EventSource | undefined;
  const ollama = await startUpstream({ protocol: "ollama", models, ...start.ollama });
  const { environment = {}, dataDir } = start;
  const found = start.isFound ? { OLLAMA_HOST: `127.0.0.1:${ollama.port}` } : {};
  const app = await openApp({
    environment: { ...found, ...environment },
    ...(dataDir !== undefined && { dataDir }),
    ...(start.config && { config: start.config }),
    ...(start.jmdict && { jmdict: start.jmdict }),
  });
  await choose(app, ollama, start);

  const requests: PageRequest[] = [];
  const faults = { ...start.faults };
  const amends = { ...start.amends };
  const send = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (url.origin !== location.origin) return own(request);
    const route = `${request.method} ${url.pathname}`;
    const isFile = request.headers.get("content-type") === "application/octet-stream";
    const sent = isFile ? await request.bytes() : await request.text();
    const asked = { route, body: typeof sent === "string" && sent ? JSON.parse(sent) : undefined };
    requests.push(asked);
    const fault = await faults[route]?.({ ...asked, query: url.searchParams });
    if (fault) return leaveWith(fault, request.signal);
    const answer = await own(`${app.url}${url.pathname}${url.search}`, {
      method: request.method,
      headers: request.headers,
      signal: request.signal,
      ...(sent.length > 0 && { body: sent }),
    });
    if (!answer.headers.get("content-type")?.includes("json")) return answer;
    const known = await withMemory(answer, start.memoryBytes);
    const amend = amends[route] as ((answer: unknown) => object) | undefined; // the test knows the type of the route's response
    return amend ? Response.json(amend(await known.json()), { status: known.status }) : known;
  };
  globalThis.fetch = Object.assign(send, { preconnect: own.preconnect });
  globalThis.EventSource = createEventSource(own, app.url);

  return {
    app,
    ollama,
    requests,
    faults,
    amends,
    bodies: (route) => requests.filter((request) => request.route === route).map(({ body }) => body),
    async [Symbol.asyncDispose]() {
      globalThis.fetch = own;
      if (ownEvents) globalThis.EventSource = ownEvents;
      else Reflect.deleteProperty(globalThis, "EventSource");
      await app[Symbol.asyncDispose]();
      await ollama.close();
    },
  };
}

/** The app's error response before a stream has begun. */
export const failure = (status: number, code: string, message: string): Response =>
  Response.json({ error: { code, message } }, { status });

/** Aborting the request ends its response stream, as in a browser. */
function leaveWith(answer: Response, signal: AbortSignal): Response {
  const { body, status, headers } = answer;
  if (!body || !headers.get("content-type")?.includes("event-stream")) return answer;
  return new Response(body.pipeThrough(new TransformStream(), { signal }), { status, headers });
}

/** Replaces the memory of the computer that runs the tests. */
async function withMemory(
  { body, status, headers }: Response,
  memoryBytes: number | null = 16 * 2 ** 30,
): Promise<Response> {
  const text = (await new Response(body).text()).replace(/"memoryBytes":\d+/g, `"memoryBytes":${memoryBytes}`);
  return new Response(text, { status, headers: { "content-type": headers.get("content-type") ?? "" } });
}

/** Saves the settings as a learner does, provider by provider. The last one becomes the active provider. */
async function choose(app: OpenApp, ollama: Upstream, start: Start) {
  const { provider = "ollama", remembered = {}, settings, fallback } = start;
  if (settings) await app.json("PUT", "/api/settings", settings);
  const all = { ...remembered, ollama: { baseUrl: ollama.url, chatModel: "gemma3:12b", ...remembered.ollama } };
  for (const type of ["anthropic", "openai-compatible", "ollama"] as const) {
    const more = all[type];
    if (provider !== null && more && type !== provider)
      await app.json("PUT", "/api/llm/settings", { provider: type, allowRemote: true, ...more });
  }
  if (provider !== null) await app.json("PUT", "/api/llm/settings", { provider, allowRemote: true, ...all[provider] });
  if (fallback) await app.json("PUT", "/api/llm/settings", { fallback });
}
