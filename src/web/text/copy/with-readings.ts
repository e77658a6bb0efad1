import type { Word } from "#shared/card.ts";
import { languages, withoutBrackets } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { shownReading } from "#shared/shown-reading.ts";

/** `plain`: 漢字(かんじ)を. `anki`: Anki's furigana filter reads 漢字[かんじ]を, where a space marks the beginning of the word. */
export type ReadingsForm = "plain" | "anki";

/** A sentence with its readings after the letters. A doubtful reading has a question mark. */
export function withReadings(
  text: string,
  words: readonly Word[],
  language: LearningLanguage,
  form: ReadingsForm,
): string {
  // a text whose end is read while it grows would be copied each time
  const copied: string[] = [];
  const add = (piece: string) => piece !== "" && copied.push(piece);
  let at = 0;
  for (const word of words) {
    if (word.start < at || word.end > text.length) continue;
    add(text.slice(at, word.start));
    at = word.end;
    for (const { base, ruby } of partsOf(word, language)) {
      if (ruby === "") add(base);
      else if (form === "plain") add(`${base}(${ruby})`);
      else add(`${/\S/.test(copied.at(-1)?.slice(-1) ?? "") ? " " : ""}${base}[${ruby}]`);
    }
  }
  return copied.join("") + text.slice(at);
}

function partsOf(word: Word, language: LearningLanguage) {
  const { reading, mark } = shownReading(word, language);
  const isInDoubt = mark !== "none" && reading !== "";
  const parts = languages[language].toRuby(withoutBrackets(word.surface, language), reading);
  return parts.map(({ base, ruby }) => ({ base, ruby: ruby !== "" && isInDoubt ? `${ruby}?` : ruby }));
}
