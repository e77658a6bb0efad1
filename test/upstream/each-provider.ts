import { test } from "bun:test";
import { createProvider } from "#server/llm/index.ts";
import { createKnowledge } from "#server/llm/knowledge.ts";
import { LLMError, type LLMEvent, type LLMProvider, type LLMResult, type LLMStreamOptions } from "#server/llm/types.ts";
import { startUpstream, type Upstream, type UpstreamOptions } from "./start-upstream.ts";

/** One row per provider. A row here adds a provider to the whole suite. */
export const subjects = [
  {
    name: "ollama",
    protocol: "ollama",
    model: "gemma3:12b",
    path: "/api/chat",
    create: (url: string, timeScale: number, knowledge = createKnowledge()) =>
      createProvider({ type: "ollama", baseUrl: url }, knowledge, timeScale),
  },
  {
    name: "anthropic",
    protocol: "anthropic",
    model: "claude-sonnet-5-5",
    path: "/v1/messages",
    create: (url: string, timeScale: number, knowledge = createKnowledge()) =>
      createProvider({ type: "anthropic", baseUrl: url, apiKey: "test-key" }, knowledge, timeScale),
  },
  {
    name: "openai-compatible",
    protocol: "openai",
    model: "google/gemma-3-12b",
    path: "/v1/chat/completions",
    create: (url: string, timeScale: number, knowledge = createKnowledge()) =>
      createProvider({ type: "openai-compatible", baseUrl: `${url}/v1`, apiKey: "test-key" }, knowledge, timeScale),
  },
] as const;
export type Subject = (typeof subjects)[number];

export type Trial = {
  subject: Subject;
  upstream: Upstream;
  provider: LLMProvider;
  /** The options of a request as the app makes it. */
  ask: (more?: Partial<LLMStreamOptions>) => LLMStreamOptions;
  /** How many answers the server was asked for, not counting a provider's other requests. */
  asked: () => number;
};

/**
 * Runs a test for every provider, each with its own server. Blossom's own waits pass 200 times faster. `isLong`: the test still waits
 * for seconds, so it runs at the same time as the others.
 */
export function eachProvider(
  title: string,
  run: (trial: Trial) => Promise<void>,
  {
    timeScale = 0.005,
    isLong = false,
    ...options
  }: Partial<UpstreamOptions> & { timeScale?: number; isLong?: boolean } = {},
): void {
  for (const subject of subjects) {
    (isLong ? test.concurrent : test)(`${title} [${subject.name}]`, async () => {
      await using upstream = await startUpstream({ ...options, protocol: subject.protocol });
      const question = {
        model: subject.model,
        system: "You are a tutor.",
        messages: [{ role: "user" as const, content: "猫が好きです" }],
        maxTokens: 4_096,
      };
      const ask = (more: Partial<LLMStreamOptions> = {}) => ({ ...question, ...more });
      const asked = () => upstream.requests.filter(({ path }) => path === subject.path).length;
      await run({ asked, subject, upstream, provider: subject.create(upstream.url, timeScale), ask });
    });
  }
}

export type Outcome = {
  text: string;
  pieces: string[];
  error: LLMError | null;
  result: LLMResult | null;
  /** All events but those of the raw text. */
  events: LLMEvent[];
  /** What the server sent as text, over all attempts. */
  raw: string;
};

/** Reads an answer to its end, whether that is success or an error. The test fails if an error is not an LLMError. */
export async function readAnswer(provider: LLMProvider, options: LLMStreamOptions): Promise<Outcome> {
  const events: LLMEvent[] = [];
  let raw = "";
  const onEvent = (event: LLMEvent) => {
    if (event.type === "raw") raw += event.text;
    else events.push(event);
  };
  const stream = provider.stream({ ...options, onEvent });
  const pieces: string[] = [];
  try {
    for await (const piece of stream) pieces.push(piece);
    return { text: pieces.join(""), pieces, error: null, result: await stream.result, events, raw };
  } catch (error) {
    if (!(error instanceof LLMError)) throw error;
    return { text: pieces.join(""), pieces, error, result: null, events, raw };
  }
}
