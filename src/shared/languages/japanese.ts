import { toKana } from "./romaji.ts";
import { boundary, toHepburn, withBoundary } from "./hepburn.ts";
import { overWhole, type RubyPiece } from "./ruby.ts";
import type { LanguageDescriptor, ReadWord } from "./types.ts";

/** Readings that a learner writes after kanji: 昨日（きのう）, 食(た)べる, 私《わたし》. */
const furigana =
  /(?<=[\p{sc=Han}々〆ヶヵ]\p{M}*)[（(《[［][\p{sc=Hiragana}\p{sc=Katakana}ー・ﾞﾟ\u3099\u309A\s]+[）)》\]］]/gu;

export const japanese: LanguageDescriptor = {
  code: "ja",
  name: "日本語",
  englishName: "Japanese",
  script: /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}ー々〆]/u,
  needs: (text) => !isChinese(text),
  readingIn: "hiragana",
  sample: { surface: "字", reading: "じ" },
  normaliseReading: (reading) => toHiragana(reading.normalize("NFKC")).replace(/[\s・]/g, ""),
  canBeReading: (_surface, reading) => /^[\p{sc=Hiragana}ー]+$/u.test(japanese.normaliseReading(reading)),
  looksLikeReading: (cell) => /^[\p{sc=Hiragana}\p{sc=Katakana}ー\s]+$/u.test(cell),
  toRuby: (surface, reading) => alignKana(withoutFurigana(surface), reading.trim()),
  toPieces: (word, { romanisation }) =>
    romanisation
      ? overWhole(withoutFurigana(word.surface), romanise(word))
      : japanese.toRuby(word.surface, word.reading),
  hasPoliteStyles: true,
  romanisation: "hepburn",
  isSpokenInKana: true,
  isSetVertically: true,
  // the levels of the starter dictionary: 1 and 2 are about N5 and N4
  knownLevels: { beginner: 1, lower: 2, middle: 3, upper: 4 },
  // ん and の stand for a noun: 来るんです. A word in katakana that no dictionary has is a name: ホグワーツ
  notVocabulary: { grammar: /^\p{sc=Hiragana}$/u, name: /^[\p{sc=Katakana}ー・]+$/u },
  needsReading: (surface) => /[\p{sc=Han}々]/u.test(surface),
  toOwnNotation: (reading) => toKana(reading) ?? reading,
  joinReadings: (parts) => parts.map(({ reading }) => reading).join(""),
  bracketedReading: furigana,
  wordSeparator: "",
  contentLetters: /[\p{sc=Han}々]/u,
};

/** Characters and pairs of everyday Chinese, in both scripts, that Japanese does not have. */
const ofChinese =
  /[你您妳她们們这這么麼吗嗎吧呢啊啦呀嗯很怎哪让讓说說对對还给从沒个请谁该應跟找咱]|我[想要是也在有的不們们]|[什甚]么|請問|不是|是不/u;
const quoted = /「[^「」]*」|『[^『』]*』|“[^“”]*”|"[^"]*"/g; // not past the next opening: one that never closes would be searched to the end from each
const withoutQuotes = (text: string) => text.replace(quoted, "");
/** A Chinese question about Japanese can have a particle or two outside quotes: は和が有什麼不同. Japanese has more kana, even around 說明. */
const mostKana = 0.3;
/** Simplified characters of notes on grammar. Around them, even half of the letters can be the kana of the words in question. */
const ofNotes = /[动词语连变过时为关读习惯宾补态间发]/;
const mostKanaInNotes = 0.5;

/** `這裡的「に」是什麼意思？` is in Chinese, `這はペンです` is not. */
const isChinese = (text: string): boolean =>
  ofChinese.test(text) && ofChinese.test(withoutQuotes(text)) && hasFewKana(text);

/** `「に」表示目的地。` is about Japanese, `東京へ行きます。` is Japanese. */
export function hasFewKana(text: string): boolean {
  const around = withoutQuotes(text);
  const kanaIn = around.match(/[\p{sc=Hiragana}\p{sc=Katakana}]/gu)?.length ?? 0;
  const most = ofNotes.test(around) ? mostKanaInNotes : mostKana;
  return kanaIn < (around.match(/\p{L}/gu)?.length ?? 0) * most;
}

