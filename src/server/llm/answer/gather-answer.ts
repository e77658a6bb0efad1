import type { Chunk } from "#server/llm/adapter.ts";
import { readOutput } from "./object-output.ts";
import { isSilentlyTruncated } from "./prompt-truncated.ts";
import { createRepetitionWatch, endlessJson, endlessText } from "./repetition.ts";
import { createThinkSplitter } from "./think-tags.ts";
import { LLMError, type LLMResult, type LLMStreamOptions } from "#server/llm/types.ts";

/** Collects one answer over all attempts. With a schema, yields no text until the object is complete. */
export function gatherAnswer(provider: string, options: LLMStreamOptions) {
  const { model, onEvent, schema } = options;
  const start = performance.now();
  const isReadInPart = (usage: Chunk["usage"]): boolean => {
    const { input = 0, cacheRead = 0, cacheWrite = 0 } = usage ?? {};
    const read = input + cacheRead + cacheWrite;
    return read > 0 && isSilentlyTruncated(options, read);
  };
  const elapsedMs = () => Math.round(performance.now() - start);
  let split = createThinkSplitter();
  const limits = schema ? endlessJson : endlessText;
  let isEndless = createRepetitionWatch(limits);
  let said: Omit<Chunk, "text" | "thinking"> = {};
  let text = "";
  let object: unknown;
  let invalid = 0;
  let thinking = "";
  let firstTokenMs: number | undefined;

  return {
    elapsedMs,
    text: () => text,

    /** Starts an attempt. An earlier attempt produced only white space or no valid object. */
    begin(): void {
      split = createThinkSplitter();
      isEndless = createRepetitionWatch(limits);
      said = {};
      thinking = "";
      if (schema) text = "";
    },

    /** Adds a chunk and returns the text to yield. */
    add(chunk: Chunk): string {
      if (chunk.text) onEvent?.({ type: "raw", text: chunk.text });
      const { text: piece = "", thinking: thought, ...rest } = split(chunk);
      Object.assign(said, rest);
      if (thought) {
        thinking += thought;
        onEvent?.({ type: "thinking", text: thought });
      }
      if (!piece) return "";
      firstTokenMs ??= elapsedMs();
      if (isEndless(text))
        throw new LLMError("invalid_output", "the model repeats itself endlessly", {
          provider,
          retryable: false,
          reason: "repeats",
        });
      if (schema && text.trim() === "" && piece.trim() !== "") onEvent?.({ type: "writing" });
      text += piece;
      return schema ? "" : piece;
    },

    /** Ends an attempt and returns the text that is known only now. Throws if it ended early, is empty, or does not fit the schema. */
    async close(): Promise<string> {
      if (!said.finish) throw new LLMError("incomplete", "the answer broke off", { provider, retryable: false });
      if (said.finish === "refusal") return "";
      try {
        if (text.trim() === "" && (schema || said.finish === "stop"))
          throw new LLMError("invalid_output", "the model returned nothing", {
            provider,
            ...(thinking !== "" && { reason: "only_thoughts" }),
          });
        if (!schema) return "";
        object = await readOutput(provider, schema, text);
        return (text = JSON.stringify(object));
      } catch (error) {
        if (!(error instanceof LLMError)) throw error;
        invalid += 1;
        throw new LLMError(error.code, error.message, { ...error.info, retryable: invalid === 1 });
      }
    },

    /** Whether the answer is complete although this error followed: errors of the connection after the finish reason do not matter. */
    isWholeDespite: ({ code }: LLMError) => said.finish !== undefined && (code === "incomplete" || code === "timeout"),

    /** Whether an answer has begun, so that it must not be asked for again. */
    hasBegun: ({ code }: LLMError) => code !== "invalid_output" && (text.trim() !== "" || thinking !== ""),

    toResult(requests: number): LLMResult {
      const { promptTruncated = isReadInPart(said.usage), timings, ...rest } = said;
      return {
        model,
        requests,
        finish: "stop",
        ...rest,
        ...(promptTruncated && { promptTruncated }),
        text,
        ...(object !== undefined && { object }),
        ...(thinking !== "" && { thinking }),
        timings: { totalMs: elapsedMs(), ...(firstTokenMs !== undefined && { firstTokenMs }), ...timings },
      };
    },
  };
}
