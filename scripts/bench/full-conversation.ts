import type { Verb } from "#shared/verbs.ts";
import { answerFor } from "#test/upstream/lessons/index.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";
import type { BenchApp } from "./app.ts";
import { send } from "./make-conversation.ts";

/** Five exchanges: prose with Markdown, cards, a corrected sentence, a question. Each has a prepared answer in `test/upstream/lessons/`. */
const exchanges: readonly [Verb, string][] = [
  ["explain", "What is the difference between は and が?"],
  ["explain", "吾輩は猫である。名前はまだ無い。"],
  ["reply", "私は日本語が勉強しています。"],
  ["explain", "雨が降りそうだから、傘を持って行ったほうがいいよ。"],
  ["explain", "How do I say “I left my umbrella on the train”?"],
];

/** A model server with the prepared answers. */
export const startLessons = () =>
  startUpstream({
    protocol: "ollama",
    script: (request) => ({ ...answerFor(request), tokensPerSecond: 5_000 }),
  });

/** Makes a conversation of ten messages and returns its id. */
export async function makeFullConversation(app: BenchApp, upstream: Upstream): Promise<string> {
  const settings = { provider: "ollama", ollamaUrl: upstream.url, chatModel: upstream.models[0]!.name };
  await app.request("PUT", "/api/settings", { interfaceLanguage: "en" });
  await app.request("PUT", "/api/llm/settings", settings);
  let conversationId: string | undefined;
  for (const [task, text] of exchanges) {
    const body = { text, task, language: "ja", ...(conversationId && { conversationId }) };
    conversationId = (await send(app, body)).conversationId ?? undefined;
  }
  if (!conversationId) throw new Error("The app made no conversation.");
  await untilQuiet(app, conversationId);
  return conversationId;
}

/** Waits until the last sentence has been checked and the title has been made. */
async function untilQuiet(app: BenchApp, id: string) {
  type Read = { conversation: { titled: boolean }; messages: { role: string; text: string; answer: unknown }[] };
  for (let waited = 0; waited < 100; waited++) {
    const { conversation, messages } = (await (await app.request("GET", `/api/conversations/${id}`)).json()) as Read;
    if (conversation.titled && messages.length === 2 * exchanges.length) return;
    await Bun.sleep(50);
  }
  throw new Error("The conversation did not become quiet.");
}
