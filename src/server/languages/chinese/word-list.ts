import fs from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";

/** A word that can be cut out of a text. */
type Listed = {
  word: string;
  /** How often it occurs in a million words; 0 if unknown. */
  perMillion: number;
  /** How it is read in Taiwan, where that differs. */
  taiwan: string | null;
};

/** A line for each first character: `银:98 行:76 行卡:112`, the rest of each word with its cost. A word's reading in Taiwan comes last: `垃:120 圾:101:lèsè`. */
export function writeWordList(path: string, words: Iterable<Listed>) {
  const lines = new Map<string, Map<string, string>>();
  for (const { word, perMillion, taiwan } of words) {
    const first = firstOf(word, 0);
    const line = lines.get(first) ?? new Map<string, string>();
    const rest = word.slice(first.length);
    if (!line.has(rest)) line.set(rest, `${costOf(perMillion)}${taiwan === null ? "" : `:${taiwan}`}`);
    lines.set(first, line);
  }
  // sorted, so that a word comes before the longer ones that begin with it
  const text = [...lines]
    .map(
      ([first, rest]) =>
        first +
        [...rest]
          .map((item) => item.join(":"))
          .toSorted()
          .join(" "),
    )
    .join("\n");
  fs.writeFileSync(path, gzipSync(text, { level: 5 }));
}

/** Ten times the negative logarithm of the probability. */
const costOf = (perMillion: number) => Math.round(-10 * Math.log(Math.max(perMillion, unseen) / 1e6));
/** What is taken for the frequency of a word that was never counted. */
const unseen = 0.15;

export type WordList = {
  /** The words that begin at this place, the shortest first. */
  wordsAt(text: string, start: number, end: number): { end: number; cost: number }[];
  /** Null if it is not a word. */
  find(word: string): { cost: number; taiwan: string | null } | null;
};

/** Keeps one string a first character and searches in it: 200,000 words as objects would take ten times the memory. */
export function readWordList(path: string): WordList {
  const lines = new Map<string, string>();
  for (const line of new TextDecoder().decode(gunzipSync(fs.readFileSync(path))).split("\n")) {
    const first = firstOf(line, 0);
    lines.set(first, ` ${line.slice(first.length)} `);
  }
  const readItem = (line: string, from: number) => {
    const [cost, taiwan = null] = line.slice(from, line.indexOf(" ", from)).split(":");
    return { cost: Number(cost), taiwan };
  };
  return {
    wordsAt(text, start, end) {
      const first = firstOf(text, start);
      const line = lines.get(first);
      const found: { end: number; cost: number }[] = [];
      if (line === undefined) return found;
      for (let to = start + first.length; to <= end; to++) {
        const item = ` ${text.slice(start + first.length, to)}`;
        const at = line.indexOf(item);
        if (at < 0) break; // no word begins like this
        const after = at + item.length;
        if (line.charAt(after) === ":") found.push({ end: to, cost: readItem(line, after + 1).cost });
      }
      return found;
    },
    find(word) {
      const first = firstOf(word, 0);
      const line = lines.get(first) ?? "";
      const item = ` ${word.slice(first.length)}:`;
      const at = line.indexOf(item);
      return at < 0 ? null : readItem(line, at + item.length);
    },
  };
}

const firstOf = (text: string, at: number) => String.fromCodePoint(text.codePointAt(at) ?? 0);
