import type { ExplainQuestion, Finding } from "#server/tasks/explain/question.ts";
import { fits, fitsOnlyNeighbour } from "./compare.ts";

type Meaning = Extract<Finding, { type: "meaning" }>;

/** `by`: 1 if the meanings stand at the words before theirs, -1 if behind. `isClear`: several words show it, so words without an entry are shifted too. */
export type Shift = { by: 1 | -1; from: number; to: number; isClear: boolean };

/** How a meaning compares with the dictionary, for each way in which a list can be shifted. `only`: it fits the neighbour alone. `own`: it fits its own word alone. */
export type Compared = Record<1 | -1, { only: boolean; own: boolean }>;

export function compareWithEntries(question: ExplainQuestion, { number, meaning }: Meaning): Compared {
  const fitsOwn = fits(question, number, meaning);
  const compareBy = (by: 1 | -1) => ({
    only: fitsOnlyNeighbour(question, number, meaning, by),
    own: fitsOwn && !fits(question, number + by, meaning),
  });
  return { 1: compareBy(1), [-1]: compareBy(-1) };
}

/** Whether the list of meanings is shifted by one against the words: it fits the neighbours, and not the words themselves. */
export function findShift(findings: readonly Finding[], compare: (finding: Meaning) => Compared): Shift | null {
  const meanings = findings.filter((finding) => finding.type === "meaning");
  const shifts = ([1, -1] as const).map((by) => {
    const shown = meanings.filter((finding) => compare(finding)[by].only).map(({ number }) => number);
    return { by, shown };
  });
  const [most] = shifts.toSorted((one, other) => other.shown.length - one.shown.length);
  if (!most || most.shown.length === 0) return null;
  const right = meanings.filter((finding) => compare(finding)[most.by].own).length;
  const isClear = most.shown.length >= 2 && most.shown.length > right;
  return { by: most.by, from: Math.min(...most.shown), to: Math.max(...most.shown), isClear };
}

export function isShifted(question: ExplainQuestion, shift: Shift, number: number, meaning: string): boolean {
  if (fits(question, number, meaning)) return false;
  if (fitsOnlyNeighbour(question, number, meaning, shift.by)) return true;
  // inside the shifted part of a list, a meaning that no entry confirms is shifted like the others
  return shift.isClear && number >= shift.from && number <= shift.to;
}
