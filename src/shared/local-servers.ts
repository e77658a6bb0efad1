import type { ServerProvider } from "./providers.ts";

/** A model server that people run on their own computer, and where it listens unless it is told otherwise. */
export type LocalServer = { name: string; type: ServerProvider; addresses: readonly string[] };

/** The likeliest first: the first one that has a model to offer answers until the learner chooses. */
export const usualServers: readonly LocalServer[] = [
  {
    name: "Ollama",
    type: "ollama",
    // this computer, and from a container the computer around it
    addresses: ["127.0.0.1:11434", "[::1]:11434", "host.docker.internal:11434", "172.17.0.1:11434"],
  },
  { name: "LM Studio", type: "openai-compatible", addresses: ["127.0.0.1:1234"] },
  { name: "llama.cpp", type: "openai-compatible", addresses: ["127.0.0.1:8080"] },
  { name: "vLLM", type: "openai-compatible", addresses: ["127.0.0.1:8000"] },
];
