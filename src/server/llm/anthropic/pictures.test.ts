import { expect, test } from "bun:test";
import { noisePng } from "#test/noise-png.ts";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";
import { createProvider } from "#server/llm/index.ts";
import { knowledgeOf } from "#test/upstream/knowledge-of.ts";
import type { LLMMessage, LLMStreamOptions } from "#server/llm/types.ts";

const open = () => startUpstream({ protocol: "anthropic" });
const create = (upstream: Upstream) =>
  createProvider({ type: "anthropic", baseUrl: upstream.url, apiKey: "test-key" }, knowledgeOf(upstream), 0.01);
const ask = (messages: LLMMessage[]): LLMStreamOptions => ({
  model: "claude-sonnet-5-5",
  system: "",
  messages,
  maxTokens: 2_000,
});
const look = (...images: string[]): LLMMessage => ({ role: "user", content: "これは何ですか", images });
const said: LLMMessage = { role: "assistant", content: "猫です。" };

type Block = { type: string; text?: string; source?: { media_type: string; data: string } };
const sentBlocks = ({ requests }: Upstream) =>
  (requests.at(-1)!.body as { messages: { content: Block[] }[] }).messages.map(({ content }) => content);
const sizeOf = async ({ source }: Block) => new Bun.Image(Buffer.from(source!.data, "base64")).metadata();

test("78. what is no picture for it is refused here, before anything is sent", async () => {
  await using upstream = await open();
  const bitmap = Buffer.concat([Buffer.from("BM"), Buffer.alloc(100)]).toString("base64");
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString("base64");
  for (const image of [bitmap, `data:image/png;base64,${svg}`, "/etc/passwd", "not base64!"]) {
    const { error } = await readAnswer(create(upstream), ask([look(image)]));
    expect(error?.code).toBe("unsupported");
  }
  expect(upstream.requests).toHaveLength(0);
});

test("78. a picture of more than 5 MB, or of more than 8000 pixels, is made smaller", async () => {
  await using upstream = await open();
  const heavy = await noisePng(1_600, 1_000);
  expect(heavy.length).toBeGreaterThan(5 * 1024 * 1024);
  const wide = await noisePng(8_004, 4);
  const small = await noisePng(64, 64);
  expect((await readAnswer(create(upstream), ask([look(heavy, wide, small)]))).error).toBeNull();
  const [[first, second, third] = []] = sentBlocks(upstream);
  expect(first?.source?.media_type).toBe("image/jpeg");
  expect(first?.source?.data.length).toBeLessThanOrEqual(5 * 1024 * 1024);
  expect(await sizeOf(first!)).toMatchObject({ width: 1_600, height: 1_000 });
  expect(await sizeOf(second!)).toMatchObject({ width: 2_000 });
  // what it takes stays as it is, byte for byte
  expect(third?.source).toEqual({ type: "base64", media_type: "image/png", data: small } as Block["source"]);
});

test("78. among more than twenty pictures each is at most 2000 pixels", async () => {
  await using upstream = await open();
  const wide = await noisePng(2_004, 4);
  const twenty = Array.from({ length: 20 }, () => look(wide)).flatMap((message) => [message, said]);
  await create(upstream).complete(ask(twenty.slice(0, -1)));
  expect(await sizeOf(sentBlocks(upstream)[0]![0]!)).toMatchObject({ width: 2_004 });
  await create(upstream).complete(ask([...twenty, look(wide)]));
  for (const block of sentBlocks(upstream)
    .flat()
    .filter(({ type }) => type === "image"))
    expect(await sizeOf(block)).toMatchObject({ width: 2_000 });
});

test("78. a picture that claims to be immense is not decoded", async () => {
  await using upstream = await open();
  const png = Buffer.from(await noisePng(4, 4), "base64");
  png.writeUInt32BE(30_000, 16);
  png.writeUInt32BE(30_000, 20);
  const { error } = await readAnswer(create(upstream), ask([look(png.toString("base64"))]));
  expect(error?.code).toBe("too_large");
  expect(upstream.requests).toHaveLength(0);
});

test("79. beyond 30 MB the oldest pictures give way to a note; those of the question stay", async () => {
  await using upstream = await open();
  const image = await noisePng(1_100, 1_000);
  const turns = Array.from({ length: 7 }, () => look(image)).flatMap((message) => [message, said]);
  expect((await readAnswer(create(upstream), ask([...turns, look(image)]))).error).toBeNull();
  expect(JSON.stringify(upstream.requests[0]?.body).length).toBeLessThan(30 * 1024 * 1024);
  const blocks = sentBlocks(upstream).filter((_, index) => index % 2 === 0);
  const types = blocks.map(([first]) => first?.type);
  expect(types).toEqual(["text", "text", "image", "image", "image", "image", "image", "image"]);
  expect(blocks[0]?.map(({ text }) => text)).toEqual(["(a picture that was here is left out)", "これは何ですか"]);
});

test("79. a message that is too large by itself is refused here", async () => {
  await using upstream = await open();
  const image = await noisePng(1_100, 1_000);
  const { error } = await readAnswer(create(upstream), ask([look(...Array<string>(7).fill(image))]));
  expect(error).toMatchObject({ code: "too_large", info: { retryable: false } });
  expect(upstream.requests).toHaveLength(0);
});

test("79. 413 of something in between: the pictures once more and smaller, then too_large", async () => {
  await using upstream = await open();
  const image = await noisePng(1_600, 400);
  const html = "<html><head><title>413 Request Entity Too Large</title></head></html>";
  upstream.script = (_request, index) => (index === 0 ? { status: 413, body: html } : { text: "猫です。" });
  expect((await readAnswer(create(upstream), ask([look(image)]))).text).toBe("猫です。");
  expect(await sizeOf(sentBlocks(upstream)[0]![0]!)).toMatchObject({ width: 1_024, height: 256 });
  upstream.script = { status: 413, body: html };
  const { error } = await readAnswer(create(upstream), ask([look(image)]));
  expect(error).toMatchObject({ code: "too_large", info: { status: 413 } });
  expect(upstream.requests).toHaveLength(4);
  const text = await readAnswer(create(upstream), ask([{ role: "user", content: "猫" }]));
  expect(text.error?.code).toBe("too_large");
  expect(upstream.requests).toHaveLength(5);
});
