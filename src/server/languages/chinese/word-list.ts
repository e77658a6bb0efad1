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
    const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
    const line = lines.get(first) ?? new Map<string, string>();
    const rest = word.slice(first.length);
    if (!line.has(rest)) line.set(rest, `${costOf(perMillion)}${taiwan === null ? "" : `:${taiwan}`}`);
    lines.set(first, line);
  }
  const text = [...lines].map(([first, rest]) => first + [...rest].map((item) => item.join(":")).join(" ")).join("\n");
  fs.writeFileSync(path, gzipSync(text));
}

/** Ten times the negative logarithm of the probability. */
const costOf = (perMillion: number) => Math.round(-10 * Math.log(Math.max(perMillion, unseen) / 1e6));
/** What is taken for the frequency of a word that was never counted. */
const unseen = 0.15;

export type WordList = {
  /** The longest word with this first character, in UTF-16 units. */
  longest(first: string): number;
  /** Null if it is not a word. */
  find(word: string): { cost: number; taiwan: string | null } | null;
};

/** Keeps one string a first character and searches in it: 200,000 words as objects would take ten times the memory. */
export function readWordList(path: string): WordList {
  const lines = new Map<string, { text: string; longest: number }>();
  for (const line of new TextDecoder().decode(gunzipSync(fs.readFileSync(path))).split("\n")) {
    const first = String.fromCodePoint(line.codePointAt(0) ?? 0);
    const text = ` ${line.slice(first.length)} `;
    let longest = 0;
    for (const [, rest = ""] of text.matchAll(/ ([^:]*):/g)) longest = Math.max(longest, rest.length);
    lines.set(first, { text, longest: first.length + longest });
  }
  return {
    longest: (first) => lines.get(first)?.longest ?? 0,
    find(word) {
      const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
      const text = lines.get(first)?.text ?? "";
      const item = ` ${word.slice(first.length)}:`;
      const at = text.indexOf(item);
      if (at < 0) return null;
      const [cost, taiwan = null] = text.slice(at + item.length, text.indexOf(" ", at + item.length)).split(":");
      return { cost: Number(cost), taiwan };
    },
  };
}
