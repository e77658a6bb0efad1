import type { Chunk } from "#server/llm/adapter.ts";

const open = "<think>";
const close = "</think>";

type Split = { text: string; thinking: string };

/**
 * Separates `<think>…</think>` at the start of an answer from its text: old servers and some templates leave it there. Keeps such
 * tags later in the text, and a beginning that turns out to be something else: `<thin line>`. Create one for each answer.
 */
export function createThinkSplitter(): (chunk: Chunk) => Chunk {
  const splitter = createSplitter();
  return (chunk) => {
    if (splitter.isDone()) return chunk;
    const { text = "", thinking = "", ...rest } = chunk;
    const split = splitter.read(text);
    const held = rest.finish ? splitter.end() : nothing;
    const all = { text: split.text + held.text, thinking: thinking + split.thinking + held.thinking };
    return {
      ...rest,
      ...(all.text !== "" && { text: all.text }),
      ...(all.thinking !== "" && { thinking: all.thinking }),
    };
  };
}

const nothing: Split = { text: "", thinking: "" };

function createSplitter() {
  let state = "start" as "start" | "thinking" | "after" | "text";
  let held = "";

  function read(piece: string): Split {
    if (piece === "") return nothing;
    held += piece;
    if (state === "start") readStart();
    const thinking = state === "thinking" ? takeThinking() : "";
    if (state === "after") {
      held = held.trimStart();
      if (held !== "") state = "text";
    }
    return { text: state === "text" ? take(held.length) : "", thinking };
  }

  function readStart(): void {
    const begin = held.trimStart();
    if (begin.startsWith(open)) {
      state = "thinking";
      held = begin.slice(open.length);
    } else if (!open.startsWith(begin)) state = "text";
  }

  function takeThinking(): string {
    const end = held.indexOf(close);
    if (end < 0) return take(held.length - tailLength(held));
    const thinking = take(end);
    take(close.length);
    state = "after";
    return thinking;
  }

  function take(length: number): string {
    const taken = held.slice(0, length);
    held = held.slice(length);
    return taken;
  }

  /** Returns the text that was held back because it could have become a tag. */
  function end(): Split {
    const rest = take(held.length);
    return state === "thinking" ? { text: "", thinking: rest } : { text: rest, thinking: "" };
  }
  return { read, end, isDone: () => state === "text" };
}

/** `…</thi → 5`: the length of the end that may be the beginning of the closing tag. */
function tailLength(text: string): number {
  for (let length = Math.min(close.length - 1, text.length); length > 0; length -= 1)
    if (text.endsWith(close.slice(0, length))) return length;
  return 0;
}
