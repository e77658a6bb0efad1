import type { ProviderType } from "#shared/providers.ts";
import { type Dialect, dialects, providers } from "./dialects.ts";

/** The request that meets the hostile reply: an answer, the texts of a picture, the title after an answer, the list of models, or a download. */
export type Act = "reply" | "explain" | "picture" | "title" | "models" | "download";

/** What a hostile server does with one kind of request; it answers the others as a small, kind server. */
export type HostileScript = {
  name: string;
  provider: ProviderType;
  act: Act;
  /** The path of the request. Default: the path of answers. */
  path?: string;
  status?: number;
  headers?: Record<string, string>;
  /** Sent as fast as it is read, until the client leaves. */
  body: () => Iterable<string | Uint8Array>;
};

function* forever<Part>(part: Part): Generator<Part> {
  for (;;) yield part;
}
function* times<Part>(count: number, part: (index: number) => Part): Generator<Part> {
  for (let index = 0; index < count; index += 1) yield part(index);
}
/** `start`, then a part again and again, then `end`, without one large text in the memory of the server. */
function* framed(start: string, part: Iterable<string>, end: string): Generator<string> {
  yield start;
  yield* part;
  yield end;
}
/** Pieces of a stream, many in one write: as a fast server sends them. */
const packed = (piece: string) => piece.repeat(Math.max(1, Math.floor(16_000 / piece.length)));

const mark = "́";

/** The same for the three dialects. */
const each = (name: string, act: Act, body: (dialect: Dialect) => Iterable<string | Uint8Array>): HostileScript[] =>
  providers.map((provider) => ({ name: `${name} [${provider}]`, provider, act, body: () => body(dialects[provider]) }));

const endlessText = (name: string, piece: string) => each(name, "reply", ({ text }) => forever(packed(text(piece))));
const endlessThought = (name: string, piece: string) =>
  each(name, "reply", ({ thought }) => forever(packed(thought(piece))));

const { ollama, "openai-compatible": openai } = dialects;
const sse = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;
let words = 0;
/** Words that never repeat themselves. */
const newWords = () => `${((words += 1) * 2_654_435_761).toString(36)} 猫 `;
const essay = (count: number) => Array.from({ length: count }, newWords).join("");

