import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "bun:test";
import { openApp } from "#test/open-app.ts";

test("serves the page compressed to clients that accept Brotli and plain to others, and ignores a later build", async () => {
  const pageDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-page-"));
  const write = (name: string, text: string) => {
    fs.writeFileSync(join(pageDir, name), text);
    fs.writeFileSync(join(pageDir, `${name}.br`), brotliCompressSync(text));
  };
  write("index.html", "<!doctype html><title>花</title>");
  write("chat-0a1b2c3d.js", "export const 花 = 1;");
  await using app = await openApp({ pageDir });
  fs.rmSync(pageDir, { recursive: true });

  const get = async (path: string, encoding: string) => {
    const response = await fetch(app.url + path, { headers: { "accept-encoding": encoding }, decompress: false });
    const { headers } = response;
    return {
      status: response.status,
      packed: headers.get("content-encoding"),
      cache: headers.get("cache-control"),
      bytes: await response.bytes(),
    };
  };
  const plain = await get("/chat/some-id", "identity");
  expect(plain).toMatchObject({ status: 200, packed: null, cache: "no-store" });
  expect(new TextDecoder().decode(plain.bytes)).toBe("<!doctype html><title>花</title>");
  const packed = await get("/chat-0a1b2c3d.js", "gzip, deflate, br, zstd");
  expect(packed).toMatchObject({ status: 200, packed: "br", cache: "public, max-age=31536000, immutable" });
  expect(Buffer.from(packed.bytes).equals(brotliCompressSync("export const 花 = 1;"))).toBe(true);
  expect(new TextDecoder().decode((await get("/chat-0a1b2c3d.js", "gzip")).bytes)).toBe("export const 花 = 1;");
  expect((await get("/chat-0a1b2c3d.js.br", "br")).status).toBe(404);
});
