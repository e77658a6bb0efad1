import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { ProviderType } from "#shared/providers.ts";
import { normaliseAddress, toAddresses } from "./address.ts";
import { refusedHost } from "./refused-host.ts";
import { LLMError } from "./types.ts";

const home = "http://127.0.0.1:11434";

describe("what people type for Ollama", () => {
  const rows: [string, ...string[]][] = [
    ["localhost:11434", home, "http://[::1]:11434"],
    ["localhost", home, "http://[::1]:11434"],
    ["http://localhost:11434/", home, "http://[::1]:11434"],
    ["http://localhost:11434//", home, "http://[::1]:11434"],
    ["127.0.0.1", home],
    ["127.0.0.1:11434/api", home],
    ["127.0.0.1:11434/api/", home],
    ["http://127.0.0.1:11434/api/chat", home],
    ["http://127.0.0.1:11434/api/tags", home],
    ["http://127.0.0.1:11434/v1", home],
    ["http://127.0.0.1:11434/v1/", home],
    ["http://127.0.0.1:11434/v1/chat/completions", home],
    ["192.168.1.5", "http://192.168.1.5:11434"],
    ["example.com", "http://example.com:11434"],
    ["ollama.com", "https://ollama.com"],
    ["http://ollama:11434", "http://ollama:11434"],
    ["host.docker.internal", "http://host.docker.internal:11434"],
    ["http://example.com", "http://example.com:11434", "http://example.com"],
    ["http://example.com:80", "http://example.com"],
    ["https://example.com/ollama/", "https://example.com/ollama"],
    ["https://localhost", "https://localhost"],
    ["http://example.com/ollama/", "http://example.com/ollama", "http://example.com:11434/ollama"],
    ["0.0.0.0", home],
    ["http://0.0.0.0:1234", "http://127.0.0.1:1234"],
    ["[::]", "http://[::1]:11434"],
    ["::1", "http://[::1]:11434"],
    ["[::1]", "http://[::1]:11434"],
    ["[::1]:1337", "http://[::1]:1337"],
    ['  "http://Example.COM:1" ', "http://example.com:1"],
    ["HTTP://127.0.0.1:11434?key=1#top", home],
    ["ｌｏｃａｌｈｏｓｔ：１１４３４／ａｐｉ", home, "http://[::1]:11434"],
    ["http：／／１２７。０。０。１：１１４３４", home],
    ["http://2130706433:11434", home],
    ["http://0x7f.1:11434", home],
    ["example.com.:11434", "http://example.com:11434"],
  ];
  for (const [typed, ...expected] of rows) {
    test(`${typed} → ${expected.join(", ")}`, () => expect(toAddresses(typed, "ollama")).toEqual(expected));
  }
});

describe("what people type for an OpenAI-compatible server", () => {
  const rows: [string, ...string[]][] = [
    ["http://host:1234", "http://host:1234/v1", "http://host:1234"],
    ["http://host:1234/v1", "http://host:1234/v1"],
    ["http://host:1234/v1/", "http://host:1234/v1"],
    ["http://host:1234/v1/chat/completions", "http://host:1234/v1"],
    ["http://host:1234/v1/models", "http://host:1234/v1"],
    ["http://host:1234/api/v1", "http://host:1234/api/v1"],
    ["https://x.example/openai/v1/", "https://x.example/openai/v1"],
    ["https://x.example/v1beta/openai/", "https://x.example/v1beta/openai"],
    ["https://x.example/openai", "https://x.example/openai/v1", "https://x.example/openai"],
    ["0.0.0.0:8080", "http://127.0.0.1:8080/v1", "http://127.0.0.1:8080"],
    ["api.example.com", "https://api.example.com/v1", "https://api.example.com"],
    ["nas.local:1234/v1", "http://nas.local:1234/v1"],
  ];
  for (const [typed, ...expected] of rows) {
    test(`${typed} → ${expected.join(", ")}`, () => expect(toAddresses(typed, "openai-compatible")).toEqual(expected));
  }
});

