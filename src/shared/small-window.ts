import { z } from "zod";

/** Tokens of the longest fixed prompt: instructions, example and the words of a short sentence. A test of the prompts keeps it true. */
export const instructionTokens = 300;
/** In a smaller window, the instructions and a short answer fit, and little else. Settings warns. */
export const smallWindow = 2_048;
/** In a smaller window, the instructions and an explanation do not fit together. No message can be short enough. */
export const tinyWindow = 1_024;
/** The window to set instead: Blossom's default for a local model. */
export const wantedWindow = 8_192;

/** The programs that run a model with a window that is set where they are started. */
export const windowServers = ["ollama", "llamacpp", "lmstudio", "vllm"] as const;
/** How a model gets a larger window: in Blossom's settings, in the program that runs it, at an unknown server, or only by choosing another model. */
export const windowRemedies = [...windowServers, "settings", "server", "model"] as const;
export type WindowRemedy = (typeof windowRemedies)[number];

/** A window in which not even Blossom's instructions leave room for an answer, and what to do. */
export const smallWindowSchema = z.object({
  contextTokens: z.number().int(),
  instructionTokens: z.number().int(),
  wantedTokens: z.number().int(),
  remedy: z.enum(windowRemedies),
});
export type SmallWindow = z.infer<typeof smallWindowSchema>;
