import type { ClientRequest, IncomingMessage } from "node:http";
import type { LookupFunction } from "node:net";
import { type Refusal, toRefusalError } from "./errors.ts";
import { hideSecrets } from "./hide-secrets.ts";
import { createBreath } from "./breathe.ts";
import { maxErrorBytes, maxHeaderLength, maxLocationLength } from "./limits.ts";
import { readAtMost } from "./read-lines.ts";
import { parseAddress } from "#server/local-hosts.ts";
import { decompress, toDecoderError } from "./decompress.ts";
import { refusedHost } from "./refused-host.ts";
import { aborted, type Clock, type Limits, startClock } from "./request-clock.ts";
import { toNetworkError } from "./network-errors.ts";
import { LLMError, type Timeouts } from "#server/llm/types.ts";

// The only module on the server that sends requests. It uses node:http because a first token can take minutes: Bun's fetch gives
// up after 360 s, Node's after 300 s, and Bun's sends even loopback requests through HTTP_PROXY. It follows no redirects, uses no
// proxies and keeps no sockets: on a stale socket a POST could fail, and nobody would know whether it had started.

export const defaultTimeouts: Timeouts = { connectMs: 5_000, firstTokenMs: 20 * 60_000, idleMs: 5 * 60_000 };

export type Call = Limits & {
  url: string;
  method?: "GET" | "POST" | "DELETE";
  headers?: Record<string, string>;
  body?: string;
  /** Resolves a host name. Default: the system's resolver. Tests replace it. */
  lookup?: (name: string) => Promise<readonly { address: string }[]>;
  /** Refuses an address that the name resolved to, with the reason; besides those that are refused for everybody. */
  refuse?: (address: string) => string | null;
  /** Masked in errors. */
  secrets?: readonly string[];
  /** Hidden wherever the server repeats them. Default: all secrets. */
  hidden?: readonly string[];
  /** The response is a file, which may itself be a compressed one: its bytes are returned unchanged. */
  isFile?: boolean;
  /** For error messages: the requested model, and the server's base address. */
  model?: string;
  base?: string;
};

export type Answer = {
  status: number;
  headers: Record<string, string | undefined>;
  /** Frees the socket when read to the end or when the loop is left. Throws `timeout`, `incomplete` or `aborted`. */
  chunks: AsyncGenerator<Uint8Array>;
  /** Frees the socket when nobody reads the answer. */
  close: () => void;
};

/** Sends one request. For a status other than 2xx, throws an error with the message of the body. */
export async function send(call: Call): Promise<Answer> {
  const answer = await exchange(call);
  const wrongServer = describeWrongServer(answer);
  if (wrongServer) {
    answer.close();
    throw new LLMError("wrong_endpoint", wrongServer, {
      provider: call.provider,
      status: answer.status,
      retryable: false,
    });
  }
  if (answer.status >= 200 && answer.status < 300) return answer;
  const body = await readAtMost(answer.chunks, maxErrorBytes).catch(() => "");
  if (call.signal?.aborted) throw aborted(call);
  const { provider, model, secrets = [], base = call.url } = call;
  const refusal: Refusal = { provider, status: answer.status, headers: answer.headers, body, url: base };
  throw toRefusalError({ ...refusal, model, secrets, hadKey: secrets.length > 0 });
}

/** A description of the server if it is certainly not a model server, or null. */
function describeWrongServer({ status, headers }: Answer): string | null {
  if (headers["x-blossom"] !== undefined) return "this is the address of Blossom itself";
  const isPage = status >= 200 && status < 300 && /^text\/html\b/i.test(headers["content-type"] ?? "");
  return isPage ? "this address serves a web page, not a model server" : null;
}

/** Sends one request and returns the response, whatever its status is. */
export async function exchange(call: Call): Promise<Answer> {
  if (call.signal?.aborted) throw aborted(call);
  const url = URL.parse(call.url);
  const refused = url ? refusedHost(url.hostname) : "not an address";
  if (!url || refused || !/^https?:$/.test(url.protocol))
    throw new LLMError("bad_url", refused ?? "only http and https", { provider: call.provider, retryable: false });
  const clock = startClock(call);
  try {
    clock.enter("connect");
    const addresses = await Promise.race([resolve(url.hostname, call), clock.broken]);
    for (const [index, address] of addresses.entries()) {
      try {
        const { response, request } = await dial(url, address, call, clock);
        return toAnswer(response, request, call, clock);
      } catch (error) {
        const isLast = index === addresses.length - 1;
        // nothing was sent yet, so try the next address: 127.0.0.1 may refuse while [::1] accepts
        if (isLast || !(error instanceof LLMError) || error.code !== "connect") throw error;
      }
    }
    throw new LLMError("dns", `${url.hostname} has no address`, { provider: call.provider, retryable: false });
  } catch (error) {
    clock.stop();
    throw error;
  }
}

