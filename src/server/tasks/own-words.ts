import { beginningOf } from "#shared/beginning-of.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/**
 * A text of the learner as a quotation in instructions: in one line, and without what would end the quotation or look like a token of a chat
 * template. It may come from another computer, in an export.
 */
export function quoteOwn(text: string, longest: number): string {
  const plain = text
    .normalize("NFC")
    .replaceAll(/[\p{C}\s]+/gu, " ")
    .replaceAll(/["“”„‟＂〝〞〟«»「」『』｢｣`]/gu, "'")
    .replaceAll(/[<>＜＞◁▷|｜{}[\]]/g, " ")
    .replaceAll(/ {2,}/g, " ")
    .trim();
  return plain === "" ? "" : `"${beginningOf(plain, longest)}"`;
}

/** Longer entries of lists are sentences. In UTF-16 units. */
const longestWord = 16;
/** Letters alone: no punctuation, so that nothing in a list of words reads like a line of the instructions. */
const letters = /^[\p{L}\p{M}\p{N}ー〜・々〇]+(?: [\p{L}\p{M}\p{N}]+)?$/u;

/** Whether a word of the learner may stand in instructions. Imported lists can contain anything. */
export function isPlainWord(word: string, language: LearningLanguage): boolean {
  const { script } = languages[language];
  if (word.length > longestWord || !letters.test(word)) return false;
  const all = word.match(/\p{L}/gu) ?? [];
  const own = all.filter((letter) => script.test(letter)).length;
  return own > 0 && own * 2 >= all.length; // Tシャツ
}
