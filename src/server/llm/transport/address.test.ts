import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { presets } from "#shared/presets.ts";
import type { ProviderType } from "#shared/providers.ts";
import { normaliseAddress, toAddresses } from "./address.ts";
import { refusedHost } from "./refused-host.ts";
import { LLMError } from "#server/llm/types.ts";

const home = "http://127.0.0.1:11434";
const home6 = "http://[::1]:11434";

/** The typed text, and the addresses it can mean. */
type Row = [string, ...string[]];
function eachRow(title: string, type: ProviderType, rows: readonly Row[]): void {
  describe(title, () => {
    for (const [typed, ...expected] of rows)
      test(`${typed} → ${expected.join(", ")}`, () => expect(toAddresses(typed, type)).toEqual(expected));
  });
}

describe("an address typed for Ollama", () => {
  eachRow("gets a scheme and a port (1)", "ollama", [
    ["localhost:11434", home, home6],
    ["localhost", home, home6],
    ["127.0.0.1", home],
    ["192.168.1.5", "http://192.168.1.5:11434"],
    ["example.com", "http://example.com:11434"],
    ["ollama.com", "https://ollama.com"],
    ["http://ollama:11434", "http://ollama:11434"],
    ["host.docker.internal", "http://host.docker.internal:11434"],
    ["http://example.com", "http://example.com:11434", "http://example.com"],
    ["http://example.com:80", "http://example.com"],
    ["https://localhost", "https://localhost"],
    ["http:/127.0.0.1:11434", home],
    ["http:127.0.0.1:11434", home],
    ["//127.0.0.1:11434", home],
    ["http:\\\\127.0.0.1:11434\\api", home],
  ]);
  eachRow("loses the path of an endpoint (2)", "ollama", [
    ["http://localhost:11434/", home, home6],
    ["http://localhost:11434//", home, home6],
    ["127.0.0.1:11434/api", home],
    ["127.0.0.1:11434/api/", home],
    ["http://127.0.0.1:11434/api/chat", home],
    ["http://127.0.0.1:11434/api/tags", home],
    ["http://127.0.0.1:11434/v1", home],
    ["http://127.0.0.1:11434/v1/", home],
    ["http://127.0.0.1:11434/v1/chat/completions", home],
  ]);
  eachRow("keeps a path prefix (3)", "ollama", [
    ["https://example.com/ollama/", "https://example.com/ollama"],
    ["https://example.com/ollama/api/chat", "https://example.com/ollama"],
    ["http://example.com/ollama/", "http://example.com/ollama", "http://example.com:11434/ollama"],
  ]);
  eachRow("becomes an address to connect to (4)", "ollama", [
    ["0.0.0.0", home],
    ["0.0.0.0:11434", home],
    ["http://0.0.0.0:1234", "http://127.0.0.1:1234"],
    ["[::]", home6],
    ["http://[::]:1234", "http://[::1]:1234"],
    ["0", home],
  ]);
  eachRow("may be IPv6, with or without brackets (5)", "ollama", [
    ["::1", home6],
    ["[::1]", home6],
    ["[::1]:1337", "http://[::1]:1337"],
    ["fd00::5", "http://[fd00::5]:11434"],
  ]);
  eachRow("is cleaned (6)", "ollama", [
    ['  "http://Example.COM:1" ', "http://example.com:1"],
    ["'127.0.0.1'", home],
    ["HTTP://127.0.0.1:11434?key=1#top", home],
    ["ｌｏｃａｌｈｏｓｔ：１１４３４／ａｐｉ", home, home6],
    ["http：／／１２７。０。０。１：１１４３４", home],
    ["example.com.:11434", "http://example.com:11434"],
    ["http//localhost:11434", home, home6],
    ["https//example.com", "https://example.com"],
    ["http;//127.0.0.1:11434", home],
    ["http:// 127.0.0.1:11434", home],
    ["「127.0.0.1:11434」、", home],
    ["<http://127.0.0.1:11434>", home],
    ["“127.0.0.1:11434”,", home],
  ]);
  // the policy allows loopback in any notation
  eachRow("is loopback in any notation (6, T11)", "ollama", [
    ["http://2130706433:11434", home],
    ["http://0x7f.1:11434", home],
    ["http://0x7f000001", home, "http://127.0.0.1"],
    ["http://0177.0.0.1:11434", home],
    ["127.1:11434", home],
    ["①②⑦.⓪.⓪.①:11434", home],
    ["127｡0｡0｡1:11434", home],
    ["LOCALHOST.:11434", home, home6],
    ["http://[::ffff:127.0.0.1]:11434", "http://[::ffff:7f00:1]:11434"],
    ["http://[0:0:0:0:0:0:0:1]:11434", home6],
  ]);
});

