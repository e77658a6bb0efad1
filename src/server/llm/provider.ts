import type { Adapter } from "./adapter.ts";
import { streamText } from "./answer/stream-text.ts";
import { LLMError, type LLMProvider } from "./types.ts";

/** Turns an adapter into a complete provider. */
export function toProvider(adapter: Adapter, timeScale: number): LLMProvider {
  const { name, server, knowledge, version, models, store } = adapter;
  const stream: LLMProvider["stream"] = (options) => streamText({ adapter, options, timeScale });
  const probe: LLMProvider["probe"] = async (signal) => {
    try {
      const found = await version(signal);
      return { ok: true, ...(found !== undefined && { version: found }) };
    } catch (error) {
      if (error instanceof LLMError) return { ok: false, error };
      return { ok: false, error: new LLMError("server", `the request to ${name} failed`, { provider: name }, error) };
    }
  };
  return {
    name,
    host: server.host,
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
