import type { Answer } from "#shared/answer.ts";
import { closeLast, endProse, readLine } from "./read-line.ts";

/** The answer with more of the model's text. Whole lines are read; the last one waits for its end in `line`. */
export function readText(answer: Answer, text: string): Answer {
  const all = answer.text + text;
  if (!text.includes("\n")) return { ...answer, text: all, line: answer.line + text };

  const lines = (answer.line + text).split("\n");
  const line = lines.pop() ?? "";
  let blocks = [...answer.blocks];
  let start = answer.text.length - answer.line.length;
  for (const whole of lines) {
    blocks = readLine(blocks, whole.replace(/\r$/, ""), { language: answer.language, text: all, start });
    start += whole.length + 1;
  }
  return { ...answer, text: all, blocks, line };
}

/** No more text will come: the last line is read as it is, and what is open is closed. */
export function closeLines(answer: Answer): Answer {
  const { language, text, line } = answer;
  const blocks = [...answer.blocks];
  const read = line ? readLine(blocks, line, { language, text, start: text.length - line.length }) : blocks;
  return { ...answer, blocks: endProse([...closeLast(read, language)], false), line: "" };
}