/** `食(た)べる → 食べる` */
const withoutFurigana = (surface: string) => surface.replace(furigana, "");

/** `キノウ → きのう`. Everything else stays, including ー. */
export function toHiragana(text: string): string {
  return text.replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

const kana = /([\p{sc=Hiragana}\p{sc=Katakana}ー]+)/u;
const kanaOnly = /^[\p{sc=Hiragana}\p{sc=Katakana}ー]+$/u;
const plainKana = (text: string) => toHiragana(text.normalize("NFKC"));

function alignKana(surface: string, reading: string): RubyPiece[] {
  const said = plainKana(reading).replace(/[\s・]/g, "");
  if (!said || said === plainKana(surface)) return overWhole(surface, "");
  if (kanaOnly.test(surface)) return overWhole(surface, reading);
  // between kanji, ヶ and ヵ are not kana but a counter with another reading: 三ヶ月 → さんかげつ
  const pieces = surface
    .replace(/(?<=[\p{sc=Han}\p{N}])[ヶヵケカ](?=\p{sc=Han})/gu, "箇")
    .split(kana)
    .filter(Boolean);
  const ways = alignPieces(pieces, said);
  if (ways.length !== 1) return overWhole(surface, reading);
  let from = 0;
  return (ways[0] ?? []).map((ruby, index) => {
    const base = surface.slice(from, (from += pieces[index]?.length ?? 0));
    return { base, ruby: kanaOnly.test(pieces[index] ?? "") ? "" : ruby };
  });
}

/** Ways to divide a reading among the pieces, at most two. Kana must be read as written; every other piece gets at least one kana. */
function alignPieces([piece, ...rest]: string[], reading: string): string[][] {
  if (piece === undefined) return reading === "" ? [[]] : [];
  if (kanaOnly.test(piece)) {
    const own = plainKana(piece);
    return reading.startsWith(own) ? alignPieces(rest, reading.slice(own.length)).map((way) => [own, ...way]) : [];
  }
  const ways: string[][] = [];
  for (let length = 1; length <= reading.length && ways.length < 2; length++) {
    ways.push(...alignPieces(rest, reading.slice(length)).map((way) => [reading.slice(0, length), ...way]));
  }
  return ways.slice(0, 2);
}

/** Particles are not read as they are written: は wa, には niwa, へ e, への eno, を o. */
const sayParticle = (kana: string) => kana.replace(/は$/, "わ").replace(/^へ/, "え").replace(/を$/, "お");

/** A word in Latin letters: `学校 → gakkō`, the particle `は → wa`, `思う → omou`. Empty if nothing in it is read. */
function romanise({ surface, reading, partOfSpeech, lemma }: ReadWord): string {
  const written = withoutFurigana(surface);
  const said = reading || written;
  if (!/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(said)) return "";
  const kana = partOfSpeech === "particle" ? sayParticle(said) : withSpokenEnding(said, partOfSpeech);
  const isVerb = partOfSpeech === "verb" && (lemma ?? written) === written;
  // the う that ends a verb is no part of a long vowel, and neither are vowels that belong to two letters of the spelling: お|家
  const parts =
    withBoundary(written, said) ??
    (isVerb && kana.endsWith("う")
      ? `${kana.slice(0, -1)}${boundary}う`
      : partOfSpeech === "interjection" || kana !== said
        ? kana
        : alignKana(written, said)
            .map(({ base, ruby }) => ruby || base)
            .join(boundary));
  const latin = toHepburn(parts);
  return partOfSpeech === "name" ? latin.charAt(0).toUpperCase() + latin.slice(1) : latin;
}

/** The は that ends こんにちは, それでは and 実は is the particle; that of あはは is not. */
const withSpokenEnding = (kana: string, part: string) =>
  ["interjection", "conjunction", "expression", "adverb"].includes(part) ? kana.replace(/(?<=[^は])は$/, "わ") : kana;
