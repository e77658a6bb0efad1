import { beginningOf } from "#shared/beginning-of.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import { maxAnswerLength } from "#server/llm/transport/limits.ts";

/** Keeps what the model wrote: line by line where it is read, and otherwise only if it differs from the text that is shown. */
export function createRawLog(push: (event: GenerationEvent) => void, isRead: boolean) {
  let written = "";
  /** How much more of the answer can be kept. */
  let room = maxAnswerLength;
  /** How much of it is shown, in UTF-16 units. The reader of answers only takes away, so an equal length means an equal text, apart from letters that NFC replaces one by one: these look the same. */
  let shown = 0;
  const flush = (text: string) => text !== "" && push({ type: "raw", text });
  return {
    add(said: string) {
      const text = beginningOf(said, room);
      room -= text.length;
      written += text;
      // a model can write a long line in small pieces: look only at the new one
      if (!isRead || !text.includes("\n")) return;
      const end = written.lastIndexOf("\n") + 1;
      flush(written.slice(0, end));
      written = written.slice(end);
    },
    shown(text: string) {
      shown += text.length;
    },
    /** Takes back the end of what is shown; default: all of it. Returns the length. */
    takeBack(length = shown): number {
      shown -= length;
      return length;
    },
    end() {
      // the text of the next request begins on a new line
      if (isRead) flush(written === "" ? "" : `${written}\n`);
      else if (written.length !== shown) flush(written);
      written = "";
      shown = 0;
    },
  };
}
