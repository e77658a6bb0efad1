import type { RubyPiece } from "#shared/languages/ruby.ts";
import { toHtml } from "./field-html.ts";

/**
 * Pieces in the form that Anki's `furigana:` filter draws as ruby: 猫を飼[か]う. The filter takes everything from the last space up to the
 * bracket as the base, and swallows that space, so one stands before each base: 私[わたし]は 猫[ねこ].
 */
export function toBrackets(pieces: readonly RubyPiece[]): string {
  let html = "";
  for (const { base, ruby } of pieces) {
    if (ruby === "") html += toHtml(base);
    // a space in the base would end it
    else html += `${html === "" ? "" : " "}${toHtml(base).replace(/\s/g, "&#160;")}[${toHtml(ruby)}]`;
  }
  return html;
}

/** 猫[ねこ]を 飼[か]う → 猫を飼う, and the reading ねこをかう. Null if the text has no brackets in this form. */
export function fromBrackets(text: string): { text: string; reading: string } | null {
  const pair = / ?([^ >\][]{1,50})\[([^\]]{1,100})\]/g; // bounded: a long text must not be read again from each letter
  if (!pair.test(text)) return null;
  return { text: text.replace(pair, "$1"), reading: text.replace(pair, "$2") };
}