const answers: HostileScript[] = [
  ...each("endless thinking", "reply", ({ thought }) => times(Infinity, () => thought(essay(50)))),
  ...each("endless thinking in text", "reply", function* ({ text }) {
    yield text("<think>");
    for (;;) yield text(essay(100));
  }),
  ...endlessThought("endless white space as thought", " "),
  ...each("endless text", "reply", ({ text }) => times(Infinity, () => text(newWords()))),
  ...endlessText("endless spaces", " "),
  ...endlessText("endless empty lines in the text", "\n"),
  ...endlessText("endless tokens", "<|"),
  ...endlessText("endless opening brackets", "<"),
  ...endlessText("endless marks on one letter", mark),
  ...endlessText("endless text without width", "\u200b"),
  ...endlessText("endless halves of characters", "\ud83d"),
  ...endlessText("endless empty pieces", ""),
  ...each("300,000 pieces of one space, then an answer", "reply", ({ text, end }) =>
    framed(
      "",
      times(3_000, () => text(" ").repeat(100)),
      text("はい。") + end,
    ),
  ),
  ...each("a piece of 15 MB", "reply", ({ text, end }) => [text("猫です。".repeat(1_250_000)), end]),
  ...each("a piece of 2 MB of escapes", "reply", ({ text, end }) => [
    text("X").replace("X", "\\u0000".repeat(350_000)),
    end,
  ]),
  ...each("one line without an end", "reply", ({ text }) =>
    framed(text("a").split("a")[0] ?? "", forever("x".repeat(60_000)), ""),
  ),
  ...each("an object of a million keys", "reply", () =>
    framed(
      'data: {"a":0',
      times(10_000, (index) => times100(index * 100)),
      "}\n\n",
    ),
  ),
  ...each("an object of many keys in one line", "reply", ({ text, end }) => [
    `${text("a").startsWith("data") ? "data: " : ""}{${Array.from({ length: 150_000 }, (_, index) => `"k${index}":0`).join(",")}}\n\n`,
    end,
  ]),
  ...each("lists 100,000 deep", "reply", ({ text, end }) => [
    `${text("a").startsWith("data") || text("a").startsWith("event") ? "data: " : ""}{"choices":${"[".repeat(100_000)}${"]".repeat(100_000)}}\n\n`,
    end,
  ]),
  ...each("a key of 10 MB", "reply", () =>
    framed(
      'data: {"',
      times(1_000, () => "k".repeat(10_000)),
      '":0}\n\n',
    ),
  ),
  ...each("endless empty lines", "reply", () => forever("\n".repeat(60_000))),
  ...each("endless comments", "reply", () => forever(": ping\n\n".repeat(8_000))),
  ...each("endless event fields", "reply", () => forever("event: ping\n".repeat(5_000))),
  ...each("endless pings", "reply", () => forever("event: ping\ndata: {}\n\n".repeat(2_500))),
  ...each("an event without an end", "reply", () => forever("data: x\n".repeat(8_000))),
  ...each("100 KB in chunks of one byte", "reply", ({ text, end }) =>
    [...Buffer.from(text("猫です。".repeat(8_000)) + end)].map((byte) => Uint8Array.of(byte)),
  ),
  ...each("digits in an error line", "reply", () => [
    `{"error":"${"1".repeat(1_000_000)}"}\n`,
    `data: {"error":"${"1 + 1 > ".repeat(100_000)}"}\n\n`,
  ]),
  {
    name: "digits in an error",
    provider: "ollama",
    act: "reply",
    status: 400,
    body: () => [`{"error":"context length ${"1 + 1 > ".repeat(8_000)}${"1".repeat(60_000)}"}`],
  },
  {
    name: "an error of 100 MB",
    provider: "ollama",
    act: "reply",
    status: 500,
    body: () => times(1_600, () => "x".repeat(62_500)),
  },
  {
    name: "an error page of 100 MB",
    provider: "openai-compatible",
    act: "reply",
    status: 502,
    headers: { "content-type": "text/html" },
    body: () => times(1_600, () => "<p>a".repeat(15_000)),
  },
  {
    name: "errors in errors",
    provider: "openai-compatible",
    act: "reply",
    status: 400,
    body: () => [`${'{"error":'.repeat(7_000)}"x"${"}".repeat(7_000)}`],
  },
  {
    name: "a redirect of 10 KB",
    provider: "ollama",
    act: "reply",
    status: 302,
    headers: { location: `http://127.0.0.1/${"x".repeat(10_000)}` },
    body: () => [],
  },
  {
    name: "headers of 1 MB",
    provider: "ollama",
    act: "reply",
    headers: { "x-a": "x".repeat(1_000_000) },
    body: () => [ollama.text("はい。"), ollama.end],
  },
  {
    name: "an infinite pause",
    provider: "openai-compatible",
    act: "reply",
    status: 429,
    headers: { "retry-after": "9".repeat(400) }, // as a number: Infinity
    body: () => ["{}"],
  },
  {
    name: "a compressed body that grows",
    provider: "ollama",
    act: "reply",
    headers: { "content-encoding": "gzip" },
    body: () => [Bun.gzipSync(new Uint8Array(100_000_000))],
  },
  {
    name: "an answer of 100 MB that is not streamed",
    provider: "openai-compatible",
    act: "reply",
    headers: { "content-type": "application/json" },
    body: () =>
      framed(
        '{"choices":[{"message":{"content":"',
        times(1_600, () => "x".repeat(62_500)),
        '"}}]}',
      ),
  },
  {
    name: "endless refusal",
    provider: "openai-compatible",
    act: "reply",
    body: () => forever(packed(sse({ choices: [{ delta: { refusal: newWords() } }] }))),
  },
  {
    name: "endless reasoning",
    provider: "openai-compatible",
    act: "reply",
    body: () => times(Infinity, () => sse({ choices: [{ delta: { reasoning: essay(10) } }] })),
  },
  {
    name: "endless tool calls",
    provider: "openai-compatible",
    act: "reply",
    body: () =>
      forever(
        packed(sse({ choices: [{ delta: { tool_calls: [{ index: 0, function: { arguments: "x".repeat(500) } }] } }] })),
      ),
  },
  {
    name: "100,000 parts of content",
    provider: "openai-compatible",
    act: "reply",
    body: () => [
      sse({ choices: [{ delta: { content: Array.from({ length: 100_000 }, () => ({ type: "text", text: "a" })) } }] }),
      openai.end,
    ],
  },
  {
    name: "parts of content inside of thoughts",
    provider: "openai-compatible",
    act: "reply",
    body: () =>
      times(Infinity, () =>
        sse({
          choices: [
            {
              delta: {
                content: Array.from({ length: 1_000 }, () => ({
                  type: "thinking",
                  thinking: [{ type: "text", text: newWords() }],
                })),
              },
            },
          ],
        }),
      ),
  },
  {
    name: "100,000 choices in each event",
    provider: "openai-compatible",
    act: "reply",
    body: () => times(50, () => sse({ choices: Array.from({ length: 50_000 }, () => ({ delta: { content: "a" } })) })),
  },
  {
    name: "probabilities of 1 MB with each piece",
    provider: "openai-compatible",
    act: "reply",
    body: () =>
      framed(
        "",
        times(60, () =>
          sse({
            choices: [
              {
                delta: { content: newWords() },
                logprobs: {
                  content: Array.from({ length: 20_000 }, () => ({ token: "a", logprob: -0.1, bytes: [97] })),
                },
              },
            ],
          }),
        ),
        openai.end,
      ),
  },
  {
    name: "figures beyond reason",
    provider: "ollama",
    act: "reply",
    body: () => [
      ollama.text("はい。"),
      `{"message":{"content":""},"done":true,"done_reason":"stop","prompt_eval_count":1e308,"eval_count":-1e308,"eval_duration":1e-300,"load_duration":1e308}\n`,
    ],
  },
  {
    name: "figures beyond reason",
    provider: "anthropic",
    act: "reply",
    body: () => [
      `data: {"type":"message_start","message":{"model":"${"m".repeat(100_000)}","usage":{"input_tokens":1e308,"output_tokens":-5}}}\n\n`,
      dialects.anthropic.text("はい。"),
      dialects.anthropic.end,
    ],
  },
  {
    name: "a model name of 1 MB",
    provider: "openai-compatible",
    act: "reply",
    body: () => [sse({ model: "m".repeat(1_000_000), choices: [{ delta: { content: "はい。" } }] }), openai.end],
  },
  {
    name: "100 MB after the end",
    provider: "ollama",
    act: "reply",
    body: () =>
      framed(
        ollama.text("はい。") + ollama.end,
        times(1_600, () => ollama.text("x".repeat(60_000))),
        "",
      ),
  },
];

