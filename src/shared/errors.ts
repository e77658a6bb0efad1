import { z } from "zod";
import { errorCodes, errorReasons } from "./error-codes.ts";
import { responderSchema } from "./responder.ts";
import { smallWindowSchema } from "./small-window.ts";
import { videoToolNames } from "./video/youtube-values.ts";

export const apiErrorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  /** The next step, if it is a command or an address that can be used as it is: `ollama pull gemma3:12b`. */
  hint: z.string().optional(),
  model: z.string().optional(),
  host: z.string().optional(),
  retryAfterMs: z.number().optional(),
  /** The end of that pause, in milliseconds since 1970. */
  retryAt: z.number().optional(),
  /** For `context_overflow`: the context window and the size of the prompt in tokens, as far as the server reports them. */
  contextTokens: z.number().optional(),
  promptTokens: z.number().optional(),
  /** For `context_overflow`: no message would fit, because the window is too small for Blossom's instructions. */
  smallWindow: smallWindowSchema.optional(),
  /** For `responder_changed`: the responder that would answer now. */
  responder: responderSchema.optional(),
  /** For the codes of videos: the tool that asked YouTube, its version, and how many days ago that was released, if it says so. */
  tool: z
    .object({ name: z.enum(videoToolNames), version: z.string().nullable(), ageDays: z.number().nullable() })
    .optional(),
  /** For `unreadable_file`: the line of the table, from 1. */
  line: z.number().int().positive().optional(),
  /** The cause, where one code has several: why an answer is invalid, why an address is refused, why nothing could be saved, or what else the learner can do. */
  reason: z.enum(errorReasons).optional(),
});
export type ApiError = z.infer<typeof apiErrorSchema>;