async function systemLookup(name: string) {
  const { lookup } = await import("node:dns/promises"); // not at the start of the app
  return lookup(name, { all: true, order: "ipv4first" });
}

/** Resolves the name once, checks each address, and connects to exactly that address. */
async function resolve(hostname: string, { provider, lookup: find = systemLookup, refuse }: Call): Promise<string[]> {
  const name = hostname.replace(/^\[|\]$/g, "");
  if (parseAddress(name)) return [checked(name)];
  // Ollama listens on 127.0.0.1, but many systems resolve to ::1 first
  if (name === "localhost") return ["127.0.0.1", "::1"].map(checked);
  const found = await find(name).catch((error: unknown) => {
    throw toNetworkError(error, { provider, host: hostname, isConnected: false });
  });
  return found.map(({ address }) => checked(address)).slice(0, 4);

  function checked(address: string): string {
    const refused = refusedHost(address) ?? refuse?.(address);
    if (refused) throw new LLMError("bad_url", refused, { provider, retryable: false });
    return address;
  }
}

type Dialled = { response: IncomingMessage; request: ClientRequest };

async function dial(url: URL, address: string, call: Call, clock: Clock): Promise<Dialled> {
  const { provider, method = "GET", headers, body } = call;
  const { promise, resolve, reject } = Promise.withResolvers<Dialled>();
  const isSecure = url.protocol === "https:";
  let isConnected = false;
  let answering: IncomingMessage | undefined;
  const pinned: LookupFunction = (_name, { all }, done) => {
    const family = address.includes(":") ? 6 : 4;
    if (all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
  // loading the module takes 20 ms, so do not load it when the app starts
  const http = await (isSecure ? import("node:https") : import("node:http"));
  const request = http.request(url, {
    method,
    agent: false,
    lookup: pinned,
    headers: {
      accept: "application/json, application/x-ndjson, text/event-stream",
      "accept-encoding": "identity",
      ...(body !== undefined && { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
      ...headers,
    },
  });
  request.once("socket", (socket) =>
    socket.once(isSecure ? "secureConnect" : "connect", () => {
      isConnected = true;
      clock.enter("first-token");
    }),
  );
  // status 101: the server switches to another protocol
  request.once("upgrade", (_response, socket) => {
    socket.destroy();
    reject(new LLMError("wrong_endpoint", `${url.host} speaks another protocol`, { provider, retryable: false }));
  });
  request.once("response", (response) => {
    // Bun does not always emit secureConnect; a response proves the connection
    if (!isConnected) clock.enter("first-token");
    answering = response;
    resolve({ response, request });
  });
  // `on`, not `once`: a destroyed socket can report several errors, and an unhandled one ends the process
  request.on("error", (error) => reject(toNetworkError(error, { provider, host: url.host, isConnected })));
  clock.broken.catch((error: LLMError) => {
    reject(error);
    answering?.destroy(error);
    request.destroy();
  });
  request.end(body);
  return promise;
}

function toAnswer(response: IncomingMessage, request: ClientRequest, call: Call, clock: Clock): Answer {
  response.on("error", () => {}); // the iterator reports the error
  const close = () => {
    clock.stop();
    response.destroy();
    request.destroy();
  };
  const { secrets = [], hidden = secrets } = call;
  const chunks = hidden.length > 0 ? hideSecrets(read(), hidden) : read();
  return { status: response.statusCode ?? 0, headers: cutHeaders(response.headers), chunks, close };

  async function* read(): AsyncGenerator<Uint8Array> {
    const breath = createBreath();
    try {
      const body = call.isFile ? response : await decompress(response, call.provider);
      for await (const chunk of body) {
        // chunks that have arrived come one after another without a pause, and a server can send a chunk for each byte
        if (breath.isDue()) await breath.take();
        // a slow reader does not count as a silent server
        clock.pause();
        yield chunk;
        clock.enter("idle");
      }
      if (!response.complete) throw brokenOff(call);
    } catch (error) {
      // report why we closed the socket, not the error that closing it causes
      const failure = clock.failure() ?? (error instanceof LLMError ? error : toDecoderError(error, call.provider));
      throw failure ?? brokenOff(call, error);
    } finally {
      close();
    }
  }
}

/** A pattern looks at some headers, and parts of some are shown. */
function cutHeaders(headers: IncomingMessage["headers"]): Answer["headers"] {
  const cut = (value: string | string[] | undefined, length: number) =>
    typeof value === "string" ? value.slice(0, length) : undefined;
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      cut(value, name === "location" ? maxLocationLength : maxHeaderLength),
    ]),
  );
}

function brokenOff({ provider }: Call, cause?: unknown): LLMError {
  return new LLMError("incomplete", "the connection broke off", { provider, retryable: false }, cause);
}
