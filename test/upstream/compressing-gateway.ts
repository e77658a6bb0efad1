import { once } from "node:events";
import { createServer, type IncomingMessage, request as send, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { PassThrough, type Transform } from "node:stream";
import zlib from "node:zlib";

/** Compresses each write at once, as a gateway for streams does. */
const compressors: Record<string, () => Transform> = {
  gzip: () => zlib.createGzip({ flush: zlib.constants.Z_SYNC_FLUSH }),
  deflate: () => zlib.createDeflate({ flush: zlib.constants.Z_SYNC_FLUSH }),
  "raw deflate": () => zlib.createDeflateRaw({ flush: zlib.constants.Z_SYNC_FLUSH }),
  br: () => zlib.createBrotliCompress({ flush: zlib.constants.BROTLI_OPERATION_FLUSH }),
  zstd: () => zlib.createZstdCompress({ flush: zlib.constants.ZSTD_e_flush }),
  none: () => new PassThrough(),
};

/** Passes requests on, and compresses every response although the client asks for `identity`. `header`: what it calls that. */
export async function startCompressingGateway(upstream: string, kinds: readonly string[], header: string | null) {
  const server = createServer((request, response) => {
    const { method, headers, url = "/" } = request;
    const passed = send(new URL(url, upstream), { method, headers, agent: false }, (answer) => {
      const { "content-length": _, ...rest } = answer.headers;
      response.writeHead(answer.statusCode ?? 502, { ...rest, ...(header !== null && { "content-encoding": header }) });
      const [first, ...others] = kinds.map((kind) => compressors[kind]!());
      if (first) void compress(answer, first, others, response);
    });
    passed.on("error", () => response.destroy());
    response.on("close", () => passed.destroy());
    request.pipe(passed);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A response that breaks off does so after what had arrived of it was sent. */
async function compress(answer: IncomingMessage, first: Transform, others: Transform[], response: ServerResponse) {
  others.reduce((stage, next) => stage.pipe(next), first).pipe(response);
  try {
    for await (const chunk of answer) await new Promise<unknown>((done) => first.write(chunk, done));
    first.end();
  } catch {
    response.destroy();
  }
}
