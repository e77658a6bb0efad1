import { expect, test } from "bun:test";
import { maskSecrets } from "./mask-secrets.ts";

test("hides anything that looks like a key", () => {
  const rows: [string, string][] = [
    ["Incorrect API key: sk-ant-api03-abc_DEF-123.", "Incorrect API key: ***."],
    ['{"key":"sk-proj-abcdef"}', '{"key":"***"}'],
    ["half shown: sk-abc***xyz", "half shown: ***"],
    ["pk-live-123456 and key-123456", "*** and ***"],
    ["authorization: Bearer abc.def~ghi+/=", "authorization: Bearer ***"],
    ["authorization: bearer\n  abcdef", "authorization: bearer ***"],
    ["Basic dXNlcjpwYXNz", "Basic ***"],
    ["http://user:secret@127.0.0.1:11434/api", "http://***@127.0.0.1:11434/api"],
    ["HTTPS://token@host", "HTTPS://***@host"],
  ];
  for (const [text, masked] of rows) expect(maskSecrets(text)).toBe(masked);
});

test("hides a known key whatever it looks like, each time it occurs", () => {
  expect(maskSecrets("geheim, geheim+1", ["geheim"])).toBe("***, ***+1");
  expect(maskSecrets("a.b a+b", ["a+b?", "a.b a"])).toBe("***+b");
});

test.each([
  ["in JSON", JSON.stringify('ab"cd/12').slice(1, -1)],
  ["in a URL", encodeURIComponent('ab"cd/12')],
  ["in base64", Buffer.from('ab"cd/12').toString("base64").slice(0, 10)],
  ["in base64 after a name", Buffer.from('me:ab"cd/12').toString("base64").slice(4, 14)],
])("hides a short known key in an encoding: %s", (_name, form) => {
  expect(maskSecrets(`refused <${form}>`, ['ab"cd/12'])).toBe("refused <***>");
});

test("keeps words, model names and addresses", () => {
  const texts = [
    "Basic auth is not enough",
    "a task-specific model",
    "model 'qwen3-vl:8b' not found",
    "http://127.0.0.1:11434/api/chat?x=a@b",
    "the monkey-patched client",
  ];
  for (const text of texts) expect(maskSecrets(text)).toBe(text);
  // hiding such a short key would damage ordinary words
  expect(maskSecrets("a model", ["a"])).toBe("a model");
});
