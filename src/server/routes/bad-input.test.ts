import { Database } from "bun:sqlite";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { drawPng, readPixels } from "#test/pixels.ts";

let app: OpenApp;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
/** A file of a hundred bytes whose header claims 30,000 × 30,000 pixels. */
const bomb = () => {
  const bytes = Buffer.from(png, "base64");
  bytes.writeUInt32BE(30_000, 16);
  bytes.writeUInt32BE(30_000, 20);
  bytes.writeUInt32BE(Bun.hash.crc32(bytes.subarray(12, 29)), 29);
  return bytes.toString("base64");
};
const b64 = (text: string) => Buffer.from(text).toString("base64");

const rows = () => {
  using db = new Database(join(app.dataDir, "blossom.db"), { readonly: true });
  return ["conversations", "messages", "images", "frames", "generations", "llm_provider_settings", "settings"].map(
    (table) => db.query<{ n: number }, []>(`SELECT count(*) AS n FROM ${table}`).get()?.n,
  );
};

type BadInput = [name: string, method: string, path: string, body: unknown, status: number, code: string];
const badRegions = [
  ["that is not a number", '{"x":NaN,"y":0,"width":1,"height":1}'],
  ["of null", '{"x":null,"y":0,"width":1,"height":1}'],
  ["of text", '{"x":"0;x","y":0,"width":1,"height":1}'],
  ["that is infinite", '{"x":0,"y":0,"width":1e309,"height":1}'],
  ["left of the picture", '{"x":-0.1,"y":0,"width":0.5,"height":1}'],
  ["beyond the picture", '{"x":0.6,"y":0,"width":0.5,"height":1}'],
  ["below the picture", '{"x":0,"y":0.9,"width":1,"height":0.2}'],
  ["in pixels", '{"x":0,"y":0,"width":640,"height":360}'],
  ["too small to see", '{"x":0,"y":0,"width":0.029,"height":1}'],
  ["without a height", '{"x":0,"y":0,"width":1}'],
] as const;
const bad: BadInput[] = [
  ["broken JSON", "POST", "/api/chat", '{"text": ', 400, "invalid_request"],
  ["no body", "POST", "/api/chat", undefined, 400, "invalid_request"],
  ["a list", "POST", "/api/chat", [], 400, "invalid_request"],
  ["a number for text", "POST", "/api/chat", { text: 1 }, 400, "invalid_request"],
  ["an empty message", "POST", "/api/chat", { text: "  " }, 400, "invalid_request"],
  ["a text that is too long", "POST", "/api/chat", { text: "あ".repeat(20_001) }, 400, "invalid_request"],
  ["a language we do not teach", "POST", "/api/chat", { text: "a", language: "xx" }, 400, "invalid_request"],
  ["an invalid id", "POST", "/api/chat", { text: "a", conversationId: "../../etc" }, 400, "invalid_request"],
  [
    "an unknown conversation",
    "POST",
    "/api/chat",
    { text: "a", conversationId: crypto.randomUUID() },
    404,
    "not_found",
  ],
  ["five pictures", "POST", "/api/chat", { text: "a", images: Array(5).fill(png) }, 400, "invalid_request"],
  [
    "a picture that is HTML",
    "POST",
    "/api/chat",
    { text: "a", images: [b64("<html><script>1</script>")] },
    400,
    "invalid_image",
  ],
  ["an SVG", "POST", "/api/chat", { text: "a", images: [b64("<svg onload='1'/>")] }, 400, "invalid_image"],
  [
    "HTML that claims to be a PNG",
    "POST",
    "/api/chat",
    { text: "a", images: [`data:image/png;base64,${b64("<html>")}`] },
    400,
    "invalid_image",
  ],
  ["not base64", "POST", "/api/chat", { text: "a", images: ["/etc/passwd !"] }, 400, "invalid_image"],
  ["a bitmap", "POST", "/api/chat", { text: "a", images: [b64(`BM${"\0".repeat(100)}`)] }, 400, "invalid_image"],
  ["a good picture and a bad one", "POST", "/api/chat", { text: "a", images: [png, b64("x")] }, 400, "invalid_image"],
  ["a decompression bomb", "POST", "/api/chat", { text: "a", images: [bomb()] }, 400, "invalid_image"],
  ["an unknown generation", "GET", "/api/generations/nope/events", undefined, 404, "not_found"],
  ["a strange sequence number", "GET", "/api/generations/nope/events?after=-1", undefined, 400, "invalid_request"],
  ["stopping an unknown generation", "POST", "/api/generations/%2e%2e%2f/stop", {}, 404, "not_found"],
  ["retrying an unknown message", "POST", "/api/messages/nope/retry", { mode: "retry" }, 404, "not_found"],
  ["an unknown picture", "GET", "/api/images/..%2f..%2fblossom.db", undefined, 404, "not_found"],
  ["an empty title", "PATCH", "/api/conversations/nope", { title: " " }, 400, "invalid_request"],
  ["a title for an unknown conversation", "PATCH", "/api/conversations/nope", { title: "a" }, 404, "not_found"],
  ["deleting an unknown conversation", "DELETE", "/api/conversations/nope", undefined, 404, "not_found"],
  ["restoring an unknown conversation", "POST", "/api/conversations/nope/restore", {}, 404, "not_found"],
  ["a card without text", "POST", "/api/cards", { text: "" }, 400, "invalid_request"],
  ["a card of nothing", "POST", "/api/cards", {}, 400, "invalid_request"],
  ["a text and cards", "POST", "/api/cards", { text: "猫", cards: ["a#0"] }, 400, "invalid_request"],
  ["no cards", "POST", "/api/cards", { cards: [] }, 400, "invalid_request"],
  ["too much context", "POST", "/api/cards", { text: "猫", context: { before: ["", "", ""] } }, 400, "invalid_request"],
  ["an unknown verb", "POST", "/api/chat", { text: "a", task: "sing" }, 400, "invalid_request"],
  ["another answer to an unknown message", "POST", "/api/messages/nope/answers", { task: "explain" }, 404, "not_found"],
  ["an answer of an unknown kind", "POST", "/api/messages/nope/answers", { task: "title" }, 400, "invalid_request"],
  ["what a model wrote in an unknown generation", "GET", "/api/generations/nope/raw", undefined, 404, "not_found"],
  ["a card from an unknown message", "POST", "/api/cards", { text: "猫", messageId: "nope" }, 404, "not_found"],
  ["a frame that is missing", "POST", "/api/youtube/translate", { language: "ja" }, 400, "invalid_request"],
  ["two frames", "POST", "/api/youtube/translate", { frame: png, imageBase64: png }, 400, "invalid_request"],
  ["a frame that is HTML", "POST", "/api/youtube/translate", { frame: b64("<html>") }, 400, "invalid_image"],
  ["a frame that is a bomb", "POST", "/api/youtube/translate", { imageBase64: bomb() }, 400, "invalid_image"],
  ["a frame that was never sent", "POST", "/api/youtube/translate", { frame: "0".repeat(64) }, 404, "not_found"],
  ["an unknown frame", "GET", "/api/frames/..%2f..%2fblossom.db", undefined, 404, "not_found"],
  ...badRegions.map(([name, region]): BadInput => [
    `a region ${name} (T43)`,
    "POST",
    "/api/youtube/translate",
    `{"frame":"${png}","region":${region}}`,
    400,
    "invalid_request",
  ]),
  ["an unknown provider", "PUT", "/api/llm/settings", { provider: "gpt" }, 400, "invalid_request"],
  ["an unknown setting", "PUT", "/api/llm/settings", { __proto__: { a: 1 }, colour: "red" }, 400, "invalid_request"],
  ["an address that is a file", "PUT", "/api/llm/settings", { ollamaUrl: "file:///etc/passwd" }, 400, "bad_url"],
  ["an address with a password", "PUT", "/api/llm/settings", { ollamaUrl: "http://me:secret@host" }, 400, "bad_url"],
  ["the metadata service", "PUT", "/api/llm/settings", { ollamaUrl: "http://169.254.169.254" }, 400, "bad_url"],
  [
    "the context of an unknown conversation",
    "GET",
    "/api/llm/context?conversationId=00000000-0000-4000-8000-000000000000",
    undefined,
    404,
    "not_found",
  ],
  [
    "a header that may not be set",
    "PUT",
    "/api/llm/headers",
    { provider: "ollama", headers: { Host: "x" } },
    400,
    "invalid_request",
  ],
  ["an unknown theme", "PUT", "/api/settings", { theme: "<script>" }, 400, "invalid_request"],
  ["an invalid language tag", "PUT", "/api/settings", { explanationLanguage: "en-a-bb-a-cc" }, 400, "invalid_request"],
  // `Intl.getCanonicalLocales` takes these, and `Intl.DisplayNames`, which uses them, does not
  ...["en-u-ca-buddhist", "ja-JP-u-nu-jpan", "qaa-Qaaa-QM-x-southern", "en-x-me", "x-me", "de-1996-1996", ""].map(
    (explanationLanguage): BadInput => [
      `a tag that names no language: ${explanationLanguage}`,
      "PUT",
      "/api/settings",
      { explanationLanguage },
      400,
      "invalid_request",
    ],
  ),
  ["an unknown route", "GET", "/api/none", undefined, 404, "not_found"],
  ["an unknown page, without a build", "GET", "/../../etc/passwd", undefined, 404, "not_found"],
];

