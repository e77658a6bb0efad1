import { versionSchema } from "#server/llm/ollama/version.ts";
import { ask, askJson } from "#server/llm/transport/ask.ts";
import { maxProbeBytes } from "#server/llm/transport/limits.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import { rootOf } from "./list.ts";
import { callTo, type Server } from "#server/llm/transport/server.ts";
import { type Knowledge, LLMError } from "#server/llm/types.ts";

/** Whether this server is an Ollama; undefined if it was not checked. Only servers on the learner's own network are checked. */
export const knowsToBeOllama = (server: Server, knowledge: Knowledge): boolean | undefined =>
  isLocalHost(server.host) ? knowledge.isOllama() : false;

/** Finds out whether an Ollama serves this OpenAI dialect, because its native API can do more. Never throws. */
export async function isOllama(server: Server, knowledge: Knowledge, signal?: AbortSignal): Promise<boolean> {
  const before = knowsToBeOllama(server, knowledge);
  if (before !== undefined) return before;
  const root = rootOf(server);
  try {
    const call = { ...callTo(server, ""), signal };
    await askJson({ ...call, url: `${root}/api/version` }, versionSchema, maxProbeBytes);
    // other servers imitate `/api/version`, so check the greeting as well
    const greeting = await ask({ ...call, url: `${root}/` }, maxProbeBytes);
    const isIt = greeting.trim() === "Ollama is running";
    knowledge.remember({ isOllama: isIt });
    return isIt;
  } catch (error) {
    // don't store a negative result for an unreachable server
    const hasAnswered = error instanceof LLMError && (error.code === "wrong_endpoint" || error.info.status);
    if (hasAnswered) knowledge.remember({ isOllama: false });
    return false;
  }
}
