import type { Entry } from "#server/dictionaries/types.ts";
import { decide, type HomographReading, homographs } from "./homographs.ts";
import { hasHan, isKana, voice } from "./kana.ts";
import { isForLearners, type Lexicon, readEntries } from "./lexicon.ts";
import { entry, noReadings, type Readings } from "./readings.ts";
import { inflects, type Token } from "./tokens.ts";

/** Gives a token the readings of its word: those of our table of homographs, of IPADIC, and of the dictionaries. */
export function readToken(text: string, token: Token, lexicon: Lexicon): Token {
  if (!hasHan(token.surface) || isKana(token.surface)) return token;
  if (isAffix(token)) return token;
  const rows = rowsOf(token);
  if (rows) return readHomograph(text, token, rows);
  if (token.word || token.kind === "数") return token; // joined from several tokens, with its readings
  const [known] = token.readings.common;
  if (inflects(token)) return { ...token, readings: readInflected(token, lexicon) };
  const entries = lexicon.words(token.surface);
  // IPADIC's reading of a person's name is one of many, unless a learners' dictionary has the family name
  const isFamilyName = token.detail === "姓" && entries.some(isForLearners);
  const isName = token.detail === "姓" || token.detail === "名";
  if (isName && !isFamilyName && !entries.some(isWordForLearners))
    return { ...token, readings: readName(token.surface, readEntries(entries, known), lexicon) };
  const isWord = entries.some(isWordForLearners) && !standsAsName(text, token);
  if (isWord && token.kind === "固有名詞") return { ...token, kind: "一般", readings: readEntries(entries, known) };
  if (token.kind === "固有名詞" && known && !entries.some(isForLearners)) {
    const { common, rare } = readEntries(entries, known);
    return {
      ...token,
      readings: entry(
        [known],
        [...common, ...rare].filter((reading) => reading !== known),
      ),
    };
  }
  if (entries.length > 0) return { ...token, readings: readEntries(entries, known) };
  return known === undefined ? { ...token, readings: noReadings } : token;
}

/** Verbs and adjectives are in the table by their dictionary form, or by a part that two of them share: 行っ of 行く and 行う. */
function rowsOf(token: Token): readonly HomographReading[] | undefined {
  const own = homographs.get(token.surface);
  if (!inflects(token)) return own;
  const shared = own?.filter(({ lemma }) => lemma !== undefined) ?? [];
  if (shared.length > 0) return shared;
  return token.conjugation.startsWith("カ変") ? undefined : homographs.get(token.base);
}

/** Read beside its noun. */
const isAffix = ({ part, kind }: Token) => part === "接頭詞" || (part === "名詞" && kind === "接尾");

/** A name whose last kanji may be voiced or not: 福沢 ふくさわ, ふくざわ. */
function readName(name: string, { common, rare }: Readings, lexicon: Lexicon): Readings {
  const ends = lexicon.words(name.at(-1) ?? "").flatMap(({ readings }) => readings);
  const variants = common.flatMap((reading) =>
    ends.flatMap((end) =>
      [end, voice(end)]
        .filter((said) => reading.length > said.length && reading.endsWith(said))
        .map((said) => reading.slice(0, -said.length) + (said === end ? voice(end) : end)),
    ),
  );
  return { common, rare: [...rare, ...variants.filter((reading) => !common.includes(reading))], origin: "guess" };
}

/** 出口 is a word, and a family name in 出口さん. */
const standsAsName = (text: string, { end, subkind }: Token) =>
  subkind === "人名" && /^(さん|様|さま|氏|くん|君|ちゃん|先生|選手|首相|\p{sc=Han})/u.test(text.slice(end, end + 3));

const isWordForLearners = (found: Entry) => isForLearners(found) && !found.partsOfSpeech.includes("name");

function readHomograph(text: string, token: Token, rows: readonly HomographReading[]): Token {
  const fitting = rows.flatMap((row) => {
    const reading =
      row.lemma || rows === homographs.get(token.surface)
        ? row.reading
        : inflect(token.base, row.reading, token.surface);
    return reading === null ? [] : [{ ...row, reading }];
  });
  if (fitting.length === 0) return token;
  const decided = decide(fitting, text, token.start, token.end);
  const often = fitting.filter((row) => !row.isRare);
  const first = decided ?? often[0] ?? fitting[0]!;
  const common = decided ? [decided.reading] : often.map(({ reading }) => reading);
  const all = [...fitting.map(({ reading }) => reading), ...token.readings.common];
  const readings = entry(
    [...new Set(common)],
    [...new Set(all)].filter((reading) => !common.includes(reading)),
  );
  return { ...token, readings, sound: first.reading, ...(first.lemma && { base: first.lemma }) };
}

/** The readings of a verb or adjective, from those of its dictionary form: 開い ← あく, ひらく. */
function readInflected(token: Token, lexicon: Lexicon): Readings {
  const [known] = token.readings.common;
  if (known === undefined || token.conjugation.startsWith("カ変")) return token.readings;
  const entries = lexicon.words(token.base).flatMap((found) => {
    const readings = found.readings.flatMap((reading) => inflect(token.base, reading, token.surface) ?? []);
    return readings.length > 0 ? [{ ...found, readings }] : [];
  });
  return entries.length > 0 ? readEntries(entries, known) : token.readings;
}

/** `開く, あく, 開い → あい`; null if the reading does not end as the word does. */
function inflect(base: string, reading: string, surface: string): string | null {
  let same = 0;
  while (same < base.length && base[same] === surface[same]) same++;
  if (same === 0) return null;
  const ending = base.slice(same);
  const rest = surface.slice(same);
  if (!reading.endsWith(ending) || hasHan(ending) || hasHan(rest)) return null;
  return reading.slice(0, reading.length - ending.length) + rest;
}
