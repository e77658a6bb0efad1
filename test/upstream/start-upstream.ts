import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { serveAnthropic } from "./anthropic.ts";
import { type Exchange, parseBody, sendJson, sendText, type UpstreamState } from "./exchange.ts";
import { constrain } from "./constrain.ts";
import { defaultModels, type UpstreamModel } from "./models.ts";
import type { Front } from "./nginx.ts";
import { serveOllama } from "./ollama.ts";
import { createMemory } from "./ollama-memory.ts";
import { ollamaTexts } from "./ollama-texts.ts";
import { serveOpenai } from "./openai.ts";
import { type ChatRequest, defaultReply, type Protocol, type Reply, type Script, toPieces } from "./script.ts";
import { sendReply } from "./send-reply.ts";

export type UpstreamOptions = {
  protocol: Protocol;
  script?: Script;
  /** Names, or models with all their details. */
  models?: readonly (string | UpstreamModel)[];
  /** Ollama: models that are already in memory. */
  loaded?: readonly string[];
  /** Ollama: the memory for all models together. Default: 24 GB. */
  memoryBytes?: number;
  /** Ollama: at this number of running and waiting answers the server loads no further model. Default: 512, as in a real Ollama. */
  maxQueue?: number;
  /** Ollama: whether it constrains the model to the schema of a request, as since version 0.5. Not every cloud model is. Default: yes. */
  keepsToSchema?: boolean;
  /** How fast a model reads its prompt. Default: at once. */
  promptTokensPerSecond?: number;
  /** Ollama: a model reads only what follows the longest beginning that it has read before. Default: yes, as in a real Ollama. */
  cachesPrompts?: boolean;
  /** Waits scripted milliseconds, instead of a real timer. */
  sleep?: (ms: number) => Promise<void>;
  /** The clock that decides when models leave memory. */
  now?: () => number;
  /** Ollama: awaited during a preload. If it returns a text, the load fails with that error. */
  load?: UpstreamState["load"];
  /** Ollama: one script for all downloads, or a function that gets the model's name. */
  pull?: UpstreamState["pull"];
  version?: string;
  /** The key that the server requires. Default: `test-key` for Anthropic, none for others. */
  key?: string;
  /** OpenAI: refuses unknown fields, as some servers do. */
  strict?: boolean;
  errorShape?: UpstreamState["errorShape"];
  reasoningField?: UpstreamState["reasoningField"];
  /** OpenAI: the kind of server. It decides the defaults of the error format and the reasoning field. */
  flavour?: UpstreamState["flavour"];
  /** OpenAI: the kinds of structured output that it supports. Default: both. */
  formats?: UpstreamState["formats"];
  /** OpenAI: how it lists its models. */
  listShape?: UpstreamState["listShape"];
  /** How many answers run at once; others wait without a byte. Default: one for Ollama and llama.cpp, as in real ones, and 64 for others. */
  parallel?: number;
  /** How many times faster scripted milliseconds pass. */
  speed?: number;
  /** A proxy in front of the server. */
  front?: Front;
  host?: string;
  port?: number;
};

/** A request as it arrived. */
export type UpstreamRequest = {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  /** Parsed if it is JSON, otherwise the text. */
  body: unknown;
  /** How the answer ended: it was sent completely, the client left, or the script broke it off. */
  closed: Promise<"sent" | "client" | "script">;
};

