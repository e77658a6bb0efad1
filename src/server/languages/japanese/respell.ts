import spokenTable from "./spoken-spellings.tsv" with { type: "text" };
import { isKatakana } from "./kana.ts";
import { readTable } from "./table.ts";

const spellings = new Map<string, string>();
const patterns: string[] = [];
for (const [written = "", known = ""] of readTable(spokenTable)) {
  const word = written.replace("^", "");
  const [first = "", last = ""] = [word.at(0), word.at(-1)];
  spellings.set(word, known);
  const start = word === written ? (isKatakana(first) ? "(?<![ァ-ヶー])" : "") : "(?<![\\p{sc=Han}\\p{sc=Hiragana}])";
  patterns.push(start + word + (isKatakana(last) ? "(?![ァ-ヶー])" : ""));
}
const all = new RegExp(patterns.toSorted((a, b) => b.length - a.length).join("|"), "gu");

/** Writes words of daily speech as IPADIC knows them, without changing the length of the text: `ヤバい → やばい`. */
export const respell = (text: string) => text.replace(all, (written) => spellings.get(written) ?? written);
