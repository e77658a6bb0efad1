import { tableLines } from "#shared/table-lines.ts";
import scriptPairs from "#shared/languages/script-pairs.txt" with { type: "text" };

/**
 * A text as a search compares it. `starts[i]`: where the letter begins in the text that the unit `i` of the form comes from. Units of one letter
 * share it, so a search can reject a match that begins or ends inside a letter.
 */
export type Folded = { form: string; starts: number[] };

export type Folding = ReturnType<typeof createFolding>;

/** More different letters than any person writes. */
const mostKept = 20_000;

/**
 * One form for full and half width, upper and lower case, hiragana and katakana, simplified and traditional characters, composed and decomposed
 * letters: `ｶﾞｯｺｳ ＡＢＣ 學 → か゛っこう ABC 学`. Each code point is folded alone. So the form of a part of a text is a part of the text's form,
 * and every part of a text is found in it.
 */
export function createFolding() {
  const simplified = new Map(tableLines(scriptPairs).flatMap(pairsOf));
  const known = new Map<string, string>();

  function foldLetter(letter: string): string {
    const found = known.get(letter);
    if (found !== undefined) return found;
    const own = simplified.get(letter) ?? fixed.get(letter);
    // upper case, because lower case depends on the neighbours: ΟΔΟΣ → οδος, ΟΔΟΣΑ → οδοσα
    const form = own ?? toHiragana(letter.normalize("NFKD").toUpperCase().normalize("NFKD")).replace(ignored, "");
    if (known.size > mostKept) known.clear();
    known.set(letter, form);
    return form;
  }

  return {
    fold(text: string): Folded {
      let form = "";
      const starts: number[] = [];
      for (let at = 0; at < text.length;) {
        const letter = String.fromCodePoint(text.codePointAt(at) ?? 0);
        const own = foldLetter(letter);
        form += own;
        for (let unit = 0; unit < own.length; unit++) starts.push(at);
        at += letter.length;
      }
      return { form, starts };
    },
    toForm(text: string): string {
      let form = "";
      for (const letter of text) form += foldLetter(letter);
      return form;
    },
  };
}

/** `? ` marks pairs whose simplified form has other traditional forms, too. */
const pairsOf = (line: string) =>
  line
    .replace(/^\? /, "")
    .split(" ")
    .map((pair): [string, string] => {
      const [traditional = "", simple = ""] = Array.from(pair);
      return [traditional, simple];
    });

const fixed = new Map([
  ["〜", "~"], // Windows writes ～, which NFKD makes ~
  ["゛", "\u3099"], // NFKD puts a space before these two
  ["゜", "\u309A"],
]);

/** Variation selectors (❤ and ❤️), invisible characters, and Markdown marks inside words: 映画を finds **映画**を. */
const ignored = /[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}\u00AD\u200B\u2060\uFEFF*_`]/gu;

const toHiragana = (text: string) => text.replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

/** The first span of the original text after `from` whose form is `needle`. It cuts no letter in half. Null if `needle` does not occur there. */
export function findIn({ form, starts }: Folded, needle: string, length: number, from = 0): Match | null {
  for (let at = form.indexOf(needle, from); at >= 0; at = form.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    const isWhole = isBorder(starts, at) && isBorder(starts, end);
    if (isWhole) return { start: starts[at] ?? length, end: starts[end] ?? length, next: end };
  }
  return null;
}
export type Match = { start: number; end: number; next: number };

const isBorder = (starts: readonly number[], at: number) =>
  at === 0 || at === starts.length || starts[at] !== starts[at - 1];
