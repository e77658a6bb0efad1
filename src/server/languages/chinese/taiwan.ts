import { joinSyllables, splitPinyin } from "#shared/languages/pinyin.ts";
import table from "./taiwan.txt" with { type: "text" };

const characters = new Map<string, { mainland: string; taiwan: string }>();
const words = new Map<string, string>();
for (const line of table.split("\n").filter((each) => each !== "" && !each.startsWith("#"))) {
  const [word = "", first = "", second] = line.split(" ");
  if (second === undefined) words.set(word, first);
  else characters.set(word, { mainland: first, taiwan: second });
}

/** How Taiwan reads a word; null if it is read as on the mainland. `listed` is what the dictionary says of Taiwan. */
export function taiwanReading(word: string, reading: string, listed: string | null): string | null {
  const own = words.get(word) ?? listed;
  if (own !== null) return own;
  const letters = Array.from(word);
  const syllables = splitPinyin(reading, letters.length);
  if (!syllables) return null;
  const changed = syllables.map((syllable, index) => {
    const known = characters.get(letters[index] ?? "");
    if (known?.mainland !== syllable.toLowerCase()) return syllable;
    return syllable === known.mainland ? known.taiwan : known.taiwan.charAt(0).toUpperCase() + known.taiwan.slice(1);
  });
  return changed.some((syllable, index) => syllable !== syllables[index]) ? joinSyllables(changed) : null;
}
