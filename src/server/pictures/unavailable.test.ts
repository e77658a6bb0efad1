import { expect, test } from "bun:test";
import fs from "node:fs";
import type { Message, Started } from "#shared/chat.ts";
import { onePixel } from "#test/llm-images.ts";
import { openApp } from "#test/open-app.ts";
import { requestsFor } from "#test/upstream/task-of.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const drawProcess = "test/pictures/without-sharp.ts";

test("starts and answers without pictures on a platform that has no image library", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "猫です。" } });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url }, drawProcess });
  const { generationId } = await app.send("猫が好き。");
  expect((await app.events(generationId)).at(-1)).toMatchObject({ type: "end", outcome: "complete" });

  for (const [path, body] of [
    ["/api/chat", { text: "これは？", images: [onePixel.base64] }],
    ["/api/youtube/translate", { frame: onePixel.base64 }],
  ] as const) {
    const response = await app.request("POST", path, body);
    expect([response.status, await response.json()]).toMatchObject([501, { error: { code: "pictures_unavailable" } }]);
  }
  expect(fs.readdirSync(app.dataDir)).not.toContain("images");
});

test("continues a conversation with a picture, and tells the model that it is missing, when there is no image library", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "猫です。" } });
  const before = await openApp({ provider: { type: "ollama", url: upstream.url } });
  try {
    const first = await before.send("これは？", { images: [onePixel.base64] });
    await before.events(first.generationId);
    await before.stop();
    await using app = await openApp({ dataDir: before.dataDir, drawProcess });
    const { messages } = await app.json<{ messages: Message[] }>("GET", `/api/conversations/${first.conversationId}`);
    expect((await app.request("GET", `/api/images/${messages[0]?.images[0]?.id}`)).status).toBe(200);
    // deletes the drawn views, so the picture has to be drawn again
    fs.rmSync(`${before.dataDir}/prepared`, { recursive: true, force: true });
    const next: Started = await app.send("もう一度", { conversationId: first.conversationId });
    expect((await app.events(next.generationId)).at(-1)).toMatchObject({ type: "end", outcome: "complete" });
    // the check of the sentence may have been asked since
    const asked = requestsFor(upstream.requests, "reply").at(-1);
    expect(JSON.stringify(asked?.body)).toContain("a picture that was here is missing");
  } finally {
    await before.stop();
    fs.rmSync(before.dataDir, { recursive: true, force: true });
  }
});

test("refuses a picture that crashes the drawing process, and accepts the next request", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "猫です。" } });
  const provider = { type: "ollama", url: upstream.url } as const;
  await using app = await openApp({ provider, drawProcess: "test/pictures/crashing.ts" });
  for (let turn = 0; turn < 2; turn += 1) {
    const response = await app.request("POST", "/api/chat", { text: "これは？", images: [onePixel.base64] });
    expect([response.status, await response.json()]).toMatchObject([400, { error: { code: "invalid_image" } }]);
  }
  const { generationId } = await app.send("猫が好き。");
  expect((await app.events(generationId)).at(-1)).toMatchObject({ type: "end", outcome: "complete" });
});
