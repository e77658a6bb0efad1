import fs from "node:fs";
import { join } from "node:path";
import type { OpenApp } from "#test/open-app.ts";
import type { Known } from "./arbitrary.ts";

/** Something of each kind that the API has, so that requests meet more than 404; and addresses and keys that lead nowhere. */
export async function makeKnownValues(app: OpenApp, upstreamUrl: string): Promise<Known> {
  const picture = fs.readFileSync(join(import.meta.dir, "..", "pictures", "baseline.jpg")).toString("base64");
  const sent = await app.send("昨日友達と映画を見に行きました。", { task: "explain" });
  await app.events(sent.generationId);
  const seen = await app.send("これは何ですか。", { images: [picture] });
  await app.events(seen.generationId);
  const { messages } = await app.conversation(sent.conversationId ?? "");
  const withPicture = await app.conversation(seen.conversationId ?? "");
  const download = await app.json<{ id: string }>("POST", "/api/llm/ollama/downloads", { model: "gemma3:4b" });
  const async = { prefer: "respond-async" };
  const moment = { video: "yt-aaaaaaaaaaa", at: 1, start: 1, end: 2 };
  const frame = await app.request("POST", "/api/youtube/translate", { frame: picture, moment }, async);
  const { frameId } = await frame.json();
  const line = await app.request("POST", "/api/cards", { text: "猫が好き。", moment }, async);
  const { momentId } = await line.json();
  const addresses = [upstreamUrl, `${upstreamUrl}/v1`, "127.0.0.1:9", "http://127.0.0.1:9/v1"];
  return {
    conversations: [sent.conversationId, seen.conversationId],
    conversationId: [sent.conversationId],
    messages: messages.map(({ id }) => id),
    messageId: messages.map(({ id }) => id),
    generations: [sent.generationId, seen.generationId],
    generationId: [sent.generationId],
    cards: [[`${sent.generationId}#0`]],
    images: withPicture.messages.flatMap(({ images }) => images.map(({ id }) => id)),
    downloads: [download.id],
    dictionaries: ["starter-ja", "cc-cedict"],
    jobs: ["nothing"],
    frames: [frameId],
    key: [moment.video],
    video: [moment.video],
    moment: [moment],
    moments: [momentId],
    poster: [frameId],
    frame: [frameId, picture],
    imageBase64: [picture],
    model: ["gemma3:12b"],
    chatModel: ["gemma3:12b", ""],
    titleModel: [""],
    url: addresses,
    ollamaUrl: addresses,
    baseUrl: addresses,
  };
}
