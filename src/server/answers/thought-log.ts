import type { GenerationEvent } from "#shared/generation.ts";
import { beginningOf } from "#shared/beginning-of.ts";
import { maxAnswerLength } from "#server/llm/transport/limits.ts";

/** Keeps the model's thoughts line by line, with the time that each line took. Of long thoughts it keeps only the beginning. */
export function createThoughtLog(push: (event: GenerationEvent) => void) {
  let written = "";
  let since: number | null = null;
  let room = maxAnswerLength;
  const flush = (text: string) => {
    if (text === "" || since === null) return;
    const at = performance.now();
    push({ type: "thought", text, ms: Math.round(at - since) });
    since = at;
  };
  return {
    add(piece: string) {
      since ??= performance.now();
      const thought = beginningOf(piece, room);
      room -= thought.length;
      written += thought;
      // a model can think in small pieces: look only at the new one
      if (!thought.includes("\n")) return;
      const end = written.lastIndexOf("\n") + 1;
      flush(written.slice(0, end));
      written = written.slice(end);
    },
    /** Called when the model begins its answer, and when it ends. */
    end() {
      flush(written);
      written = "";
      since = null;
    },
  };
}
