import { expect, test } from "bun:test";
import fc from "fast-check";
import { fileKey } from "./file-key.ts";
import { sha256 } from "./sha256.ts";

const hashOf = (bytes: Uint8Array) => new Bun.CryptoHasher("sha256").update(bytes).digest("hex");

test("hashes as SHA-256 does, at every length around a block", () => {
  for (let length = 0; length < 130; length++) {
    const bytes = new Uint8Array(length).fill(length);
    expect(sha256(bytes)).toBe(hashOf(bytes));
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 700 }), (bytes) => sha256(bytes) === hashOf(bytes)));
});

const large = (change: (bytes: Uint8Array<ArrayBuffer>) => void = () => {}) => {
  const bytes = new Uint8Array(300_000).map((_, at) => at % 251);
  change(bytes);
  return new Blob([bytes]);
};

test("gives a file one key, whatever its name, and another to each other file", async () => {
  const key = await fileKey(large());
  expect(key).toMatch(/^file-[0-9a-f]{64}$/);
  expect(await fileKey(new File([large()], "another name.mkv"))).toBe(key);
  expect(await fileKey(large((bytes) => bytes.fill(9, 0, 1)))).not.toBe(key);
  expect(await fileKey(large((bytes) => bytes.fill(9, 299_999)))).not.toBe(key);
  expect(await fileKey(new Blob([new Uint8Array(299_999).map((_, at) => at % 251)]))).not.toBe(key);
  expect(await fileKey(new Blob())).toMatch(/^file-[0-9a-f]{64}$/);
});

test("gives the same key without crypto.subtle, as on a page without HTTPS", async () => {
  const key = await fileKey(large());
  Object.defineProperty(crypto, "subtle", { value: undefined, configurable: true });
  try {
    expect(await fileKey(large())).toBe(key);
  } finally {
    Reflect.deleteProperty(crypto, "subtle"); // the one of the prototype again
  }
});
