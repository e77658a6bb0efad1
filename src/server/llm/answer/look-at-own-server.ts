import { lookAtOllama } from "#server/llm/ollama/loading.ts";
import { ask } from "#server/llm/transport/ask.ts";
import { maxProbeBytes } from "#server/llm/transport/limits.ts";
import { callTo, type Server } from "#server/llm/transport/server.ts";
import { LLMError } from "#server/llm/types.ts";
import type { LookAtServer } from "./watch-server.ts";

/**
 * Looks at a server of the learner's own that speaks OpenAI's or Anthropic's protocol. `root`: its address without the path of the
 * protocol. `findLoaded`: reads its list again, and returns whether the model is in memory, if the list says so.
 */
export function lookAtOwnServer(
  server: Server,
  { root, model, findLoaded }: { root: string; model: string; findLoaded?: FindLoaded },
): LookAtServer {
  const lookAtMemory = lookAtOllama({ ...server, base: root }, model);
  let mayBeOllama = true;
  return async (signal) => {
    if (mayBeOllama) {
      try {
        return await lookAtMemory(signal);
      } catch (error) {
        if (!hasAnswered(error)) throw error;
        mayBeOllama = false;
      }
    }
    const isLoaded = await findLoaded?.(signal);
    if (isLoaded !== undefined) return isLoaded ? "reading" : "loading";
    // a busy server may answer only the simplest question quickly; any response proves that it is alive
    await ask({ ...callTo(server, ""), url: `${root}/`, signal }, maxProbeBytes).catch((error: unknown) => {
      if (!hasAnswered(error)) throw error;
    });
    return "reading";
  };
}

type FindLoaded = (signal: AbortSignal) => Promise<boolean | undefined>;

const hasAnswered = (error: unknown) =>
  error instanceof LLMError && (error.info.status !== undefined || error.code === "wrong_endpoint");
