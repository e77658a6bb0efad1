import type { Answer } from "#shared/answer.ts";
import { endProse } from "./prose.ts";
import { closeLast, readLine } from "./read-line.ts";

/** The answer with more of the model's text. Whole lines are read; the last one waits for its end in `line`. */
export function readText(answer: Answer, text: string): Answer {
  const all = answer.text + text;
  if (!text.includes("\n")) return { ...answer, text: all, line: answer.line + text };

  const lines = (answer.line + text).split("\n");
  const line = lines.pop() ?? "";
  const blocks = [...answer.blocks];
  for (const whole of lines) readLine(blocks, whole.replace(/\r$/, ""), answer.language);
  return { ...answer, text: all, blocks, line };
}

/** No more text will come: the last line is read as it is, and what is open is closed. */
export function closeLines(answer: Answer): Answer {
  const { language, line } = answer;
  const blocks = [...answer.blocks];
  if (line) readLine(blocks, line, language);
  closeLast(blocks, language);
  endProse(blocks);
  return { ...answer, blocks, line: "" };
}