export type Upstream = {
  /** `http://127.0.0.1:40123`, without a path. */
  readonly url: string;
  readonly port: number;
  readonly requests: readonly UpstreamRequest[];
  /** Ollama: every load of a model into memory. A second load of a model means that its load options changed. */
  readonly loads: readonly { model: string; options: string }[];
  /** Ollama: models that were evicted from memory for another one. */
  readonly evictions: readonly string[];
  readonly openSockets: number;
  /** Can be replaced at any time. Running answers keep their reply. */
  script: Script;
  models: readonly UpstreamModel[];
  pull: UpstreamState["pull"];
  /** OpenAI: the server answers 503 because its model is still loading. */
  isLoading: boolean;
  /** The process has been stopped: it accepts connections and answers no new request until it goes on. Answers that run are left to their script. */
  isHalted: boolean;
  /** Ollama: resolves when the model is in memory. */
  loaded(model: string): Promise<void>;
  /** Resolves with the `count`th request to a path. */
  waitForRequest(path: string, count?: number): Promise<UpstreamRequest>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

const servers = { ollama: serveOllama, anthropic: serveAnthropic, openai: serveOpenai };

/** Starts a server on a real socket with one of the three protocols. It must never be more lenient than the real servers. */
export async function startUpstream(options: UpstreamOptions): Promise<Upstream> {
  const { protocol, host = "127.0.0.1", speed = 1 } = options;
  const state = toState(options);
  const sockets = new Set<Socket>();
  const requests: UpstreamRequest[] = [];
  const waiting = new Set<() => void>();
  const takeTurn = createTurns(state.slots);
  let halted: { until: Promise<void>; go: () => void } | null = null;
  let chats = 0;

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (response.destroyed) return;
      if (response.headersSent) response.destroy();
      else sendText({ response }, 500, `the scripted upstream failed: ${String(error)}`);
    });
  });
  server.requestTimeout = 0;
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new Promise<void>((resolve) => response.once("close", resolve));
    const text = await readText(request);
    const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://upstream");
    const play = { cut: false };
    const closed = gone.then(() => {
      if (play.cut) return "script" as const;
      return response.writableEnded ? ("sent" as const) : ("client" as const);
    });
    const { method = "GET", headers } = request;
    requests.push({ method, path, headers, body: parseBody(text) ?? text, closed });
    for (const wake of waiting) wake();
    if (halted) await Promise.race([halted.until, gone]);
    const answer: Exchange["answer"] = async (chat, wire, abilities) => {
      const { thinks, unload, load, readMs, sendError, sendWhole } = abilities;
      const decided = (await decide(chat)) ?? defaultReply;
      const reply = options.keepsToSchema === false ? decided : keepToSchema(decided, abilities.schema);
      play.cut = reply.cut !== undefined;
      const sleep = (ms: number) => (options.sleep ? Promise.race([options.sleep(ms), gone]) : wait(ms / speed, gone));
      state.pending += 1;
      const leave = await takeTurn(gone);
      if (reply.unloaded) unload?.();
      const loading = load?.();
      try {
        if (reply.ready) await Promise.race([reply.ready, gone]);
        if (reply.loadMs) await sleep(reply.loadMs);
        if (response.destroyed) return;
        if (reply.dies === "loading") {
          unload?.();
          return sendError(500, ollamaTexts.diedLoading, reply);
        }
        loading?.ready();
        const readingMs = readMs?.() ?? 0;
        if (readingMs > 0) await sleep(readingMs);
        if (reply.read) await Promise.race([reply.read, gone]);
        if (response.destroyed) return;
        const status = reply.status ?? 200;
        if (typeof reply.body === "string") sendText({ response }, status, reply.body, reply.headers);
        else if (reply.body) sendJson({ response }, status, reply.body, reply.headers);
        else if (reply.error !== undefined || status >= 400) sendError(status, reply.error ?? "scripted", reply);
        else if (chat.stream) await sendReply(wire, { response, reply, request: chat, sleep, gone, thinks, unload });
        else
          sendJson(
            { response },
            200,
            sendWhole(await joined(reply), thinks ? (reply.thinking ?? "") : "", reply.finish),
          );
      } finally {
        loading?.done();
        state.pending -= 1;
        leave();
      }
    };
    const own = options.front?.({ method, path, headers, text });
    if (own) return void response.writeHead(own.status, own.headers).end(own.body);
    await servers[protocol]({ method, path, query, headers, text, response, state, answer });
  }

  async function decide(chat: ChatRequest): Promise<Reply | undefined> {
    const index = chats;
    chats += 1;
    return typeof upstream.script === "function" ? upstream.script(chat, index) : upstream.script;
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;

  async function close(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    sockets.clear();
    await closed;
  }

  const upstream: Upstream = {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    requests,
    loads: state.memory.loads,
    evictions: state.memory.evictions,
    get openSockets() {
      return sockets.size;
    },
    script: options.script ?? defaultReply,
    get models() {
      return state.models;
    },
    set models(models) {
      state.models = models;
    },
    get pull() {
      return state.pull;
    },
    set pull(pull) {
      state.pull = pull;
    },
    get isHalted() {
      return halted !== null;
    },
    set isHalted(isHalted) {
      if (isHalted === (halted !== null)) return;
      halted?.go();
      // no Promise.withResolvers: Playwright runs this under Node 20
      let go = () => {};
      const until = new Promise<void>((resolve) => (go = resolve));
      halted = isHalted ? { until, go } : null;
    },
    get isLoading() {
      return state.isLoading;
    },
    set isLoading(isLoading) {
      state.isLoading = isLoading;
    },
    loaded: (model) => state.memory.whenReady(model),
    async waitForRequest(path, count = 1) {
      for (;;) {
        const found = requests.filter((request) => request.path === path)[count - 1];
        if (found) return found;
        await new Promise<void>((resolve) => {
          const wake = () => {
            waiting.delete(wake);
            resolve();
          };
          waiting.add(wake);
        });
      }
    },
    close,
    [Symbol.asyncDispose]: close,
  };
  return upstream;
}

