import type { Prompt } from "#server/tasks/task.ts";
import type { ExplainQuestion, ExplainReader, Finding } from "./question.ts";
import { createLineReader } from "./reading/line-reader.ts";
import { beginsObject, readObjectLines } from "./reading/object-lines.ts";
import { takeLine } from "./reading/split-lines.ts";

/** No line of an explanation, and no JSON, is longer. In UTF-16 units. */
const longest = 10_000;

/**
 * Reads the answer of a model to an explain question: numbered lines in any of the forms that models write, tables, and JSON.
 * `prompt`: what the model has read, so that a repeated instruction or example is not taken for an answer.
 *
 * The way of a piece of text, in `reading/`: a line (split-lines) or JSON as lines (object-lines), without marks (bare-text), its cells in order
 * (table-rows), its parts (line-parts, numbers), what has been heard so far (line-reader), and the meaning in a part (word-text). What models
 * write around an answer stands in tables (tables), what they repeat of the prompt in repeated.
 */
export function createFindingReader(question: ExplainQuestion, prompt?: Prompt): ExplainReader {
  const lines = createLineReader(question, prompt);
  /** The text that is not read yet. It begins at the beginning of a line, or with the JSON that is being read. */
  let rest = "";
  /** How many lines of the JSON at the beginning of `rest` were read. */
  let objectLines: number | null = null;
  let isTooLong = false;

  function read(isEnd: boolean): Finding[] {
    const found: Finding[] = [];
    while (rest !== "" && !lines.isDone()) {
      const begins = beginsObject(rest);
      if (begins === true) {
        const object = readObjectLines(rest, isEnd);
        for (const line of object.lines.slice(objectLines ?? 0)) found.push(...lines.add(line));
        objectLines = object.lines.length;
        if (object.end === null && !isEnd) break;
        rest = object.end === null ? "" : rest.slice(object.end);
        objectLines = null;
        continue;
      }
      if (begins === "unclear" && !isEnd) break;
      const next = takeLine(rest, isEnd);
      if (next === null) {
        found.push(...lines.begin(rest));
        break;
      }
      rest = next.rest;
      found.push(...lines.add(next.line));
    }
    isTooLong ||= rest.length > longest;
    if (isTooLong) rest = "";
    return found;
  }

  return {
    add(text) {
      if (!isTooLong) rest += text;
      return read(false);
    },
    end: () => [...read(true), ...lines.end()],
    isDone: () => isTooLong || lines.isDone(),
    isRefusal: lines.isRefused,
  };
}