test.each(["en", "pt-BR", "zh-Hant", "sr-Latn-RS", "ca-valencia", "qaa", "yue", "EN-us"])(
  "explains in any language that can be named: %s",
  async (explanationLanguage) => {
    const settings = await app.json<{ explanationLanguage: string }>("PUT", "/api/settings", { explanationLanguage });
    expect(settings.explanationLanguage).toBe(explanationLanguage);
    expect((await app.request("GET", "/api/llm/context")).status).not.toBe(500);
    await app.json("PUT", "/api/settings", { explanationLanguage: null });
  },
);

describe("reports the error and stores nothing for bad input", () => {
  test.each(bad)("%s", async (_name, method, path, body, status, code) => {
    const before = rows();
    const response = await app.request(method, path, body);
    const text = await response.text();
    expect([response.status, text]).toEqual([status, expect.stringContaining(`"${code}"`)]);
    const { error } = JSON.parse(text) as { error: { message: string } };
    expect(error.message.length).toBeGreaterThan(5);
    expect(text).not.toMatch(/\.ts:|node_modules|\/src\/|at async|secret/);
    expect(rows()).toEqual(before);
  });
});

test("keeps HTML and control characters in text as text", async () => {
  const text = "<img src=x onerror=alert(1)>\u0000\u0007\u202e 猫\r\n\ud83d";
  const { conversationId, generationId } = await app.send(text);
  await app.events(generationId);
  const { messages } = await app.conversation(conversationId!);
  // a lone surrogate is not a character: JSON or UTF-8 encoding turns it into U+FFFD
  expect(messages[0]?.text.replace(/[\ud83d\ufffd]$/, "")).toBe(text.slice(0, -1));
});

