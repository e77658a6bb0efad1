import type { Prompt } from "#server/tasks/task.ts";
import { createFindingCheck } from "./check-findings.ts";
import { createFindingReader } from "./finding-reader.ts";
import { askToExplain } from "./prompt.ts";
import type { ExplainQuestion, ExplainReader, Finding } from "./question.ts";
import { readExample } from "./reading/repeated.ts";

export type CheckedReader = ExplainReader & {
  /**
   * The numbers of words whose meaning was let through, and turned out to be that of a neighbour: a list that is shifted by one looks right
   * at its first words, until enough of it is known. Known at the end.
   */
  withdrawn(): number[];
};

/**
 * Reads an answer while it is written: `finding-reader.ts` makes findings of the text, and `check-findings.ts` decides which of them may be
 * taken. Only these are let through.
 */
export function createExplainReader(
  question: ExplainQuestion,
  prompt: Prompt = askToExplain(question, "lines"),
): CheckedReader {
  const reader = createFindingReader(question, prompt);
  const example = readExample(prompt);
  const checkAll = createFindingCheck(question, example);
  const heard: Finding[] = [];
  /** The numbers of words whose meaning was let through. */
  const given = new Set<number>();

  /** The earlier findings have been given out already; they tell whether the list is shifted. */
  function check(found: Finding[]): Finding[] {
    if (found.length === 0) return [];
    heard.push(...found);
    const checked = checkAll(heard, heard.length - found.length);
    const taken = checked.flatMap(({ finding, reason }) => (reason === null ? [finding] : []));
    for (const finding of taken) if (finding.type === "meaning") given.add(finding.number);
    return taken;
  }

  return {
    add: (text) => check(reader.add(text)),
    end: () => check(reader.end()),
    withdrawn: () =>
      checkAll(heard).flatMap(({ finding, reason }) =>
        finding.type === "meaning" && reason === "shifted" && given.has(finding.number) ? [finding.number] : [],
      ),
    isDone: reader.isDone,
    isRefusal: reader.isRefusal,
  };
}
