import { createKnowledge } from "#server/llm/knowledge.ts";
import type { Knowledge } from "#server/llm/types.ts";

const known = new WeakMap<object, Knowledge>();

/** What is known about one scripted server: the same for each provider of it, as the app's catalog gives it. */
export function knowledgeOf(upstream: object): Knowledge {
  const knowledge = known.get(upstream) ?? createKnowledge();
  known.set(upstream, knowledge);
  return knowledge;
}
