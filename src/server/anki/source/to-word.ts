import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { hasVisibleText } from "#shared/visible-text.ts";
import { fromBrackets } from "#server/anki/package/furigana.ts";

const longestWord = 60;

/** 食[た]べる → 食べる with たべる; 猫（ねこ） → 猫; `会う; 逢う` → 会う. A sentence or a long expression isn't a word: the lemma is then empty. */
export function toWord(
  cell: string,
  readingCell: string,
  language: LearningLanguage,
): { lemma: string; reading: string } {
  const { normaliseReading, canBeReading, toOwnNotation } = languages[language];
  const line = firstLine(cell);
  const brackets = fromBrackets(line);
  const lemma = (brackets?.text ?? line)
    .normalize("NFC")
    .replace(bracketed, "")
    .split(/[;；,、/／]/u, 1)[0]!
    .trim();
  if (!hasVisibleText(lemma) || lemma.length > longestWord || /[。！？!?]/u.test(lemma))
    return { lemma: "", reading: "" };
  const given = firstLine(readingCell);
  const read = (fromBrackets(given)?.reading ?? given).split(/[;；,、/／]/u, 1)[0]!.trim() || (brackets?.reading ?? "");
  const reading = toOwnNotation(read.replace(bracketed, "").trim());
  const isReading = reading !== "" && reading !== lemma && canBeReading(lemma, reading);
  return { lemma, reading: isReading ? normaliseReading(reading) : "" };
}

/** No bracket opens inside another one: a cell full of them must not be read again from each. */
const bracketed = /[（(［[【][^（(［[【）)］\]】]*[）)］\]】]/gu;

const firstLine = (cell: string) => (cell.split("\n").find((line) => hasVisibleText(line)) ?? "").trim();