test("re-encodes a picture, so nothing hidden in the file survives", async () => {
  const jpeg = await new Bun.Image(Buffer.from(png, "base64")).jpeg().bytes();
  const withTail = Buffer.concat([jpeg, Buffer.from("<script>alert(1)</script>")]);
  const { conversationId, generationId } = await app.send("", {
    images: [`data:image/gif;base64,${withTail.toString("base64")}`],
  });
  await app.events(generationId);
  const { messages } = await app.conversation(conversationId!);
  const image = messages[0]?.images[0];
  expect(image).toMatchObject({ width: 1, height: 1 });
  const response = await app.request("GET", `/api/images/${image?.id}`);
  expect(response.headers.get("content-type")).toBe("image/jpeg");
  expect(response.headers.get("content-security-policy")).toContain("sandbox");
  expect(Buffer.from(await response.arrayBuffer()).includes("script")).toBe(false);
});

test("puts a transparent picture on white, so black letters stay readable", async () => {
  const letters = await drawPng(64, 64, (x) => [0, 0, 0, x < 32 ? 255 : 0]);
  const { conversationId } = await app.send("", { images: [Buffer.from(letters).toString("base64")] });
  const { messages } = await app.conversation(conversationId!);
  const response = await app.request("GET", `/api/images/${messages[0]?.images[0]?.id}`);
  const { at } = await readPixels(await response.bytes());
  expect([at(8, 32)[0] < 20, at(56, 32)[0] > 235]).toEqual([true, true]);
});
