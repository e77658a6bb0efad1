import type { ModelInfo } from "#shared/providers.ts";
import type { Pace } from "./answer/retry.ts";
import type { Chunk } from "./answer/chunk.ts";
import type { Server } from "./transport/server.ts";
import { streamText } from "./answer/stream-text.ts";
import { refuseUnseen, toVisionError } from "./answer/vision.ts";
import { type Knowledge, LLMError, type LLMProvider, type LLMStreamOptions, type ModelStore } from "./types.ts";

/** The four things in which providers differ. */
type Adapter = {
  name: string;
  server: Pick<Server, "host">;
  knowledge: Knowledge;
  /** One request for one answer; `signal` is the stream's own. */
  open: (options: LLMStreamOptions, signal: AbortSignal) => AsyncIterable<Chunk>;
  /** What stands there; throws LLMError. */
  version: (signal?: AbortSignal) => Promise<string | undefined>;
  models: (signal?: AbortSignal) => Promise<ModelInfo[]>;
  store?: ModelStore;
};

/** An adapter → the whole contract. */
export function toProvider(
  { name, server, knowledge, open, version, models, store }: Adapter,
  pace: Pace,
): LLMProvider {
  const { host } = server;
  const stream: LLMProvider["stream"] = (options) => {
    const asked = { provider: name, knowledge, options };
    return streamText({
      provider: name,
      options,
      pace,
      open(question, signal) {
        refuseUnseen(asked);
        return open(question, signal);
      },
      explain: (error) => toVisionError(error, asked),
    });
  };
  const probe: LLMProvider["probe"] = async (signal) => {
    try {
      const found = await version(signal);
      return { ok: true, ...(found !== undefined && { version: found }) };
    } catch (error) {
      if (error instanceof LLMError) return { ok: false, error };
      return { ok: false, error: new LLMError("server", `${name} could not be asked`, { provider: name }, error) };
    }
  };
  return {
    name,
    host,
    knowledge,
    stream,
    complete: async (options) => (await stream(options).result).text,
    isAvailable: async () => (await probe()).ok,
    listModels: async () => (await models()).map(({ id }) => id),
    probe,
    models,
    ...(store && { store }),
  };
}
