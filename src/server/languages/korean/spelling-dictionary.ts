import type { PartOfSpeech } from "#shared/card.ts";
import type { Entry } from "#server/dictionaries/types.ts";
import type { KnownWord, StemClass } from "./word-table.ts";

/**
 * The classes of words in the spelling dictionary that npm `dictionary-ko` packs (hunspell-dict-ko 0.7.94). The numbers are the names of its
 * rules; what they stand for was read off the words that carry them. Classes that are missing here are forms of other words.
 */
const classes: Record<string, readonly [PartOfSpeech, StemClass]> = {
  10: ["noun", ""],
  25: ["noun", ""],
  8: ["pronoun", ""],
  19: ["pronoun", ""],
  20: ["pronoun", ""],
  21: ["pronoun", ""],
  22: ["pronoun", ""],
  23: ["pronoun", ""],
  9: ["counter", ""],
  24: ["counter", ""],
  16: ["numeral", ""],
  17: ["numeral", ""],
  28: ["numeral", ""],
  29: ["numeral", ""],
  67: ["adverb", ""],
  33: ["verb", ""],
  34: ["verb", ""],
  35: ["verb", ""],
  36: ["verb", ""],
  39: ["verb", ""],
  40: ["verb", ""],
  42: ["verb", ""],
  43: ["verb", ""],
  44: ["verb", ""],
  45: ["verb", ""],
  64: ["verb", ""],
  65: ["verb", ""],
  50: ["verb", "러"],
  52: ["verb", "르"],
  54: ["verb", "우"],
  55: ["verb", "ㄷ"],
  56: ["verb", "ㅂ"],
  58: ["verb", "오"],
  60: ["verb", "ㅅ"],
  37: ["adjective", ""],
  38: ["adjective", ""],
  41: ["adjective", ""],
  46: ["adjective", ""],
  47: ["adjective", ""],
  48: ["adjective", ""],
  49: ["adjective", ""],
  66: ["adjective", ""],
  51: ["adjective", "러"],
  53: ["adjective", "르"],
  57: ["adjective", "ㅂ"],
  59: ["adjective", "오"],
  61: ["adjective", "ㅅ"],
  62: ["adjective", "ㅎ"],
  63: ["adjective", "렇"],
};

/** The words of the spelling dictionary and of the starter dictionary, with their uses; what the starter dictionary knows comes first. */
export function collectWords(
  spellingDictionary: string,
  entries: Iterable<Pick<Entry, "spellings" | "partsOfSpeech" | "level">>,
): Map<string, KnownWord[]> {
  const words = readSpellings(spellingDictionary);
  for (const { spellings, partsOfSpeech, level } of entries)
    for (const word of spellings.filter((spelling) => /^[가-힣]+$/.test(spelling)))
      for (const part of partsOfSpeech) words.set(word, withLevel(word, words.get(word) ?? [], part, level ?? 0));
  return words;
}

function readSpellings(file: string): Map<string, KnownWord[]> {
  const words = new Map<string, KnownWord[]>();
  for (const line of file.normalize("NFC").split("\n").slice(1)) {
    const [word = "", rules = ""] = line.split("/");
    if (!/^[가-힣]+$/.test(word)) continue;
    const uses = rules.split(",").flatMap((rule) => {
      const found = classes[rule];
      return found ? [{ partOfSpeech: found[0], stemClass: found[1], level: 0 }] : [];
    });
    if (uses.length > 0) words.set(word, [...(words.get(word) ?? []), ...uses]);
  }
  return words;
}

const changes = (part: PartOfSpeech) => part === "verb" || part === "adjective";

/** A verb or adjective takes its classes from the spelling dictionary: the starter dictionary has none. */
function withLevel(word: string, uses: KnownWord[], part: PartOfSpeech, level: number): KnownWord[] {
  const same = uses.filter(({ partOfSpeech }) => partOfSpeech === part);
  const classesOf =
    changes(part) && same.length > 0 ? same.map(({ stemClass }) => stemClass) : [guessClass(word, part)];
  const lowest = Math.min(level, ...same.map((use) => use.level || level));
  const mine = [...new Set(classesOf)].map((stemClass) => ({ partOfSpeech: part, stemClass, level: lowest }));
  return [...mine, ...uses.filter(({ partOfSpeech }) => partOfSpeech !== part)];
}

/** By the spelling, for a word that the spelling dictionary does not have. */
function guessClass(word: string, part: PartOfSpeech): StemClass {
  if (!changes(part)) return "";
  if (/(롭|스럽|답)다$/.test(word)) return "ㅂ";
  return word.endsWith("르다") ? "르" : "";
}
