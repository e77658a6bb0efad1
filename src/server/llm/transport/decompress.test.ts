import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import zlib from "node:zlib";
import { describe, expect, test } from "bun:test";
import { startCompressingGateway } from "#test/upstream/compressing-gateway.ts";
import { readAnswer, subjects } from "#test/upstream/each-provider.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const ask = (model: string) => ({
  model,
  system: "You are a tutor.",
  messages: [{ role: "user" as const, content: "猫が好きです" }],
  maxTokens: 4_096,
});

/** The encodings that a gateway applies, and the header it sends. */
const gateways: [kinds: string[], header: string | null][] = [
  [["gzip"], "gzip"],
  [["gzip"], "x-gzip"],
  [["gzip"], "GZIP, identity"],
  [["deflate"], "deflate"],
  [["raw deflate"], "deflate"],
  [["br"], "br"],
  [["zstd"], "zstd"],
  [["gzip", "br"], "gzip, br"],
  // one gateway decompressed the body that another one compressed, but left the header
  [["none"], "gzip"],
  [["none"], "br"],
  [["none"], "utf-8"],
  // the opposite: a compressed body without a header
  [["gzip"], null],
  [["zstd"], null],
];

for (const { name, protocol, model, create } of subjects) {
  describe(`a gateway that compresses unasked [${name}]`, () => {
    test.each(gateways)("reads each token when it arrives: %j, labelled %p", async (kinds, header) => {
      const { promise: isRead, resolve: read } = Promise.withResolvers<void>();
      async function* pieces() {
        yield "猫が";
        await isRead; // the rest comes only after this was read
        yield "好きです。";
      }
      await using upstream = await startUpstream({ protocol, script: { pieces: pieces() } });
      await using gateway = await startCompressingGateway(upstream.url, kinds, header);
      const stream = create(gateway.url, 1).stream(ask(model));
      let text = "";
      for await (const piece of stream) {
        text += piece;
        read();
      }
      expect(text).toBe("猫が好きです。");
      expect((await stream.result).finish).toBe("stop");
    });

    test("reads the list of models and the message of an error", async () => {
      await using upstream = await startUpstream({ protocol, script: { status: 401, error: "no such key" } });
      await using gateway = await startCompressingGateway(upstream.url, ["gzip"], "gzip");
      const provider = create(gateway.url, 1);
      expect((await provider.models()).length).toBeGreaterThan(0);
      const { error } = await readAnswer(provider, ask(model));
      expect(error).toMatchObject({ code: "auth", message: expect.stringContaining("no such key") });
    });

    test("keeps the text so far when the connection breaks", async () => {
      const { promise: isRead, resolve: read } = Promise.withResolvers<void>();
      async function* pieces() {
        yield "猫が";
        yield "好き";
        await isRead;
        yield "です";
      }
      const script = { pieces: pieces(), cut: { after: 3, how: "destroy" as const } };
      await using upstream = await startUpstream({ protocol, script });
      await using gateway = await startCompressingGateway(upstream.url, ["gzip"], "gzip");
      let text = "";
      const reading = async () => {
        for await (const piece of create(gateway.url, 1).stream(ask(model))) {
          text += piece;
          if (text === "猫が好き") read();
        }
      };
      expect(await reading().catch((error: unknown) => error)).toMatchObject({ code: "incomplete" });
      expect(text).toStartWith("猫が好き");
    });
  });
}

// 64 KB of JSON and more in one block begin with a byte that is `[` as well, with the usual settings of Brotli
test("reads a long list of models that begins, compressed, with the same byte as a JSON list", async () => {
  const data = Array.from({ length: 2_000 }, (_, n) => ({ id: `maker/model-${n}`, object: "model", created: n * 31 }));
  const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 };
  const body = zlib.brotliCompressSync(JSON.stringify({ object: "list", data }), { params });
  expect(String.fromCharCode(body[0]!)).toBe("[");
  const server = createServer(
    (_request, response) => void response.writeHead(200, { "content-encoding": "br" }).end(body),
  );
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const compatible = subjects.find(({ name }) => name.startsWith("openai"))!;
  expect((await compatible.create(url, 1).models()).length).toBe(2_000);
  server.close();
});

describe("a compressed body that cannot be read", () => {
  const [ollama] = subjects;
  const zeros = zlib.gzipSync(Buffer.alloc(64 * 1024 * 1024));
  const cases: [what: string, header: string, body: Uint8Array, error: object][] = [
    ["an unknown encoding", "snappy", Buffer.from([255, 6, 0, 0]), { reason: "compressed" }],
    ["damaged data", "gzip", Buffer.from([31, 139, 8, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255]), { reason: "compressed" }],
    ["too many encodings", "gzip,".repeat(9), zlib.gzipSync("{}"), { reason: "compressed" }],
    ["64 MB of zeros in 64 KB", "gzip", zeros, {}],
  ];
  test.each(cases)("is reported as such: %s", async (_, header, body, info) => {
    const server = createServer(
      (_request, response) => void response.writeHead(200, { "content-encoding": header }).end(body),
    );
    await once(server.listen(0, "127.0.0.1"), "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { error } = await readAnswer(ollama.create(url, 1), ask(ollama.model));
    expect(error).toMatchObject({ code: "invalid_response", info });
    server.close();
  });
});
