import { once } from "node:events";
import { createServer as createHttp, type RequestListener } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/** A text in everything that hostile servers send. Blossom must never pass it on. */
export const canary = "UPSTREAM-BYTES-THAT-NOBODY-MAY-SEE";

export type HostileServer = {
  /** `http://127.0.0.1:40123` */
  url: string;
  /** The average number of bytes it could send per connection before the client closed it. */
  sentToEach: () => number;
  close: () => void;
};

const json = { "content-type": "application/json" };
const html = `<html><title>${canary}</title></html>`;
const http = (listener: RequestListener) => () => createHttp(listener);
const raw = (talk: (socket: Socket) => void) => () =>
  createServer((socket) => {
    socket.on("error", () => {});
    talk(socket);
  });

/** Servers that may answer at an address instead of the expected model server. */
const kinds: Record<string, () => Server> = {
  hanging: raw((socket) => socket.resume()),
  "closing at once": raw((socket) => socket.end()),
  "not speaking HTTP": raw((socket) => socket.end(`SSH-2.0-OpenSSH_9.6 ${canary}\r\n`)),
  "speaking HTTP/0.9 nonsense": raw((socket) => socket.on("data", () => socket.end(`${canary}\n${canary}\n`))),
  "never finishing its headers": raw((socket) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    const drip = setInterval(() => socket.write(`x-${Math.random()}: ${canary}\r\n`), 50);
    socket.on("close", () => clearInterval(drip));
  }),
  "dripping its body": raw((socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n");
    const drip = setInterval(() => socket.write(" "), 50);
    socket.on("close", () => clearInterval(drip));
  }),
  "HTML of a router": http(
    (_request, response) => void response.writeHead(200, { "content-type": "text/html" }).end(html),
  ),
  "JSON of something else": http(
    (_request, response) => void response.writeHead(200, json).end(`{"secret":"${canary}"}`),
  ),
  "lying about its models": http((request, response) => {
    const body = request.url?.includes("version")
      ? { version: `${canary} `.repeat(50) }
      : { models: canary, data: canary };
    response.writeHead(200, json).end(JSON.stringify(body));
  }),
  "refusing with a page": http(
    (_request, response) => void response.writeHead(500, { "content-type": "text/html" }).end(html),
  ),
  "asking for a password": http((_request, response) => {
    response.writeHead(401, { "www-authenticate": `Basic realm="${canary}"` }).end(canary);
  }),
  "answering 50 MB": http((_request, response) => {
    response.writeHead(200, json);
    const part = `"${canary.repeat(1_000)}",`;
    let left = 50_000_000;
    response.write("[");
    const pour = () => {
      while (left > 0 && !response.destroyed) {
        left -= part.length;
        if (!response.write(part)) return;
      }
      if (left <= 0) response.end("0]");
    };
    response.on("drain", pour);
    pour();
  }),
};
export const hostileKinds = Object.keys(kinds);

export async function startHostileServer(kind: string): Promise<HostileServer> {
  const server = kinds[kind]!();
  const sockets = new Set<Socket>();
  let [connections, closedBytes] = [0, 0];
  server.on("connection", (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on("close", () => {
      sockets.delete(socket);
      closedBytes += socket.bytesWritten;
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sentToEach: () =>
      (closedBytes + [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0)) / connections,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