describe("an address typed for an OpenAI-compatible server", () => {
  eachRow("gets or keeps /v1 (90)", "openai-compatible", [
    ["http://host:1234", "http://host:1234/v1", "http://host:1234"],
    ["http://host:1234/v1", "http://host:1234/v1"],
    ["http://host:1234/v1/", "http://host:1234/v1"],
    ["http://host:1234/v1/chat/completions", "http://host:1234/v1"],
    ["http://host:1234/v1/models", "http://host:1234/v1"],
    ["http://host:1234/api/v1", "http://host:1234/api/v1", "http://host:1234/v1"],
    ["http://host:1234/api", "http://host:1234/api/v1", "http://host:1234/api", "http://host:1234/v1"],
    ["https://x.example/openai/v1/", "https://x.example/openai/v1"],
    ["https://x.example/v1beta/openai/", "https://x.example/v1beta/openai"],
    ["https://x.example/openai", "https://x.example/openai/v1", "https://x.example/openai"],
    ["0.0.0.0:8080", "http://127.0.0.1:8080/v1", "http://127.0.0.1:8080"],
    ["api.example.com", "https://api.example.com/v1", "https://api.example.com"],
    ["nas.local:1234/v1", "http://nas.local:1234/v1"],
  ]);
});

test("keeps a path prefix of Anthropic's address", () => {
  expect(normaliseAddress("https://api.anthropic.com/v1/messages", "anthropic")).toBe("https://api.anthropic.com");
  expect(normaliseAddress("gateway.example/claude/", "anthropic")).toBe("https://gateway.example/claude");
  expect(normaliseAddress("127.0.0.1:21500/", "anthropic")).toBe("http://127.0.0.1:21500");
  expect(normaliseAddress("http://localhost:4000/v1", "anthropic")).toBe("http://127.0.0.1:4000");
});

