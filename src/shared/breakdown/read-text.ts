import type { Answer } from "#shared/answer.ts";
import { numberingOf } from "./attach.ts";
import { endProse } from "./prose.ts";
import { closeLast, isOpen, readLine } from "./read-line.ts";

/** Adds a piece of the model's text. Reads whole lines; an unfinished last line waits in `line`. */
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

/** Reads the last line and closes open blocks, after the end of the text. */
export function closeLines(answer: Answer): Answer {
  const blocks = [...answer.blocks];
  const numbering = numberingOf(answer);
  if (answer.line) readLine(blocks, answer.line, numbering);
  closeLast(blocks, numbering);
  endProse(blocks);
  return { ...answer, blocks, nextCard: numbering.nextCard, line: "" };
}

/** Whether `closeLines` would still change the answer's cards. */
export function isUnread({ line, blocks }: Answer): boolean {
  const last = blocks.at(-1);
  return line !== "" || last?.type === "json" || isOpen(last);
}
