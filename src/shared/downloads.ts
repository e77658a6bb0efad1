import { z } from "zod";
import { apiErrorSchema } from "./errors.ts";

/** `paused`: Blossom stopped during the download. Ollama keeps the loaded part until Ollama restarts, and Resume continues from it. */
export const downloadStates = ["running", "paused", "done", "failed", "cancelled"] as const;

/** A download of a model into Ollama. The server owns it: closing the page does not stop it. */
export const downloadSchema = z.object({
  id: z.string(),
  model: z.string(),
  state: z.enum(downloadStates),
  step: z
    .enum(["waiting", "starting", "downloading", "verifying", "finishing"])
    .describe("the step of a running download; `waiting`: two others run first"),
  completedBytes: z.number(),
  totalBytes: z.number().nullable().describe("null: not known yet; grows as Ollama reports more layers"),
  fraction: z.number().min(0).max(1).describe("the completed part; never decreases while the download runs"),
  bytesPerSecond: z.number().nullable().describe("over the last ten seconds"),
  secondsLeft: z.number().nullable(),
  error: apiErrorSchema.nullable(),
  updatedAt: z.number(),
});
export type Download = z.infer<typeof downloadSchema>;

/** `[host/][namespace/]model[:tag]`: Ollama's rules for names, so that nothing else reaches it. */
const modelName =
  /^(?!.*\.\.)(?:(?:[A-Za-z0-9_][A-Za-z0-9_.:-]{0,99}\/)?[A-Za-z0-9_][A-Za-z0-9_-]{0,79}\/)?[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,79})?$/;
export const modelNameText = z.string().regex(modelName, "not a model's name").max(200);

/** The learner must agree to a name of another registry (`hf.co/user/model:Q4`), because the files come from there. */
export const newDownloadSchema = z.object({ model: modelNameText, allowRegistry: z.boolean().default(false) }).strict();
