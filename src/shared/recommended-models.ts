/** When the names and sizes below were checked. */
export const recommendedOn = "2026-11-26";

type Use = "general" | "lessMemory" | "better" | "newer" | "quick" | "chinese" | "pictures";
/**
 * `memoryGb`: the memory that the computer should have. `gpuGb`: the memory of a GPU that holds the model and 8,192 tokens of context,
 * a quarter more than the download. What a model can do comes from the server that has it; `sees` is for a model that no server has yet.
 */
export type RecommendedModel = {
  model: string;
  use: Use;
  memoryGb: number;
  gpuGb: number;
  downloadGb: number;
  sees: boolean;
};

/**
 * Recommended models, the preferred ones of a size first. Gemma 3 was measured with our tasks; Gemma 4 (April and June 2026) and Qwen 3.5
 * (February and March 2026) are newer. Sizes: ollama.com/library, as of `recommendedOn`; those of gemma4:26b and qwen3.5:27b from guides
 * (4-bit files). Left out: gemma4:e4b, which is larger than gemma4:12b on the disk (9.6 GB) and less able.
 */
export const recommendedModels: readonly [RecommendedModel, RecommendedModel, ...RecommendedModel[]] = [
  { model: "gemma3:12b", use: "general", memoryGb: 16, gpuGb: 12, downloadGb: 8.1, sees: true },
  { model: "gemma3:4b", use: "lessMemory", memoryGb: 8, gpuGb: 6, downloadGb: 3.3, sees: true },
  { model: "gemma3:27b", use: "better", memoryGb: 32, gpuGb: 24, downloadGb: 17, sees: true },
  { model: "gemma4:12b", use: "newer", memoryGb: 16, gpuGb: 12, downloadGb: 7.6, sees: true },
  { model: "gemma4:26b", use: "quick", memoryGb: 32, gpuGb: 24, downloadGb: 18, sees: true },
  { model: "qwen3.5:9b", use: "chinese", memoryGb: 16, gpuGb: 10, downloadGb: 6.6, sees: true },
  { model: "qwen3.5:4b", use: "chinese", memoryGb: 8, gpuGb: 6, downloadGb: 3.4, sees: true },
  { model: "qwen3.5:27b", use: "chinese", memoryGb: 32, gpuGb: 24, downloadGb: 17, sees: true },
  { model: "qwen3-vl:8b", use: "pictures", memoryGb: 16, gpuGb: 10, downloadGb: 6.2, sees: true },
];
