import { TokenizerBuilder } from "lindera-wasm-nodejs-ipadic";
import { z } from "zod";
import type { PartOfSpeech } from "#shared/card.ts";
import { toHiragana } from "#shared/languages/japanese.ts";
import { letterRuns } from "#shared/normalise/letters.ts";
import { isKana, toReading } from "./kana.ts";
import { entry, noReadings, type Readings } from "./readings.ts";

/** A token of IPADIC, which is smaller than a learner's word. Spans are in UTF-16 units. */
export type Token = {
  surface: string;
  start: number;
  end: number;
  /** In hiragana. Empty if the dictionary does not know the word. */
  readings: Readings;
  /** The pronunciation in hiragana: わ for the particle は. */
  sound: string;
  /** Dictionary form. */
  base: string;
  /** 名詞, 動詞, … and its three subdivisions. UNK for a word that IPADIC does not know. */
  part: string;
  kind: string;
  subkind: string;
  detail: string;
  /** 連用形, 基本形, … */
  form: string;
  /** 一段, 五段・カ行促音便, 特殊・タ, … */
  conjugation: string;
  /** The part of speech of a word that was joined from several tokens. */
  word?: PartOfSpeech;
};

export const inflects = ({ part }: Token) => part === "動詞" || part === "形容詞" || part === "助動詞";

// Unknown words lack some fields. In version 2.0.0 the two conjugation fields hold each other's value.
const tokenSchema = z.object({
  byteStart: z.number(),
  byteEnd: z.number(),
  reading: z.string().optional(),
  pronunciation: z.string().optional(),
  baseForm: z.string().optional(),
  partOfSpeech: z.string(),
  partOfSpeechSubcategory1: z.string().default(""),
  partOfSpeechSubcategory2: z.string().default(""),
  partOfSpeechSubcategory3: z.string().default(""),
  conjugationType: z.string().default(""),
  conjugationForm: z.string().default(""),
});
const tokensSchema = z.array(tokenSchema);

export type Tokenize = (text: string, analysed?: string) => Token[];

/**
 * Loads the module with its dictionary, which takes about half a second. The result splits `analysed`, which is `text` in a spelling that
 * IPADIC knows, of the same length; the tokens are spans of `text`.
 */
export function createTokenizer(): Tokenize {
  const builder = new TokenizerBuilder();
  builder.setDictionary("embedded://ipadic");
  builder.setMode("normal");
  const tokenizer = builder.build();
  return (text, analysed = text) => {
    const unitOf = unitsByByte(analysed);
    return tokensSchema
      .parse(tokenizer.tokenize(analysed))
      .map((token) => toToken(text, analysed, unitOf(token.byteStart), unitOf(token.byteEnd), token))
      .flatMap((token) => onlyLetters(text, token));
  };
}

function toToken(
  text: string,
  analysed: string,
  start: number,
  end: number,
  token: z.infer<typeof tokenSchema>,
): Token {
  const surface = text.slice(start, end);
  const known = token.reading && isKana(token.reading) ? entry([toHiragana(token.reading)]) : noReadings;
  return {
    surface,
    start,
    end,
    readings: isKana(surface) ? entry([toReading(surface)]) : /\p{sc=Han}/u.test(surface) ? known : noReadings,
    sound: token.pronunciation ? toHiragana(token.pronunciation) : toReading(surface),
    base: respellBase(token.baseForm ?? surface, analysed.slice(start, end), surface),
    part: token.partOfSpeech,
    kind: token.partOfSpeechSubcategory1,
    subkind: token.partOfSpeechSubcategory2,
    detail: token.partOfSpeechSubcategory3,
    form: token.conjugationType,
    conjugation: token.conjugationForm,
  };
}

/** `付ける, 付け, 点け → 点ける`: the dictionary form keeps the kanji of the text. */
function respellBase(base: string, known: string, surface: string): string {
  if (known === surface || isKana(known)) return base;
  let same = 0;
  while (same < known.length && known[same] === base[same]) same++;
  return surface.slice(0, same) + base.slice(same);
}

/** Signs that are read after a number, and belong to its word. */
export const unitSigns = /^[%％℃]$/;

/** Removes what belongs to no word, such as `。` and `😀`. An unknown token like `😀𠮷` keeps its letters. */
function onlyLetters(text: string, token: Token): Token[] {
  const [sign] = token.surface;
  if (sign && unitSigns.test(sign))
    return [
      { ...token, surface: sign, end: token.start + 1 },
      ...onlyLetters(text, { ...token, start: token.start + 1, surface: token.surface.slice(1) }),
    ];
  const runs = letterRuns(text, token.start, token.end);
  if (runs.length === 1 && runs[0]?.start === token.start && runs[0].end === token.end) return [token];
  return runs.map((run) => {
    const surface = text.slice(run.start, run.end);
    return { ...token, ...run, surface, readings: isKana(surface) ? entry([toReading(surface)]) : noReadings };
  });
}

/** Offsets in UTF-8 → offsets in UTF-16: `犬😀` has 3 + 4 bytes and 1 + 2 units. */
function unitsByByte(text: string): (byte: number) => number {
  const units = new Map([[0, 0]]);
  let byte = 0;
  let unit = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    byte += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    unit += letter.length;
    units.set(byte, unit);
  }
  return (at) => units.get(at) ?? text.length;
}
