import { z } from "zod";

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
