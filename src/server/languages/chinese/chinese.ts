import { join } from "node:path";
import { splitPinyin, withoutTone } from "#shared/languages/pinyin.ts";
import { remember } from "#shared/remember.ts";
import { type LanguageAnalyser, type LanguageData, toWord, unchecked } from "#server/languages/language-analyser.ts";
import { openDictionaries } from "#server/dictionaries/dictionaries.ts";
import type { ReadingCheck } from "#server/languages/types.ts";
import { compareReadings, toMarks } from "./compare.ts";
import { createCedictLookup } from "./cedict-lookup.ts";
import { placeWords } from "./place-words.ts";
import { allReadings, characterReadings, type ReadingContext, readWord, type WordReadings } from "./readings.ts";
import { readSpan } from "./spans.ts";
import { readWordList } from "./word-list.ts";

/** The words of both scripts with their frequency. */
export const openChineseWords = ({ dataDir }: Pick<LanguageData, "dataDir">) =>
  readWordList(join(dataDir, "chinese-words.txt.gz"));
export type ChineseWords = ReturnType<typeof openChineseWords>;

/** Takes words and readings from CC-CEDICT. Tones are those of a dictionary: 一个 yīgè, 不是 bùshì. */
export function createChinese(
  { dataDir }: Pick<LanguageData, "dataDir">,
  { isTraditional = false, isTaiwan = false, words = openChineseWords({ dataDir }) } = {},
): LanguageAnalyser {
  // always the bundled dictionary: a learner may switch it off or add others, whose readings are written in other ways
  const lookup = createCedictLookup(openDictionaries([join(dataDir, "cc-cedict.sqlite")]), isTraditional);
  const context: ReadingContext = { lookup, words, isTraditional, isTaiwan };
  const place = (text: string) => placeWords(text, words, lookup);
  const read = remember(8, place); // a card is checked word by word, each time with its whole sentence

  return {
    analyse(text) {
      const placed = read(text);
      return placed.map(({ start, end }, index) => {
        const { candidates, origin, state, part, lemma, inflection } = readWord(placed, index, context);
        return toWord(text, start, end, {
          reading: candidates[0] ?? "",
          candidates,
          state,
          partOfSpeech: part,
          ...(origin && { origin }),
          ...(lemma !== undefined && { lemma }),
          ...(inflection && { inflection }),
        });
      });
    },
    check(text, span) {
      return judge(text.slice(span.start, span.end), span.reading, readSpan(text, span, read(text), context), context);
    },
  };
}

function judge(surface: string, claim: string, found: WordReadings, context: ReadingContext): ReadingCheck {
  const { candidates, origin, state, accepted } = found;
  const [first] = candidates;
  if (first === undefined) return unchecked;
  const known = { candidates, state, ...(origin && { origin }) };
  if (claim === "" || claim === "-" || claim === surface) return { verdict: "unchecked", ...known };
  const said = toMarks(claim);
  if (origin === "guess") return { verdict: canBe(surface, said, context) ? "possible" : "unchecked", ...known };
  const compare = (other: string) => compareReadings(surface, said, other, (letter) => allReadings(letter, context));
  const likeness = compare(first);
  if (likeness === "same") return { verdict: "agrees", ...known };
  const others = [...candidates.slice(1), ...accepted];
  const isPossible = likeness === "close" || others.some((other) => compare(other) !== "different");
  return { verdict: isPossible ? "possible" : "conflict", ...known };
}

/** Whether each syllable is a reading of its character. */
function canBe(surface: string, said: string, context: ReadingContext): boolean {
  const letters = Array.from(surface);
  const syllables = splitPinyin(said.toLowerCase(), letters.length);
  return (
    syllables?.every((syllable, index) =>
      characterReadings(letters[index] ?? "", context).some(
        (known) => known === syllable || (index > 0 && withoutTone(known) === syllable),
      ),
    ) ?? false
  );
}