test("Anthropic's address keeps what stands before its own path", () => {
  expect(normaliseAddress("https://api.anthropic.com/v1/messages", "anthropic")).toBe("https://api.anthropic.com");
  expect(normaliseAddress("gateway.example/claude/", "anthropic")).toBe("https://gateway.example/claude");
});

describe("refused", () => {
  const rows = [
    "",
    "   ",
    "ftp://127.0.0.1",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "http://",
    "http://:11434",
    "127.0.0.1:70000",
    "user:pass@host",
    "http://user:pass@host:11434",
    "http://key@host",
    "http://169.254.169.254",
    "http://2852039166/latest",
    "http://0xa9fea9fe",
    "http://0251.0376.0251.0376",
    "http://169.254.43518",
    "[::ffff:a9fe:a9fe]",
    "http://[64:ff9b::a9fe:a9fe]",
    "http://[2002:a9fe:a9fe::]",
    "http://[fe80::1]",
    "http://[fd00:ec2::254]",
    "http://[ff02::1]",
    "http://100.100.100.200",
    "http://192.0.0.192",
    "http://224.0.0.1",
    "http://metadata.google.internal",
    "http://metadata.google.internal.",
    "http://１６９．２５４．１６９．２５４",
  ];
  for (const typed of rows) {
    for (const type of ["ollama", "openai-compatible", "anthropic"] as const) {
      test(`${typed || "nothing"} [${type}]`, () => expect(codeOf(typed, type)).toBe("bad_url"));
    }
  }

  test("a password is asked for where it belongs, and not repeated", () => {
    try {
      normaliseAddress("http://anna:geheim@host", "ollama");
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof LLMError)) throw error;
      expect(error.info.hint).toBe("enter them as an API key");
      expect(error.message).not.toContain("geheim");
    }
  });

  test("loopback, private and public addresses are the learner's own choice", () => {
    const allowed = [
      "127.0.0.1",
      "::1",
      "[::1]",
      "10.0.0.1",
      "192.168.0.1",
      "172.20.0.1",
      "fd12::1",
      "8.8.8.8",
      "nas",
      "::ffff:7f00:1",
    ];
    expect(allowed.filter((host) => refusedHost(host) !== null)).toEqual([]);
  });
});

const hosts = fc.oneof(
  fc.domain(),
  fc.ipV4(),
  fc.ipV6().map((ip) => `[${ip}]`),
  fc.constantFrom("localhost", "nas", "::1", "0.0.0.0"),
);
const paths = fc.constantFrom(
  "",
  "/",
  "/v1",
  "/v1/",
  "/api",
  "/api/chat",
  "//",
  "/ollama/api/",
  "/x/v1/chat/completions",
  "?q=1",
  "#f",
);
const schemes = fc.constantFrom("", "http://", "https://", "HTTP://", "ftp://");
const ports = fc.option(fc.integer({ min: 0, max: 70_000 }), { nil: undefined });
const addresses = fc
  .tuple(schemes, hosts, ports, paths)
  .map(([scheme, host, port, path]) => `${scheme}${host}${port === undefined ? "" : `:${port}`}${path}`);

test("whatever is typed becomes an address that stays as it is, or is refused", () => {
  const types = fc.constantFrom<ProviderType>("ollama", "openai-compatible", "anthropic");
  fc.assert(
    fc.property(fc.oneof(addresses, fc.string()), types, (typed, type) => {
      let found: string[];
      try {
        found = toAddresses(typed, type);
      } catch (error) {
        return expect(error).toMatchObject({ code: "bad_url" });
      }
      expect(found.length).toBeGreaterThan(0);
      for (const address of found) {
        const url = new URL(address);
        expect(url.protocol).toMatch(/^https?:$/);
        expect(address).not.toMatch(/\/$|[?#]/);
        expect(url.username + url.password).toBe("");
        expect(refusedHost(url.hostname)).toBeNull();
      }
      const [first = ""] = found;
      expect(toAddresses(first, type)[0]).toBe(first);
    }),
    { numRuns: 2_000 },
  );
});

function codeOf(typed: string, type: ProviderType): string {
  try {
    return normaliseAddress(typed, type);
  } catch (error) {
    return error instanceof LLMError ? error.code : String(error);
  }
}
