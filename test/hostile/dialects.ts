import type { ProviderType } from "#shared/providers.ts";

/** How one protocol says a piece of text or thought, and the end of an answer. */
export type Dialect = {
  chat: string;
  type: string;
  text: (text: string) => string;
  thought: (text: string) => string;
  end: string;
};

const event = (data: unknown, name?: string) =>
  `${name === undefined ? "" : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;
const delta = (fields: object) => event({ choices: [{ delta: fields }] });
const block = (fields: object) =>
  event({ type: "content_block_delta", index: 0, delta: fields }, "content_block_delta");
const line = (message: object) => `${JSON.stringify({ message, done: false })}\n`;

export const dialects: Record<ProviderType, Dialect> = {
  ollama: {
    chat: "/api/chat",
    type: "application/x-ndjson",
    text: (content) => line({ content }),
    thought: (thinking) => line({ content: "", thinking }),
    end: `${JSON.stringify({ message: { content: "" }, done: true, done_reason: "stop" })}\n`,
  },
  "openai-compatible": {
    chat: "/v1/chat/completions",
    type: "text/event-stream",
    text: (content) => delta({ content }),
    thought: (reasoning_content) => delta({ reasoning_content }),
    end: `${event({ choices: [{ delta: {}, finish_reason: "stop" }] })}data: [DONE]\n\n`,
  },
  anthropic: {
    chat: "/v1/messages",
    type: "text/event-stream",
    text: (text) => block({ type: "text_delta", text }),
    thought: (thinking) => block({ type: "thinking_delta", thinking }),
    end: `${event({ type: "message_delta", delta: { stop_reason: "end_turn" } }, "message_delta")}${event({ type: "message_stop" }, "message_stop")}`,
  },
};
export const providers: readonly ProviderType[] = ["ollama", "openai-compatible", "anthropic"];
