import { readRuby } from "./ruby-tags.ts";

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  lrm: "",
  rlm: "",
};

/** `&amp;#39; → &#39;`: once, so that a written `&amp;lt;` does not become a tag. An entity that is not known stays as it is. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (written, decimal, hex, name) => {
    if (name !== undefined) return entities[name] ?? written;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : written;
  });

/** A tag, or a time between the words of an automatic subtitle. `a < b` and `<太郎>` are text. */
const tag = /<(?:\/?[a-zA-Z][^<>]*|\/|\d[\d:.,]*)>/g;

/** `{\an8}` and `{\i1}`, which some programs leave in every format. */
const override = /\{\\[^{}]*\}/g;

/** The text of a line with the tags of SubRip or WebVTT: `<i>`, `<v 花子>`, `<c.yellow>`. A reading above kanji stays, in brackets. */
export const readTagged = (text: string): string =>
  toPlainLines(decodeEntities(readRuby(text).replace(tag, "").replace(override, "")));

/** Other control characters, and the marks of direction that services set around each line. */
const invisible = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]/gu;

/** One form for every format: lines without empty ones, without white space at their edges, and without what cannot be seen. */
export function toPlainLines(text: string): string {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => line.replaceAll("\t", " ").replace(invisible, "").trim())
    .filter((line) => line.replaceAll("\u200b", "") !== "")
    .join("\n")
    .toWellFormed();
}
