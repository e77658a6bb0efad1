import type { Chunk } from "./chunk.ts";
import { createThinkSplitter } from "./think-tags.ts";
import { LLMError, type LLMResult, type LLMStreamOptions } from "./types.ts";

/** What has come of one answer, over all its attempts. */
export function gatherAnswer(provider: string, { model, onEvent }: LLMStreamOptions) {
  const start = performance.now();
  const elapsedMs = () => Math.round(performance.now() - start);
  let split = createThinkSplitter();
  let said: Pick<Chunk, "finish" | "model" | "usage"> = {};
  let text = "";
  let thinking = "";
  let firstTokenMs: number | undefined;

  return {
    elapsedMs,
    text: () => text,

    /** The request is made, again or for the first time. Text of an attempt before can only be spaces. */
    begin(): void {
      split = createThinkSplitter();
      said = {};
      thinking = "";
    },

    /** What of it is text. */
    add(chunk: Chunk): string {
      const { text: piece = "", thinking: thought, ...rest } = split(chunk);
      Object.assign(said, rest);
      if (thought) {
        thinking += thought;
        onEvent?.({ type: "thinking", text: thought });
      }
      if (piece) firstTokenMs ??= elapsedMs();
      text += piece;
      return piece;
    },

    /** Throws for an attempt that ended too early, or with nothing. */
    checkWhole(attempt: number): void {
      if (!said.finish) throw new LLMError("incomplete", "the answer broke off", { provider, retryable: false });
      if (text.trim() === "" && said.finish === "stop") {
        const reason = thinking === "" ? {} : { reason: "only_thoughts" as const };
        throw new LLMError("invalid_output", "the model returned nothing", {
          provider,
          retryable: attempt === 0,
          ...reason,
        });
      }
    },

    /** What breaks after the reason it ended with is not missed. */
    isWholeDespite: ({ code }: LLMError) => said.finish !== undefined && (code === "incomplete" || code === "timeout"),

    /** Then it is not asked again. */
    hasBegun: ({ code }: LLMError) => text.trim() !== "" || (thinking !== "" && code !== "invalid_output"),

    toResult: (): LLMResult => ({
      model,
      finish: "stop",
      ...said,
      text,
      ...(thinking !== "" && { thinking }),
      timings: { totalMs: elapsedMs(), ...(firstTokenMs !== undefined && { firstTokenMs }) },
    }),
  };
}
