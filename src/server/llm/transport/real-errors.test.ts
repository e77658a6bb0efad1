import { describe, expect, test } from "bun:test";
import { createKnowledge } from "#server/llm/knowledge.ts";
import { createProvider } from "#server/llm/index.ts";
import { readAnswer, subjects } from "#test/upstream/each-provider.ts";
import { type RealError, realErrors } from "#test/upstream/real-errors.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { readErrorBody } from "./error-body.ts";
import { errorTexts } from "./error-texts.ts";

/** Sends one answer of a real server over a socket, and reads it as a chat does. */
async function meet({ provider, hasKey, status, headers, body }: RealError) {
  const subject = subjects.find(({ name }) => name === provider)!;
  const isLine = status === 200;
  await using upstream = await startUpstream({
    protocol: subject.protocol,
    script: isLine ? { text: "猫が", errorLine: JSON.parse(body) } : { status, body, headers },
  });
  const baseUrl = provider === "openai-compatible" ? `${upstream.url}/v1` : upstream.url;
  const apiKey = hasKey && (provider !== "ollama" || status === 401) ? "test-key" : null;
  const timeouts = { firstTokenMs: 1_999 }; // too short to wait for a model that loads
  const asked = createProvider({ type: provider, baseUrl, apiKey }, createKnowledge(), 0.001);
  const messages = [{ role: "user" as const, content: "猫が好きです" }];
  return await readAnswer(asked, { model: subject.model, system: "", messages, maxTokens: 100, timeouts });
}

describe("an error of a real server", () => {
  for (const row of realErrors) {
    const { server, provider, status, body, code, reason } = row;
    test(`means ${[code, reason].filter(Boolean).join(", ")} [${provider}]: ${server}, ${status}: ${body.slice(0, 90).replaceAll("\n", " ")}`, async () => {
      const { error, text } = await meet(row);
      expect({ code: error?.code, reason: error?.info.reason }).toMatchObject({ code, reason });
      expect(error?.message).not.toMatch(/<\w|[{}]|\p{Cc}/u);
      expect(error?.message.length).toBeWithin(1, 501);
      expect(text).toBe(status === 200 ? "猫が" : "");
    });
  }
});

test("has a real message for each pattern, which no earlier pattern takes", () => {
  const messages = realErrors
    .map(({ body }) => readErrorBody(body))
    .flatMap(({ message, around }) => [message, ...around]);
  const firsts = new Set(messages.map((message) => errorTexts.find(({ pattern }) => pattern.test(message))));
  for (const row of errorTexts) expect([row.pattern.source, firsts.has(row)]).toEqual([row.pattern.source, true]);
});