function times100(start: number): string {
  return Array.from({ length: 100 }, (_, index) => `,"k${start + index}":0`).join("");
}

const tasks: HostileScript[] = [
  ...each("one line of an explanation without an end", "explain", ({ text }) => forever(packed(text("a")))),
  ...each("100,000 lines of an explanation", "explain", ({ text, end }) =>
    framed(
      "",
      times(10_000, (index) => Array.from({ length: 10 }, (_, line) => text(`${index * 10 + line}. cat\n`)).join("")),
      end,
    ),
  ),
  ...each("an explanation as JSON without an end", "explain", ({ text }) =>
    framed(text('{"words":['), forever(packed(text('{"a":"b"},'))), ""),
  ),
  ...each("an explanation of nothing but table bars", "explain", ({ text }) => forever(packed(text("| ")))),
  ...each("200 KB of spaces in the text of a picture", "picture", ({ text, end }) => [
    text(`{"texts":["猫${" ".repeat(200_000)}です"]}`),
    end,
  ]),
  ...each("200 KB of line ends in the text of a picture", "picture", ({ text, end }) => [
    text(JSON.stringify({ texts: [`猫${" \n".repeat(100_000)}です`] })),
    end,
  ]),
  ...each("200,000 texts in a picture", "picture", ({ text, end }) =>
    framed(
      text('{"texts":["猫"'),
      times(200, (index) => text(Array.from({ length: 1_000 }, (_, each) => `,"猫${index * 1_000 + each}"`).join(""))),
      text("]}") + end,
    ),
  ),
  ...each("an endless list of texts in a picture", "picture", ({ text }) =>
    framed(
      text('{"texts":["猫"'),
      times(Infinity, (index) => text(`,"猫${index}"`)),
      "",
    ),
  ),
  ...each("an object 40,000 deep", "picture", ({ text, end }) => [text(`{"texts":${"[".repeat(40_000)}`), end]),
  ...each("an object of quotes and backslashes", "picture", ({ text, end }) => [
    text(`{"texts":["${"\\\"'".repeat(15_000)}`),
    end,
  ]),
  ...each("an object of opening braces in prose", "picture", ({ text, end }) => [text("{a ".repeat(15_000)), end]),
  ...each("a title of 300,000 full stops", "title", ({ text, end }) => [text(`猫の話${"。".repeat(300_000)}x\n`), end]),
  ...each("a title of marks on letters", "title", ({ text, end }) => [
    text(`${`猫${mark.repeat(30_000)}`.repeat(40)}\n`),
    end,
  ]),
  ...each("a title of quotes", "title", ({ text, end }) => [
    text(`${"「".repeat(100_000)}猫の話${"」".repeat(100_000)}\n`),
    end,
  ]),
  ...each("a title of labels", "title", ({ text, end }) => [text(`${"title: ".repeat(50_000)}\n`), end]),
];

