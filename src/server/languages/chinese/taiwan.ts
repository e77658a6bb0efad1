import { joinSyllables, splitPinyin } from "#shared/languages/pinyin.ts";
import { tableLines } from "#shared/table-lines.ts";
import table from "./taiwan.txt" with { type: "text" };

const rows = tableLines(table).map((line) => line.split(" "));
const words: ReadonlyMap<string, string> = new Map(
  rows.flatMap(([word = "", taiwan = "", ...rest]) => (rest.length === 0 ? [[word, taiwan]] : [])),
);
const characters: ReadonlyMap<string, { mainland: string; taiwan: string }> = new Map(
  rows.flatMap(([character = "", mainland = "", taiwan]) => (taiwan ? [[character, { mainland, taiwan }]] : [])),
);

/** How Taiwan reads a word; null if it is read as on the mainland. `listed` is what the dictionary says of Taiwan. */
export function taiwanReading(word: string, reading: string, listed: string | null): string | null {
  const own = words.get(word) ?? listed;
  if (own !== null) return own;
  const letters = Array.from(word);
  const syllables = splitPinyin(reading, letters.length);
  if (!syllables) return null;
  const changed = syllables.map((syllable, index) => inTaiwan(letters[index] ?? "", syllable));
  for (const [part, taiwan] of words) {
    // 垃圾 in 垃圾車
    const at = letters.length > part.length ? word.indexOf(part) : -1;
    if (at >= 0)
      changed.splice(at, part.length, ...(splitPinyin(taiwan, part.length) ?? syllables.slice(at, at + part.length)));
  }
  return changed.some((syllable, index) => syllable !== syllables[index]) ? joinSyllables(changed) : null;
}

function inTaiwan(letter: string, syllable: string): string {
  const known = characters.get(letter);
  if (known?.mainland !== syllable.toLowerCase()) return syllable;
  return syllable === known.mainland ? known.taiwan : known.taiwan.charAt(0).toUpperCase() + known.taiwan.slice(1);
}
