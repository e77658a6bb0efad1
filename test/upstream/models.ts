/** A model as the scripted upstream has it installed. */
export type UpstreamModel = {
  name: string;
  sizeBytes?: number;
  parameters?: string;
  quantisation?: string;
  contextLength?: number;
  capabilities?: readonly string[];
  /** Ollama: runs on somebody else's computer. */
  remoteHost?: string;
  /** Ollama: made from its name where it is not given. */
  digest?: string;
  family?: string;
  /** Ollama: how much of it is in the GPU's memory while it is loaded. Default: all. */
  gpuShare?: number;
  /** Ollama: its file was not written to the end, so that it cannot be loaded. */
  isDamaged?: boolean;
  /** Tokens for each Japanese, Chinese or Korean character. SmolLM2 needs 1.75, which no estimate knows. */
  tokensPerCharacter?: number;
  /** Ollama: `parameters` of its model file: `num_ctx 8192`. */
  modelfile?: string;
  /** Ollama: it is listed, and cannot be described; or only when this is done. */
  showFails?: boolean;
  showWaits?: Promise<unknown>;
  /** Anthropic. */
  displayName?: string;
  lifecycle?: "active" | "deprecated" | "retired";
  retiresAt?: string;
  maxOutputTokens?: number;
  /** Its list does not say what it can do: `capabilities: null`. */
  isSilent?: boolean;
  /** OpenAI: what it runs with, where that is less than `contextLength`; a prompt beyond it is refused. */
  window?: number;
  /** OpenAI: what else its entry in the list says. */
  listed?: object;
};

export const defaultModels: Record<"ollama" | "anthropic" | "openai", readonly UpstreamModel[]> = {
  ollama: [
    {
      name: "gemma3:12b",
      sizeBytes: 8_149_190_253,
      parameters: "12.2B",
      quantisation: "Q4_K_M",
      contextLength: 131_072,
      capabilities: ["completion", "vision"],
    },
    {
      name: "qwen3:8b",
      sizeBytes: 5_225_388_164,
      parameters: "8.2B",
      quantisation: "Q4_K_M",
      contextLength: 40_960,
      capabilities: ["completion", "tools", "thinking"],
    },
    {
      name: "nomic-embed-text:latest",
      sizeBytes: 274_302_450,
      parameters: "137M",
      quantisation: "F16",
      contextLength: 2_048,
      capabilities: ["embedding"],
    },
  ],
  anthropic: [
    { name: "claude-sonnet-5-5", displayName: "Claude Sonnet 5.5", contextLength: 1_000_000 },
    { name: "claude-haiku-5-5", displayName: "Claude Haiku 5.5", contextLength: 1_000_000 },
    { name: "claude-opus-5-5", displayName: "Claude Opus 5.5", contextLength: 1_000_000 },
  ],
  openai: [{ name: "google/gemma-3-12b" }, { name: "qwen/qwen3-8b" }],
};

/** Ollama's equality: case does not matter, `:latest` is implied. */
export function sameModel(a: string, b: string): boolean {
  return canonical(a) === canonical(b);
}

function canonical(name: string): string {
  const lower = name.toLowerCase();
  return lower.lastIndexOf(":") > lower.lastIndexOf("/") ? lower : `${lower}:latest`;
}
