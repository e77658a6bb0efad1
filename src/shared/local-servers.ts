import type { ServerProvider } from "./providers.ts";

/** A model server for one's own computer, with its default addresses. */
export type LocalServer = { name: string; type: ServerProvider; addresses: readonly string[] };

/** Most common first. Until the learner chooses, the first server with a model answers. */
export const usualServers: readonly LocalServer[] = [
  {
    name: "Ollama",
    type: "ollama",
    // this computer and, from inside a container, the host
    addresses: ["127.0.0.1:11434", "[::1]:11434", "host.docker.internal:11434", "172.17.0.1:11434"],
  },
  { name: "LM Studio", type: "openai-compatible", addresses: ["127.0.0.1:1234"] },
  { name: "llama.cpp", type: "openai-compatible", addresses: ["127.0.0.1:8080"] },
  { name: "vLLM", type: "openai-compatible", addresses: ["127.0.0.1:8000"] },
];
