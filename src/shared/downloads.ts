import { z } from "zod";
import { apiErrorSchema } from "./errors.ts";

/** `paused`: Blossom was stopped meanwhile; what has come stays with Ollama until that is restarted, and Resume goes on from there. */
export const downloadStates = ["running", "paused", "done", "failed", "cancelled"] as const;

/** A model on its way into Ollama. Owned by the server: closing the page stops nothing. */
export const downloadSchema = z.object({
  id: z.string(),
  model: z.string(),
  state: z.enum(downloadStates),
  step: z
    .enum(["waiting", "starting", "downloading", "verifying", "finishing"])
    .describe("of a running one; `waiting`: two others come first"),
  completedBytes: z.number(),
  totalBytes: z.number().nullable().describe("null: not known yet; grows while layers come to light"),
  fraction: z.number().min(0).max(1).describe("of the whole; never goes back while it runs"),
  bytesPerSecond: z.number().nullable().describe("over the last ten seconds"),
  secondsLeft: z.number().nullable(),
  error: apiErrorSchema.nullable(),
  updatedAt: z.number(),
});
export type Download = z.infer<typeof downloadSchema>;

/** `hf.co/user/model:Q4`: a name of another registry must be agreed to, as its files come from there. */
export const newDownloadSchema = z
  .object({ model: z.string().trim().min(1).max(200), allowRegistry: z.boolean().default(false) })
  .strict();
