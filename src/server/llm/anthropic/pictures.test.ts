import { expect, test } from "bun:test";
import { noiseImage } from "#test/llm-images.ts";
import { readAnswer } from "#test/upstream/each-provider.ts";
import { setUp } from "#test/upstream/one-provider.ts";
import type { Upstream } from "#test/upstream/start-upstream.ts";
import type { LLMImage, LLMMessage } from "#server/llm/types.ts";

const { ask: question, open, create } = setUp("anthropic");
const ask = (messages: LLMMessage[]) => ({ ...question, maxTokens: 2_000, messages });
const askAbout = (...images: LLMImage[]): LLMMessage => ({ role: "user", content: "これは何ですか", images });
const said: LLMMessage = { role: "assistant", content: "猫です。" };

type Block = { type: string; text?: string };
const sentBlocks = ({ requests }: Upstream) =>
  (messagesOf(requests).at(-1)!.body as { messages: { content: Block[] }[] }).messages.map(({ content }) => content);
/** Without the looks at a server that is silent for a while. */
const messagesOf = (requests: Upstream["requests"]) => requests.filter(({ path }) => path === "/v1/messages");

/** Twenty of these are more than the API accepts. */
const image = await noiseImage(1_100, 1_000);
const most = 30 * 1024 * 1024;

test("replaces the oldest pictures with a note when the request exceeds 30 MB, and keeps those of the question (79)", async () => {
  await using upstream = await open();
  const count = Math.ceil(most / image.base64.length);
  const turns = Array.from({ length: count }, () => askAbout(image)).flatMap((message) => [message, said]);
  expect((await readAnswer(create(upstream), ask([...turns, askAbout(image)]))).error).toBeNull();
  expect(JSON.stringify(messagesOf(upstream.requests)[0]?.body).length).toBeLessThan(most);
  const blocks = sentBlocks(upstream).filter((_, index) => index % 2 === 0);
  const kept = Array<string>(count - 1).fill("image");
  expect(blocks.map(([first]) => first?.type)).toEqual(["text", "text", ...kept]);
  expect(blocks[0]?.map(({ text }) => text)).toEqual(["(a picture that was here is left out)", "これは何ですか"]);
});

test("refuses a message before sending when its own pictures exceed 30 MB (79)", async () => {
  await using upstream = await open();
  const images = Array<LLMImage>(Math.ceil(most / image.base64.length) + 1).fill(image);
  const { error } = await readAnswer(create(upstream), ask([askAbout(...images)]));
  expect(error).toMatchObject({ code: "too_large", info: { retryable: false } });
  expect(upstream.requests).toHaveLength(0);
});
