import { checkFindings } from "./check-findings.ts";
import { askToExplain } from "./prompt.ts";
import type { ExplainQuestion, ExplainReader, Finding } from "./question.ts";
import { createLinesReader } from "./read-lines.ts";
import { readExample } from "./reading/repeated.ts";

/** Reads an answer while it is written, in lines or as an object, and lets through what may be taken of it. */
export function createExplainReader(question: ExplainQuestion): ExplainReader {
  const request = askToExplain(question, "lines");
  const reader = createLinesReader(question, request);
  const example = readExample(request);
  const heard: Finding[] = [];

  /** The earlier findings have been given out already; they tell whether the list is shifted. */
  function check(found: Finding[]): Finding[] {
    if (found.length === 0) return [];
    heard.push(...found);
    const checked = checkFindings(question, heard, example).slice(heard.length - found.length);
    return checked.flatMap(({ finding, reason }) => (reason === null ? [finding] : []));
  }

  return {
    add: (text) => check(reader.add(text)),
    end: () => check(reader.end()),
    isDone: reader.isDone,
    isRefusal: reader.isRefusal,
  };
}
