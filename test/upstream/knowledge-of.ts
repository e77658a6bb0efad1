import { createKnowledge } from "#server/llm/knowledge.ts";
import type { Knowledge } from "#server/llm/types.ts";

const known = new WeakMap<object, Knowledge>();

/** The knowledge about one scripted server. All its providers share it, as with the app's catalog. */
export function knowledgeOf(upstream: object): Knowledge {
  const knowledge = known.get(upstream) ?? createKnowledge();
  known.set(upstream, knowledge);
  return knowledge;
}
