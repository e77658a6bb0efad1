import { toHiragana } from "./japanese.ts";
import { joinPinyin, splitPinyin } from "./pinyin.ts";
import type { LearningLanguage } from "./types.ts";

/** A piece of a word and the reading above it; none where it would only repeat the piece. */
export type RubyPiece = { base: string; ruby: string };

/** `食べる, たべる → 食[た]べる`; where a reading cannot be divided in one way only, it stands over the whole word. */
export function toRuby(surface: string, reading: string, language: LearningLanguage): RubyPiece[] {
  const said = reading.trim();
  switch (language) {
    case "ja":
      return alignKana(surface, said);
    case "zh-Hans":
    case "zh-Hant":
      return alignPinyin(surface, said);
    case "ko":
      return whole(surface, said.replace(/^\[(.*)\]$/, "$1"));
  }
}

const whole = (base: string, ruby: string): RubyPiece[] => [{ base, ruby: ruby === base ? "" : ruby }];

/** ヶ and ヵ stand for a word that is said otherwise: 三ヶ月 → さんかげつ. */
const kana = /([\p{sc=Hiragana}\p{sc=Katakana}ー]+)/u;
const kanaOnly = /^[\p{sc=Hiragana}\p{sc=Katakana}ー]+$/u;
const plainKana = (text: string) => toHiragana(text.normalize("NFKC"));

function alignKana(surface: string, reading: string): RubyPiece[] {
  const said = plainKana(reading).replace(/[\s・]/g, "");
  if (!said || said === plainKana(surface)) return whole(surface, "");
  if (kanaOnly.test(surface)) return whole(surface, reading);
  const pieces = surface
    .replace(/(?<=[\p{sc=Han}\p{N}])[ヶヵケカ](?=\p{sc=Han})/gu, "箇")
    .split(kana)
    .filter(Boolean);
  const ways = alignPieces(pieces, said);
  if (ways.length !== 1) return whole(surface, reading);
  let from = 0;
  return (ways[0] ?? []).map((ruby, index) => {
    const base = surface.slice(from, (from += pieces[index]?.length ?? 0));
    return { base, ruby: kanaOnly.test(pieces[index] ?? "") ? "" : ruby };
  });
}

/** The ways to divide a reading among the pieces, two at most: kana must be said as they are written, the rest is at least a kana. */
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

function alignPinyin(surface: string, reading: string): RubyPiece[] {
  const letters = Array.from(surface);
  if (!reading || letters.some((letter) => !/\p{sc=Han}/u.test(letter))) return whole(surface, reading);
  const syllables = splitPinyin(reading, letters.length);
  if (syllables) {
    const pieces = letters.map((base, index) => ({ base, ruby: syllables[index] ?? "" }));
    return syllables.at(-1) === "r" ? joinErhua(pieces) : pieces;
  }
  return whole(surface, reading);
}

/** 儿 without a syllable of its own goes with the one before: 玩儿 → wánr. */
function joinErhua(pieces: RubyPiece[]): RubyPiece[] {
  const [before, last] = pieces.slice(-2);
  if (!before || !last) return pieces;
  const joined = { base: before.base + last.base, ruby: joinPinyin([before.ruby, last.ruby]) };
  return [...pieces.slice(0, -2), joined];
}
