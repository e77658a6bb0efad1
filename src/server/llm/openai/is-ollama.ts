import { z } from "zod";
import { ask, askJson, maxProbeBytes } from "#server/llm/transport/ask.ts";
import { isLocalHost } from "#shared/local-hosts.ts";
import { rootOf } from "./list.ts";
import { callTo, type Server } from "#server/llm/transport/server.ts";
import { LLMError } from "#server/llm/types.ts";

/** By address, for as long as the process runs. */
const known = new Map<string, boolean>();

export const knowsToBeOllama = (server: Server): boolean | undefined =>
  isLocalHost(server.host) ? known.get(rootOf(server)) : false;

/** Does an Ollama stand behind this OpenAI dialect? Its native API does more. Never throws. */
export async function isOllama(server: Server, signal?: AbortSignal): Promise<boolean> {
  const before = knowsToBeOllama(server);
  if (before !== undefined) return before;
  const root = rootOf(server);
  try {
    const call = { ...callTo(server, ""), signal };
    await askJson({ ...call, url: `${root}/api/version` }, z.object({ version: z.string() }), maxProbeBytes);
    // others imitate that
    const greeting = await ask({ ...call, url: `${root}/` }, maxProbeBytes);
    known.set(root, greeting.trim() === "Ollama is running");
    return known.get(root) === true;
  } catch (error) {
    // a server that is away may be one when it is back
    const hasAnswered = error instanceof LLMError && (error.code === "wrong_endpoint" || error.info.status);
    if (hasAnswered) known.set(root, false);
    return false;
  }
}
