import type { EmptyReason } from "#shared/error-causes.ts";
import type { EndEvent } from "#shared/generation.ts";
import { toApiError } from "#server/errors.ts";
import { LLMError } from "#server/llm/types.ts";
import type { Asked } from "./ask-model.ts";
import { toUsage } from "./usage.ts";

/** Some errors only mean that the answer is incomplete. The text before them is kept. */
export function toEarlyEnd(error: unknown): EndEvent | null {
  if (!(error instanceof LLMError)) return null;
  // if the server hangs or the model's process dies during an answer, the text is as good as after a broken connection
  const mayBreakOff = error.code === "out_of_memory" || error.code === "timeout";
  const isBrokenOff = error.code === "incomplete" || (mayBreakOff && error.info.partialText);
  if (isBrokenOff) return { type: "end", outcome: "interrupted", error: toApiError(error) };
  const isFull = error.code === "context_overflow" && error.info.partialText;
  return isFull ? { type: "end", outcome: "cut", error: toApiError(error) } : null;
}

/** The end of an answer that is text. */
export function endOfText({ responder: { provider }, ...result }: Asked): EndEvent {
  const usage = toUsage(provider.name, result);
  const failed = (code: "refused" | "invalid_output", message: string, reason?: EmptyReason): EndEvent => {
    const error = new LLMError(code, message, { provider: provider.name, ...(reason && { reason }) });
    return { type: "end", outcome: "failed", error: toApiError(error), usage };
  };
  if (result.finish === "refusal") return failed("refused", result.explanation ?? "The model declined to answer.");
  if (result.text.trim() === "") {
    const thought = result.thinking ? "only_thoughts" : undefined;
    return failed("invalid_output", "The model returned nothing.", result.finish === "length" ? "limit" : thought);
  }
  return { type: "end", outcome: result.finish === "length" ? "cut" : "complete", usage };
}
