import { TokenizerBuilder } from "lindera-wasm-nodejs-ipadic";
import { z } from "zod";
import { toHiragana } from "#shared/languages/japanese.ts";

/** A token of IPADIC, which is smaller than a learner's word. Spans are in UTF-16 units. */
export type Token = {
  surface: string;
  start: number;
  end: number;
  /** In hiragana, most likely first. Empty if the dictionary does not know the word. */
  readings: string[];
  /** The pronunciation in hiragana: わ for the particle は. */
  sound: string;
  base: string;
  /** 名詞, 動詞, … and its two subdivisions. */
  part: string;
  kind: string;
  subkind: string;
  /** 連用形, 基本形, … */
  form: string;
  /** 一段, 五段・カ行促音便, 特殊・タ, … */
  conjugation: string;
};

// Unknown words lack some fields. In version 2.0.0 the two conjugation fields hold each other's value.
const tokenSchema = z.object({
  surface: z.string(),
  byteStart: z.number(),
  byteEnd: z.number(),
  reading: z.string().optional(),
  pronunciation: z.string().optional(),
  baseForm: z.string().optional(),
  partOfSpeech: z.string(),
  partOfSpeechSubcategory1: z.string().optional(),
  partOfSpeechSubcategory2: z.string().optional(),
  conjugationType: z.string().optional(),
  conjugationForm: z.string().optional(),
});
const tokensSchema = z.array(tokenSchema);

/** Loads the module with its dictionary, which takes about half a second. */
export function createTokenizer(): (text: string) => Token[] {
  const builder = new TokenizerBuilder();
  builder.setDictionary("embedded://ipadic");
  builder.setMode("normal");
  const tokenizer = builder.build();
  return (text) => {
    const unitOf = unitsByByte(text);
    return tokensSchema.parse(tokenizer.tokenize(text)).map((token) => {
      const start = unitOf(token.byteStart);
      const end = unitOf(token.byteEnd);
      const surface = text.slice(start, end);
      const plain = toHiragana(surface.normalize("NFKC"));
      const isKana = /^[\p{sc=Hiragana}ー]+$/u.test(plain);
      const known = token.reading ? [toHiragana(token.reading)] : [];
      return {
        surface,
        start,
        end,
        readings: isKana ? [plain] : /\p{sc=Han}/u.test(surface) ? known : [],
        sound: token.pronunciation ? toHiragana(token.pronunciation) : plain,
        base: token.baseForm ?? surface,
        part: token.partOfSpeech,
        kind: token.partOfSpeechSubcategory1 ?? "",
        subkind: token.partOfSpeechSubcategory2 ?? "",
        form: token.conjugationType ?? "",
        conjugation: token.conjugationForm ?? "",
      };
    });
  };
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
