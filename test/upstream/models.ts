/** A model on the scripted server. */
export type UpstreamModel = {
  name: string;
  sizeBytes?: number;
  parameters?: string;
  quantisation?: string;
  contextLength?: number;
  capabilities?: readonly string[];
  /** Ollama: relays the model to this host. */
  remoteHost?: string;
  /** Ollama. Default: made from the name. */
  digest?: string;
  family?: string;
  /** Ollama: the part that is in GPU memory while the model is loaded. Default: all of it. */
  gpuShare?: number;
  /** Ollama: the file is incomplete, so the model cannot be loaded. */
  isDamaged?: boolean;
  /** Tokens per Japanese, Chinese or Korean character. SmolLM2 needs 1.75, far more than the app's estimate. */
  tokensPerCharacter?: number;
  /** Ollama: `parameters` of the model file: `num_ctx 8192`. */
  modelfile?: string;
  /** Ollama: `/api/show` fails for this model, or waits for this promise. */
  showFails?: boolean;
  showWaits?: Promise<unknown>;
  /** Anthropic. */
  displayName?: string;
  lifecycle?: "active" | "deprecated" | "retired";
  retiresAt?: string;
  maxOutputTokens?: number;
  /** The list does not say what the model can do: `capabilities: null`. */
  isSilent?: boolean;
  /** The context window that the model runs with, if smaller than `contextLength`. OpenAI: the server refuses a longer prompt. Ollama: without `num_ctx`. */
  window?: number;
  /** OpenAI: more fields of its entry in the list. */
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

/** Compares names as Ollama does: ignores case; its registry, the namespace `library` and `:latest` are implied. */
export function sameModel(a: string, b: string): boolean {
  return canonical(a) === canonical(b);
}

/** The form in which Ollama lists a model: `registry.ollama.ai/library/gemma3 → gemma3`. */
export const shortName = (name: string): string =>
  name.replace(/^registry\.ollama\.ai\//i, "").replace(/^library\/(?=[^/]+$)/i, "");

function canonical(name: string): string {
  const lower = shortName(name).toLowerCase();
  return lower.lastIndexOf(":") > lower.lastIndexOf("/") ? lower : `${lower}:latest`;
}