const usualVersion = "0.32.15";

/** Leaves an answer unchanged if its script breaks it off, or makes its pieces while it is sent. */
function keepToSchema(reply: Reply, schema: Record<string, unknown> | undefined): Reply {
  const isWhole = reply.cut === undefined && reply.finish === undefined && reply.silentAfter === undefined;
  const text = Array.isArray(reply.pieces) ? reply.pieces.join("") : reply.pieces ? undefined : reply.text;
  if (!schema || text === undefined || !isWhole) return reply;
  const constrained = constrain(text, schema);
  if (constrained === text) return reply;
  const { pieces: _, ...rest } = reply;
  return { ...rest, text: constrained };
}

function toState(options: UpstreamOptions): UpstreamState {
  const { protocol, models = defaultModels[protocol], loaded = [] } = options;
  const flavour = options.flavour ?? (protocol === "ollama" ? "ollama" : "plain");
  return {
    models: models.map((model) => (typeof model === "string" ? { name: model } : model)),
    version: options.version ?? usualVersion,
    key: options.key ?? (protocol === "anthropic" ? "test-key" : undefined),
    strict: options.strict ?? false,
    errorShape: options.errorShape ?? (flavour === "lmstudio" ? "string" : flavour === "vllm" ? "vllm" : "object"),
    reasoningField:
      options.reasoningField ?? (flavour === "vllm" || flavour === "ollama" ? "reasoning" : "reasoning_content"),
    flavour,
    formats: options.formats,
    listShape: options.listShape ?? "data",
    isLoading: false,
    slots: options.parallel ?? (protocol === "ollama" || flavour === "llamacpp" ? 1 : 64),
    memory: createMemory({
      version: options.version ?? usualVersion,
      bytes: options.memoryBytes ?? 24e9,
      now: options.now ?? Date.now,
      loaded,
    }),
    pending: 0,
    maxQueue: options.maxQueue ?? 512,
    promptTokensPerSecond: options.promptTokensPerSecond,
    cachesPrompts: options.cachesPrompts ?? true,
    cache: new Map(),
    load: options.load ?? (() => {}),
    pull: options.pull ?? {},
    blobs: new Map(),
  };
}

/** Lets at most `limit` requests run at once. The others wait in order and give up if their client leaves. */
function createTurns(limit: number): (gone: Promise<unknown>) => Promise<() => void> {
  let running = 0;
  const queue: (() => void)[] = [];
  const leave = () => {
    running -= 1;
    queue.shift()?.();
  };
  return async (gone) => {
    if (running >= limit) {
      // no Promise.withResolvers: Playwright runs this under Node 20
      let mayRun = () => {};
      const turn = new Promise<boolean>((resolve) => (mayRun = () => resolve(true)));
      queue.push(mayRun);
      if (!(await Promise.race([turn, gone.then(() => false)]))) {
        const place = queue.indexOf(mayRun);
        if (place < 0) queue.shift()?.();
        else queue.splice(place, 1);
        return () => {};
      }
    }
    running += 1;
    return leave;
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

async function joined(reply: Reply): Promise<string> {
  let text = "";
  for await (const piece of reply.pieces ?? toPieces(reply.text ?? "")) text += piece;
  return text;
}

async function wait(ms: number, gone: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([new Promise((resolve) => (timer = setTimeout(resolve, ms))), gone]);
  clearTimeout(timer);
}
