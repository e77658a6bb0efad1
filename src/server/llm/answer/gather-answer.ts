import type { EmptyReason } from "#shared/error-causes.ts";
import { isNameOf } from "#shared/canonical-name.ts";
import type { Adapter, Chunk } from "#server/llm/adapter.ts";
import { readOutput } from "./object-output.ts";
import { hasShifted, isSilentlyTruncated } from "./prompt-truncated.ts";
import { createAnswerReader, type Reading } from "./read-answer.ts";
import { createRepetitionWatch, lengthWithoutRepetition } from "./repetition.ts";
import { maxObjectLength, maxTextLength, maxThoughtLength } from "#server/llm/transport/limits.ts";
import { beginningOf } from "#shared/beginning-of.ts";
import { LLMError, type LLMResult, type LLMStreamOptions } from "#server/llm/types.ts";

/**
 * Collects one answer over all attempts. Yields no text until it is known to be the answer: with a schema until the object is
 * complete, and of a model whose thought has no opening tag until the closing tag. `onDiscard`: what was yielded was thought.
 */
export function gatherAnswer(
  { name: provider, knowledge }: Pick<Adapter, "name" | "knowledge">,
  options: LLMStreamOptions,
  onDiscard: () => void,
) {
  const { model, onEvent, schema } = options;
  const opensInThought = () => knowledge.dialect(model).opensInThought;
  const start = performance.now();
  /** Whether the counts show that the server left out a part, before the answer or during it. */
  const findCut = (usage: Chunk["usage"] = {}) => {
    const { fixedWindow, contextLength } = knowledge.get(model) ?? {};
    const window = fixedWindow === "known" ? contextLength : undefined;
    const shifted = hasShifted(usage, window);
    const mayBeOllama = knowledge.isOllama() !== false;
    return { shifted, promptTruncated: shifted || isSilentlyTruncated(options, usage, { window, mayBeOllama }) };
  };
  const elapsedMs = () => Math.round(performance.now() - start);
  let reader = createAnswerReader();
  let isHeldBack = opensInThought();
  let isTextEndless = createRepetitionWatch();
  let isThoughtEndless = createRepetitionWatch();
  /** The text is as long as Blossom keeps: the rest is not read, and the answer ends as it does at a token limit. */
  let isFull = false;
  let said: Omit<Chunk, "text" | "thinking"> = {};
  let text = "";
  let object: unknown;
  let invalid = 0;
  let thinking = "";
  let firstTokenMs: number | undefined;

  /** Adds what was read and returns the text to yield. */
  function take(reading: Reading): string {
    if (reading.discards) discard();
    else if (reading.thinking !== "") isHeldBack = false; // the model writes the opening tag
    addThought(reading.thinking);
    const room = longestText() - text.length;
    if (reading.text.length > room) isFull = true;
    const piece = beginningOf(reading.text, room);
    if (piece === "") return "";
    if (!isHeldBack) firstTokenMs ??= elapsedMs();
    if (isHeldBack) onEvent?.({ type: "thinking", text: piece });
    else if (schema && text.trim() === "" && piece.trim() !== "") onEvent?.({ type: "writing" });
    text += piece;
    return schema || isHeldBack ? "" : piece;
  }

  function longestText(): number {
    if (isHeldBack) return maxThoughtLength + 1; // the text may turn out to be thought
    return schema ? maxObjectLength : maxTextLength;
  }

  /** The text so far was thought without an opening tag. */
  function discard(): void {
    if (thinking === "" && !opensInThought()) knowledge.learn(model, { opensInThought: true });
    text = "";
    isTextEndless = createRepetitionWatch();
    if (!isHeldBack) {
      onDiscard();
      onEvent?.({ type: "discard" });
    }
    isHeldBack = false;
  }

  /** The answer was held back, and had no closing tag. At the token limit, it was still thought. */
  function release(): string {
    isHeldBack = false;
    const held = text;
    if (said.finish === "length") {
      thinking += held;
      text = "";
      return "";
    }
    if (held !== "") firstTokenMs ??= elapsedMs();
    if (said.finish === "stop" && held.trim() !== "") knowledge.learn(model, { opensInThought: false });
    return schema ? "" : held;
  }

  function addThought(thought: string): void {
    if (thought === "") return;
    thinking += thought;
    onEvent?.({ type: "thinking", text: thought });
  }

  /** Whether what was written last repeats itself, in an answer that was cut. */
  function isRepeated(): boolean {
    const last = text || thinking;
    return lengthWithoutRepetition(last, "cut") < last.length;
  }

  /** An answer that breaks off after a repetition: the server gave up because of it. */
  const explain = (error: LLMError) =>
    error.code === "incomplete" && isRepeated()
      ? repeated("the model repeats itself until the answer breaks off")
      : error;

  const stopped = (reason: EmptyReason, message: string) =>
    new LLMError("invalid_output", message, { provider, retryable: false, reason });
  const repeated = (message: string) => stopped("repeats", message);

  return {
    elapsedMs,
    text: () => text,

    /** Starts an attempt. An earlier attempt produced only white space or no valid object. */
    begin(): void {
      reader = createAnswerReader();
      isHeldBack = opensInThought();
      isTextEndless = createRepetitionWatch();
      isThoughtEndless = createRepetitionWatch();
      isFull = false;
      said = {};
      thinking = "";
      if (schema) text = "";
    },

    /** Adds a chunk and returns the text to yield. */
    add({ text: written = "", thinking: thought = "", ...rest }: Chunk): string {
      if (written !== "") onEvent?.({ type: "raw", text: written });
      if (rest.model !== undefined && said.model === undefined && !isNameOf(rest.model, model))
        onEvent?.({ type: "other-model", model: rest.model });
      Object.assign(said, rest);
      addThought(thought);
      return take(reader.read(written));
    },

    /** Whether the model has ended its turn. What the server sends after that is not part of the answer. */
    isOver: () => reader.isOver() || isFull,

    /** Throws if the answer repeats itself endlessly, or if its thoughts have no end. */
    check(): void {
      if (isTextEndless(text) || isThoughtEndless(thinking)) throw repeated("the model repeats itself endlessly");
      const thought = thinking.length + (isHeldBack ? text.length : 0);
      if (thought > maxThoughtLength) throw stopped("endless_thoughts", "the model does not stop thinking");
    },

    /** Ends the reading of an attempt and returns the text that was held back. */
    end(): string {
      const rest = take(reader.end());
      if (isFull) said.finish = "length";
      else if (reader.isOver() && said.finish !== "refusal") said.finish = "stop";
      return isHeldBack ? release() : rest;
    },

    /** Ends an attempt and returns the text that is known only now. Throws if it ended early, is empty, or does not fit the schema. */
    async close(): Promise<string> {
      if (said.finish === "length" && isRepeated()) throw repeated("the model repeats itself up to the limit");
      if (!said.finish)
        throw explain(new LLMError("incomplete", "the answer broke off", { provider, retryable: false }));
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

    explain,

    /** Says in an error whether any text had arrived. */
    toInfo({ info }: LLMError) {
      if (text === "") return {};
      if (info.reason !== "repeats") return { partialText: text };
      for (const patience of ["whole", "cut", "stuck"] as const) {
        const keptLength = lengthWithoutRepetition(text, patience);
        if (keptLength < text.length) return { partialText: text, keptLength };
      }
      return { partialText: text, keptLength: text.length };
    },

    /** Whether the answer is complete although this error followed: errors of the connection after the finish reason do not matter. */
    isWholeDespite: ({ code }: LLMError) => said.finish !== undefined && (code === "incomplete" || code === "timeout"),

    /** Whether an answer has begun, so that it must not be asked for again. */
    hasBegun: ({ code }: LLMError) => code !== "invalid_output" && (text.trim() !== "" || thinking !== ""),

    /** Whether there is something to keep: thoughts alone are not shown as an answer. */
    hasText: () => text.trim() !== "",

    toResult(requests: number): LLMResult {
      const cut = findCut(said.usage);
      const { promptTruncated = cut.promptTruncated, timings, ...rest } = said;
      return {
        model,
        requests,
        finish: "stop",
        ...rest,
        ...(promptTruncated && { promptTruncated }),
        ...(cut.shifted && rest.finish === "stop" && { finish: "length" as const }),
        text,
        ...(object !== undefined && { object }),
        ...(thinking !== "" && { thinking }),
        timings: { totalMs: elapsedMs(), ...(firstTokenMs !== undefined && { firstTokenMs }), ...timings },
      };
    },
  };
}
