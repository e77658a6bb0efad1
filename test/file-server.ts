import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A web server with one file, as EDRDG's: it knows ranges and names the version of the file. */
export type FileServer = {
  url: string;
  /** The `Range` header of each request. */
  ranges: (string | null)[];
  /** Puts another version of the file there. */
  replace(bytes: Uint8Array): void;
  /** Breaks the next connection off after so many bytes of its answer. */
  breakAfter(bytes: number): void;
  /** From now on sends nothing more after this many bytes and stays connected. */
  holdAfter(bytes: number): void;
  /** From now on names this length, and sends the file without an end. */
  claimLength(bytes: number): void;
  /** Answers the next request with this instead of the file. */
  answerOnce(status: number, type: string, body: string): void;
  [Symbol.asyncDispose](): Promise<void>;
};

export async function startFileServer(first: Uint8Array): Promise<FileServer> {
  let bytes = first;
  let version = 1;
  let breakAt: number | undefined;
  let holdAt: number | undefined;
  let claimed: number | undefined;
  let other: { status: number; type: string; body: string } | undefined;
  const ranges: (string | null)[] = [];

  const server = createServer(({ headers }, response) => {
    ranges.push(headers.range ?? null);
    if (other) {
      const { status, type, body } = other;
      other = undefined;
      response.writeHead(status, { "content-type": type }).end(body);
      return;
    }
    const etag = `"${version}"`;
    const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);
    const isRange = from > 0 && headers["if-range"] === etag;
    const body = isRange ? bytes.slice(from) : bytes;
    response.writeHead(isRange ? 206 : 200, {
      etag,
      "content-type": "application/x-gzip",
      "content-length": claimed ?? body.length,
    });
    const stopAt = breakAt ?? holdAt ?? (claimed && body.length);
    if (stopAt === undefined) response.end(body);
    else response.write(body.slice(0, stopAt), breakAt === undefined ? () => {} : () => response.destroy());
    breakAt = undefined;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe

  return {
    url: `http://127.0.0.1:${port}/pub/JMdict_e.gz`,
    ranges,
    replace(next) {
      bytes = next;
      version++;
    },
    breakAfter: (count) => void (breakAt = count),
    holdAfter: (count) => void (holdAt = count),
    claimLength: (length) => void (claimed = length),
    answerOnce: (status, type, body) => void (other = { status, type, body }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
