/**
 * Models worth getting, as data. `memoryGb`: what the computer should have; `downloadGb`: what comes. The first three are the
 * design document's; what each can do is asked of the server, never read from here.
 */
export const recommendedModels = [
  { model: "gemma3:12b", use: "general", memoryGb: 16, downloadGb: 8.1 },
  { model: "gemma3:4b", use: "lessMemory", memoryGb: 8, downloadGb: 3.3 },
  { model: "gemma3:27b", use: "better", memoryGb: 32, downloadGb: 17 },
  { model: "qwen3-vl:8b", use: "pictures", memoryGb: 16, downloadGb: 6.2 },
] as const;
export type RecommendedModel = (typeof recommendedModels)[number];
