/**
 * Recommended models. `memoryGb`: the memory that the computer should have. What a model can do comes from the server that has it,
 * not from this list.
 */
export const recommendedModels = [
  { model: "gemma3:12b", use: "general", memoryGb: 16, downloadGb: 8.1 },
  { model: "gemma3:4b", use: "lessMemory", memoryGb: 8, downloadGb: 3.3 },
  { model: "gemma3:27b", use: "better", memoryGb: 32, downloadGb: 17 },
  { model: "qwen3-vl:8b", use: "pictures", memoryGb: 16, downloadGb: 6.2 },
] as const;
export type RecommendedModel = (typeof recommendedModels)[number];
