import { createProvider } from "#server/llm/index.ts";
import type { LLMStreamOptions } from "#server/llm/types.ts";
import { type Subject, subjects } from "./each-provider.ts";
import { knowledgeOf } from "./knowledge-of.ts";
import { startUpstream, type Upstream, type UpstreamOptions } from "./start-upstream.ts";

/** Shared by the tests of one provider: a request as the app makes it, a scripted server, and the provider with short waits. */
export function setUp(name: Subject["name"]) {
  const { protocol, model } = subjects.find((subject) => subject.name === name)!;
  const path = name === "openai-compatible" ? "/v1" : "";
  const ask: LLMStreamOptions = {
    model,
    system: "You are a tutor.",
    messages: [{ role: "user", content: "猫が好きです" }],
    maxTokens: 300,
  };
  return {
    ask,
    open: (options: Partial<UpstreamOptions> = {}) => startUpstream({ protocol, ...options }),
    create: (upstream: Pick<Upstream, "url">, apiKey: string | null = name === "anthropic" ? "test-key" : null) =>
      createProvider({ type: name, baseUrl: upstream.url + path, apiKey }, knowledgeOf(upstream), 0.01),
  };
}
