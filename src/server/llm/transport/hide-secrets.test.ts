import { expect, test } from "bun:test";
import { hideSecrets } from "./hide-secrets.ts";

const key = 'sk-or-v1-0123"456789/ü';
const hide = async (pieces: readonly (string | Uint8Array)[], secrets: readonly string[] = [key]) => {
  async function* chunks() {
    for (const piece of pieces) yield typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
  }
  const parts = await Array.fromAsync(hideSecrets(chunks(), secrets));
  return { text: Buffer.concat(parts).toString(), parts: parts.map((part) => Buffer.from(part).toString()) };
};

test.each([
  ["as it is", key],
  ["in JSON", JSON.stringify({ key }).slice(8, -2)],
  ["in a URL", encodeURIComponent(key)],
])("hides a secret that a server repeats: %s", async (_name, form) => {
  expect((await hide([`{"family":"${form}","again":"${form}"}`])).text).toBe('{"family":"***","again":"***"}');
});

test.each(["", "u", "us", "user:", "Bearer "])("hides a secret in base64, after %p", async (before) => {
  for (const encoding of ["base64", "base64url"] as const) {
    const encoded = Buffer.from(`${before}${key} and more`).toString(encoding);
    const { text } = await hide([`<${encoded}>`]);
    expect(text).toContain("***");
    // what is left decodes to less than a letter of the secret on each side
    for (const rest of text.slice(1, -1).split("***"))
      expect(Buffer.from(rest, encoding).toString()).not.toMatch(/sk-or|0123|6789/);
  }
});

test("hides a secret however its bytes are sliced", async () => {
  const bytes = new TextEncoder().encode(`a ${key} b`);
  for (let cut = 1; cut < bytes.length; cut++) {
    expect((await hide([bytes.slice(0, cut), bytes.slice(cut)])).text).toBe("a *** b");
  }
  expect((await hide([...bytes].map((byte) => Uint8Array.of(byte)))).text).toBe("a *** b");
});

test("holds nothing back that cannot become a secret", async () => {
  const pieces = ["data: sky\n", "data: ask\n", "data: es\n", "s"];
  expect((await hide(pieces)).parts).toEqual(["data: sky\n", "data: ask\n", "data: es\n", "s"]);
});

test("leaves everything else as it is, and short secrets, which are words", async () => {
  expect((await hide(["ollama/gemma ", "猫が好き", " sk-or-v1-012"])).text).toBe("ollama/gemma 猫が好き sk-or-v1-012");
  expect((await hide(["ollama serves lm-studio"], ["ollama", "lm-studio", ""])).text).toBe("ollama serves lm-studio");
});

test("hides the name and password of a basic login, encoded or not", async () => {
  const login = Buffer.from("tutor:correct-horse-battery").toString("base64");
  expect((await hide([`${login} tutor:correct-horse-battery correct-horse-battery`], [login])).text).toBe(
    "*** *** ***",
  );
});
