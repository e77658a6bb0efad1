import type { Word } from "#shared/card.ts";
import { languages, withoutBrackets } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/**
 * The text that a voice is given. A voice reads text alone, so a word is either as it is written or as it is read, never both. Japanese words that
 * have several readings are given in kana where the engine or the learner settled which is meant: 人気のない道 → ひとけのない道. All other words
 * stay as they are written, because the voice finds its stress in kanji. A Chinese voice would spell pinyin out, and Hangul is read by its spelling.
 */
export function spokenText(text: string, words: readonly Word[], language: LearningLanguage): string {
  let spoken = "";
  let at = 0;
  for (const word of words) {
    // while a text grows, its words may be those of an earlier state
    if (word.start < at || word.end > text.length || text.slice(word.start, word.end) !== word.surface) continue;
    spoken += text.slice(at, word.start) + spokenWord(word, language);
    at = word.end;
  }
  return withoutBrackets(spoken + text.slice(at), language);
}

function spokenWord(word: Word, language: LearningLanguage): string {
  const written = withoutBrackets(word.surface, language);
  if (!languages[language].isSpokenInKana || word.reading === "") return written;
  // a reading that the learner typed, for example of a name, need not be among the candidates
  const isKana = word.state === "chosen" || (word.state === "known" && word.candidates.length > 1);
  return isKana ? word.reading : written;
}
