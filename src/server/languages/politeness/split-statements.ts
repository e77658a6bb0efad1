import type { Word } from "#shared/card.ts";

/** A sentence as its speaker says it: the words outside of quotations and brackets, and the punctuation after them. */
export type Statement = { words: Word[]; ending: string };

const openers = "「『“‘（(【《〈";
const closers = "」』”’）)】》〉";
/** The same sign opens and closes. An apostrophe inside a word does neither. */
const toggles = "\"'＂";
const enders = new Set(".。．｡!！?？…\n");
/** 足が痛い…: the speaker leaves the sentence unfinished. */
const trailing = /^(…|\.\.|。。)/;
const listItem = /^\s*([・•*–-]|\d+[.)．、]|[①-⑳])/u;

/** Cuts a text into statements. Items of a list are left out: they may be short in a polite text. */
export function splitStatements(text: string, words: readonly Word[]): Statement[] {
  const statements: Statement[] = [];
  let [depth, isInQuotes, next, lineStart] = [0, false, 0, 0];
  let current: Word[] = [];
  const close = (ending: string) => {
    if (current.length > 0) statements.push({ words: current, ending });
    current = [];
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    const isItem = at === lineStart && listItem.test(text.slice(at, at + 8));
    if (isItem) {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end;
      while (next < words.length && words[next]!.start < at) next++;
    }
    const word = words[next];
    if (word && word.start <= at) {
      if (depth === 0 && !isInQuotes) current.push(word);
      next++;
      at = Math.max(at, word.end - 1);
    } else if (openers.includes(letter)) depth++;
    else if (closers.includes(letter)) depth = Math.max(0, depth - 1);
    else if (toggles.includes(letter)) isInQuotes = !isInQuotes;
    else if (letter === "\n" || (enders.has(letter) && depth === 0 && !isInQuotes)) {
      close(trailing.test(text.slice(at, at + 2)) ? "…" : letter);
      // a quotation without a closing mark ends with its line
      if (letter === "\n") [depth, isInQuotes] = [0, false];
    }
    if (text[at] === "\n" || isItem) lineStart = at + 1;
  }
  close("");
  return statements;
}
