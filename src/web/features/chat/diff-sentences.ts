import { diffArrays } from "diff";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { wordNumbers } from "./sentence-words.ts";

export type Change = { kind: "same" | "removed" | "added"; text: string };
/** A user-perceived character. `isShown`: unchanged, but drawn as a part of the change beside it. */
type Unit = Change & { word: { removed: number; added: number }; isShown: boolean };

/** With as many unchanged syllables before it, a changed end of a Korean word is clear by itself: 친구[에게→를]. */
const stem = 2;

/** The work of a comparison grows with the square of the changes. A reader cannot follow more changes than this. */
const mostChanges = 600;
/** In UTF-16 units, of both texts. */
const longestCompared = 6_000;

/**
 * Compares two sentences by user-perceived characters and then by words: a change inside a word is drawn as a change of the word
 * (`行くました → 行きました`, not `く → き`). Chinese characters are words or nearly so, and stay alone unless both sentences have a word
 * there. Computed here and not by the model, so that no correction is silent.
 */
export function diffSentences(original: string, corrected: string, language: LearningLanguage): Change[] {
  const units = original.length + corrected.length > longestCompared ? null : toUnits(original, corrected, language);
  if (!units) return [{ kind: "removed", text: original } as const, { kind: "added", text: corrected } as const];
  joinIslands(units);
  while (extendToWords(units, language));
  return toChanges(units);
}

function toUnits(original: string, corrected: string, language: LearningLanguage): Unit[] | null {
  const segmenter = new Intl.Segmenter(language, { granularity: "grapheme" });
  const [before, after] = [original, corrected].map((text) =>
    [...segmenter.segment(text)].map(({ segment }) => segment),
  );
  if (!before || !after) return [];
  const [removedWords, addedWords] = [wordNumbers(before, language), wordNumbers(after, language)];
  const parts = diffArrays(before, after, { maxEditLength: mostChanges });
  if (!parts) return null;
  const letters = parts.flatMap((part): Change[] =>
    part.value.map((text) => ({ kind: part.added ? "added" : part.removed ? "removed" : "same", text })),
  );
  slide(letters);
  let [removed, added] = [0, 0];
  return letters.map(({ kind, text }) => {
    const word = { removed: removedWords[removed] ?? -1, added: addedWords[added] ?? -1 };
    if (kind !== "added") removed += 1;
    if (kind !== "removed") added += 1;
    return { kind, text, word, isShown: false };
  });
}

/** `我[+在大]学[+学]习 → 我[+在大学]学习`: of two ways to place the same change, the one in a single piece. */
function slide(letters: Change[]) {
  letters.forEach((letter, index) => {
    const kind = letters[index - 1]?.kind;
    if (letter.kind !== "same" || kind === undefined || kind === "same" || letters[index + 1]?.kind !== kind) return;
    let last = index + 1;
    while (letters[last + 1]?.kind === kind) last += 1;
    const end = letters[last];
    if (end?.text !== letter.text) return;
    letter.kind = kind;
    end.kind = "same";
  });
}

const isChange = (unit: Unit | undefined) => unit !== undefined && (unit.kind !== "same" || unit.isShown);

/** A single unchanged character between two changes joins them: [いでした→かったです], not [いでし→かっ]た[→です]. */
function joinIslands(units: readonly Unit[]) {
  units.forEach((unit, index) => {
    if (unit.kind === "same" && isChange(units[index - 1]) && units[index + 1]?.kind !== "same")
      unit.isShown = index + 1 < units.length;
  });
}

/** Draws the unchanged characters of a changed word as changed. Returns whether any was added. */
function extendToWords(units: readonly Unit[], language: LearningLanguage): boolean {
  for (let from = 0; from < units.length; from++) {
    if (!isChange(units[from])) continue;
    let to = from;
    while (isChange(units[to])) to += 1;
    const run = units.slice(from, to);
    const [left, right] = [units[from - 1], units[to]];
    const isRight = right !== undefined && isSameWord(right, run, left, "right", language);
    const isClear = languages[language].wordSeparator === " " && !isRight && hasStem(units, from);
    const isLeft = !isClear && left !== undefined && isSameWord(left, run, right, "left", language);
    if (isLeft) left.isShown = true;
    if (isRight) right.isShown = true;
    if (isLeft || isRight) return true;
    from = to;
  }
  return false;
}

/** Whether an unchanged character beside a change belongs to a changed word, in one of the sentences (Chinese: in both). */
function isSameWord(
  unit: Unit,
  run: readonly Unit[],
  beyond: Unit | undefined,
  side: "left" | "right",
  language: LearningLanguage,
) {
  const inSentence = (which: "removed" | "added") => {
    const own = run.filter(({ kind }) => kind === "same" || kind === which);
    // nothing of the change is in this sentence: is its place inside a word?
    const neighbour = (side === "left" ? own.at(0) : own.at(-1)) ?? beyond;
    return neighbour?.word[which] === unit.word[which];
  };
  const both = [inSentence("removed"), inSentence("added")];
  return languages[language].hanzi ? both.every(Boolean) && isReplaced(run) : both.some(Boolean);
}

const isReplaced = (run: readonly Unit[]) =>
  ["removed", "added"].every((kind) => run.some((unit) => unit.kind === kind));

/** Whether the word has enough unchanged syllables before the change. */
function hasStem(units: readonly Unit[], from: number): boolean {
  const before = units.slice(Math.max(0, from - stem), from);
  const word = units[from - 1]?.word;
  return (
    before.length === stem &&
    before.every((unit) => unit.word.removed === word?.removed && unit.word.added === word.added)
  );
}

function toChanges(units: readonly Unit[]): Change[] {
  const changes: Change[] = [];
  let [removed, added] = ["", ""];
  const add = (kind: Change["kind"], text: string) => {
    const last = changes.at(-1);
    if (last?.kind === kind) last.text += text;
    else if (text !== "") changes.push({ kind, text });
  };
  const close = () => {
    add("removed", removed);
    add("added", added);
    removed = added = "";
  };
  for (const unit of units) {
    if (!isChange(unit)) {
      close();
      add("same", unit.text);
    }
    if (isChange(unit) && unit.kind !== "added") removed += unit.text;
    if (isChange(unit) && unit.kind !== "removed") added += unit.text;
  }
  close();
  return changes;
}