const listed = (name: string) => ({
  name,
  model: name,
  size: 1e308,
  digest: "d".repeat(64),
  details: { family: "f", parameter_size: "1B", quantization_level: "Q4" },
});
const many = (count: number, entry: (index: number) => unknown) =>
  times(count / 100, (index) =>
    Array.from({ length: 100 }, (_, each) => `${JSON.stringify(entry(index * 100 + each))},`).join(""),
  );

const list = (name: string, provider: ProviderType, path: string, body: HostileScript["body"]): HostileScript => ({
  name,
  provider,
  act: "models",
  path,
  body,
});
const download = (name: string, body: HostileScript["body"]): HostileScript => ({
  name,
  provider: "ollama",
  act: "download",
  path: "/api/pull",
  body,
});
/** A list of models of a real Ollama's form, in parts. */
const tags = (models: Iterable<string>) => framed('{"models":[', models, `${JSON.stringify(listed("last"))}]}`);

const lists: HostileScript[] = [
  list("100,000 models with details", "ollama", "/api/tags", () => tags(many(100_000, (index) => listed(`m${index}`)))),
  list("8,000 models with abilities", "ollama", "/api/tags", () =>
    tags(many(8_000, (index) => ({ ...listed(`m${index}`), capabilities: ["completion", "vision"] }))),
  ),
  list("4 MB of empty lists", "ollama", "/api/tags", () =>
    framed(
      '{"models":[',
      times(1_300, () => "[],".repeat(1_000)),
      "0]}",
    ),
  ),
  list("a model with a name of 4 MB", "ollama", "/api/tags", () => [
    JSON.stringify({ models: [listed("m".repeat(4_000_000))] }),
  ]),
  list("50 MB about each of many models", "ollama", "/api/show", () =>
    framed(
      '{"capabilities":["completion"],"template":"',
      times(800, () => "x".repeat(62_500)),
      '"}',
    ),
  ),
  list("100,000 models in memory", "ollama", "/api/ps", () =>
    framed(
      '{"models":[',
      many(100_000, (index) => ({ name: `m${index}`, size: 1, expires_at: "x" })),
      '{"name":"m"}]}',
    ),
  ),
  list("a version of 10 MB", "ollama", "/api/version", () =>
    framed(
      '{"version":"',
      times(160, () => "1".repeat(62_500)),
      '"}',
    ),
  ),
  list("a million models", "openai-compatible", "/v1/models", () =>
    framed(
      '{"data":[',
      many(1_000_000, (index) => ({ id: `m${index}` })),
      '{"id":"m"}]}',
    ),
  ),
  list("a model of 4 MB", "openai-compatible", "/v1/models", () => [
    JSON.stringify({ data: [{ id: "m", supported_parameters: Array.from({ length: 100_000 }, () => "tools") }] }),
  ]),
  list("pages of models without an end", "anthropic", "/v1/models", () => [
    JSON.stringify({
      data: Array.from({ length: 1_000 }, (_, index) => ({ id: `m${index}${"x".repeat(200)}` })),
      has_more: true,
      last_id: "m",
    }),
  ]),
  download("100,000 layers", () =>
    times(1_000, (index) =>
      Array.from(
        { length: 100 },
        (_, each) =>
          `${JSON.stringify({ status: "pulling x", digest: `sha256:${index * 100 + each}`, total: 1e9, completed: 1 })}\n`,
      ).join(""),
    ),
  ),
  download("a million lines about one layer", () =>
    times(10_000, (index) =>
      `${JSON.stringify({ status: "pulling x", digest: "sha256:1", total: 1e9, completed: index })}\n`.repeat(100),
    ),
  ),
  download("bytes beyond reason", () => [
    `{"status":"pulling x","digest":"a","total":1e308,"completed":1e308}\n`.repeat(10),
    `{"status":"success"}\n`,
  ]),
  download("a digest of 3 MB with each line", () =>
    times(
      60,
      (index) =>
        `${JSON.stringify({ status: "pulling x", digest: `${index}${"d".repeat(3_000_000)}`, total: 1e9, completed: 1 })}\n`,
    ),
  ),
  download("an error line of 3 MB", () => [`{"error":"${"https://a?".repeat(300_000)}"}\n`]),
];

export const hostileScripts: readonly HostileScript[] = [...answers, ...tasks, ...lists].map((script) => ({
  ...script,
  name: script.name.includes("[") ? script.name : `${script.name} [${script.provider}]`,
}));