describe("refuses", () => {
  const refuse = (title: string, rows: readonly string[]) =>
    describe(title, () => {
      for (const typed of rows)
        for (const type of ["ollama", "openai-compatible", "anthropic"] as const)
          test(`${typed.trim() || "nothing"} [${type}]`, () => expect(codeOf(typed, type)).toBe("bad_url"));
    });
  refuse("credentials (7)", [
    "user:pass@host",
    "http://user:pass@host:11434",
    "http://key@host",
    "//user:pass@host",
    "http:/user:pass@host",
    "http:user:pass@host",
    "http:\\\\user:pass@host",
    "host/user:pass@other",
    "http://user:pass@host:pass@other",
    "ｕｓｅｒ：ｐａｓｓ＠ｈｏｓｔ",
  ]);
  refuse("what is not an http address (8)", [
    "",
    "   ",
    "ftp://127.0.0.1",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,x",
    "gopher://127.0.0.1:11434",
    "http://",
    "http://:11434",
    "127.0.0.1:70000",
    "127.0.0.1:-1",
    "http://[::1",
    "http://a b",
    "http://256.1.1.1",
  ]);
  refuse("metadata, link-local and other special addresses (T11)", [
    "http://169.254.169.254",
    "http://169.254.169.254.",
    "http://2852039166/latest",
    "http://0xa9fea9fe",
    "http://0xA9.0xFE.0xA9.0xFE",
    "http://0251.0376.0251.0376",
    "http://169.254.43518",
    "http://169.16689662",
    "[::ffff:a9fe:a9fe]",
    "[::ffff:169.254.169.254]",
    "http://[0:0:0:0:0:ffff:a9fe:a9fe]",
    "http://[::a9fe:a9fe]",
    "http://[64:ff9b::a9fe:a9fe]",
    "http://[2002:a9fe:a9fe::]",
    "http://[fe80::1]",
    "http://[febf::1]",
    "http://[fd00:ec2::254]",
    "http://[fd00:0ec2:0:0::0254]",
    "http://[fd20:ce::254]",
    "http://[ff02::1]",
    "http://100.100.100.200",
    "http://192.0.0.192",
    "http://224.0.0.1",
    "http://255.255.255.255",
    "http://0.0.0.1",
    "http://metadata.google.internal",
    "http://METADATA.google.internal.",
    "http://metadata",
    "http://１６９．２５４．１６９．２５４",
    "http://①⑥⑨.②⑤④.①⑥⑨.②⑤④",
    "http://169。254｡169．254",
  ]);

  test("a password, without repeating it (7)", () => {
    try {
      normaliseAddress("http://anna:geheim@host", "ollama");
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof LLMError)) throw error;
      expect(error.info.reason).toBe("password");
      expect(error.message).not.toContain("geheim");
    }
  });

  test("no loopback, private or public address (T11)", () => {
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

/** Parts of addresses, for typing mistakes and attacks. */
const shardTexts = [
  "\t",
  "\n",
  " ",
  "'",
  "\0",
  "\u00ad",
  ...'http https HTTP ftp : :// / // \\ @ %40 ? # [ ] :: . 。 ： ／ " % %2e ① １ １６９ 0x7f - _ xn-- 日本'.split(" "),
  ..."127.0.0.1 localhost ::1 11434 example.com 169.254.169.254 /api/chat /v1 anna:geheim@ geheim".split(" "),
];
const shards = fc.array(fc.constantFrom(...shardTexts), { maxLength: 10 }).map((parts) => parts.join(""));

test("turns any text into stable addresses without a password, or refuses it (1, 7, 8)", () => {
  const types = fc.constantFrom<ProviderType>("ollama", "openai-compatible", "anthropic");
  fc.assert(
    fc.property(fc.oneof(addresses, shards, fc.string(), fc.string({ unit: "grapheme" })), types, (typed, type) => {
      let found: string[];
      try {
        found = toAddresses(typed, type);
      } catch (error) {
        expect(String(error)).not.toContain("geheim");
        return expect(error).toMatchObject({ code: "bad_url" });
      }
      expect(found.length).toBeGreaterThan(0);
      for (const address of found) {
        const url = new URL(address);
        expect(url.protocol).toMatch(/^https?:$/);
        expect(address).not.toMatch(/\/$|[?#]/);
        expect(url.username + url.password).toBe("");
        expect(address).not.toContain("anna:geheim@");
        expect(refusedHost(url.hostname)).toBeNull();
        // parsed again, it is one of the same addresses
        expect(found).toContain(normaliseAddress(address, type));
      }
      const [first = ""] = found;
      expect(toAddresses(first, type)[0]).toBe(first);
    }),
    { numRuns: 4_000, examples: [["A/,?", "ollama"]] },
  );
});

test.each(presets)("does not change the preset address of $label (90)", ({ url }) => {
  expect(toAddresses(url, "openai-compatible")).toEqual([url]);
});

function codeOf(typed: string, type: ProviderType): string {
  try {
    return normaliseAddress(typed, type);
  } catch (error) {
    return error instanceof LLMError ? error.code : String(error);
  }
}
