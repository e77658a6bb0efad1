import type { Answer } from "#shared/answer.ts";
import { numberingOf } from "./attach.ts";
import { endProse } from "./prose.ts";
import { closeLast, isOpen, readLine } from "./read-line.ts";

/** The answer with more of the model's text. Whole lines are read; the last one waits for its end in `line`. */
export function readText(answer: Answer, text: string): Answer {
  const all = answer.text + text;
  if (!text.includes("\n")) return { ...answer, text: all, line: answer.line + text };

  const lines = (answer.line + text).split("\n");
  const line = lines.pop() ?? "";
  const blocks = [...answer.blocks];
  const numbering = numberingOf(answer);
  for (const whole of lines) readLine(blocks, whole.replace(/\r$/, ""), numbering);
  return { ...answer, text: all, blocks, nextCard: numbering.nextCard, line };
}

/** No more text will come: the last line is read as it is, and what is open is closed. */
export function closeLines(answer: Answer): Answer {
  const blocks = [...answer.blocks];
  const numbering = numberingOf(answer);
  if (answer.line) readLine(blocks, answer.line, numbering);
  closeLast(blocks, numbering);
  endProse(blocks);
  return { ...answer, blocks, nextCard: numbering.nextCard, line: "" };
}

/** Would reading the last line and closing what is open change its cards? */
export function isUnread({ line, blocks }: Answer): boolean {
  const last = blocks.at(-1);
  return line !== "" || last?.type === "json" || isOpen(last);
}
